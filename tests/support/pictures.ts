import { createCipheriv } from 'node:crypto';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** How large a test picture is when it is upright, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Colours of the four quarters of a plain test picture, row by row: they show whether it is upright. */
export const QUARTERS = ['#ff0000', '#00ff00', '#0000ff', '#ffff00'] as const;

/** The quarters, as a picture that can be encoded as anything. */
export function quarters({ width, height }: Size, colours: readonly string[] = QUARTERS): Sharp {
  const fill = (index: number) => colours[index] ?? '#000000';
  const rect = (x: string, y: string, index: number) =>
    `<rect x="${x}" y="${y}" width="50%" height="50%" fill="${fill(index)}"/>`;
  const rects = [rect('0', '0', 0), rect('50%', '0', 1), rect('0', '50%', 2), rect('50%', '50%', 3)].join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${rects}</svg>`;
  return sharp(Buffer.from(svg), { limitInputPixels: false }).flatten();
}

/** The quarters as a JPEG whose stored pixels are turned, and whose EXIF orientation (1 to 8) says how to turn them back. */
export async function oriented(size: Size, orientation: number): Promise<Buffer> {
  const upright = await quarters(size).png().toBuffer();
  // Two steps, because sharp has an order of its own for what is asked in one.
  const [angle, mirror] = STORED[orientation - 1] ?? [0, undefined];
  const turned = sharp(await sharp(upright).rotate(angle).png().toBuffer());
  if (mirror) turned[mirror]();
  return turned.withMetadata({ orientation }).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer();
}

/** For each orientation what was done to the upright pixels: turned clockwise, then mirrored. */
const STORED = [
  [0, undefined],
  [0, 'flop'],
  [180, undefined],
  [0, 'flip'],
  [90, 'flop'],
  [270, undefined],
  [90, 'flip'],
  [90, undefined],
] as const;

/** Noise at several scales: costs a decoder what a real photo costs, which smooth gradients do not. Always the same. */
export async function detailed({ width, height }: Size): Promise<Sharp> {
  const sum = new Uint8ClampedArray(width * height * 3);
  for (const { scale, weight } of OCTAVES) {
    const small = { width: Math.ceil(width / scale), height: Math.ceil(height / scale) };
    const layer = await sharp(noise(small.width * small.height * 3), { raw: { ...small, channels: 3 } })
      .resize(width, height, { fit: 'fill', kernel: 'linear' })
      .raw()
      .toBuffer();
    for (let index = 0; index < sum.length; index += 1) {
      sum[index] = (sum[index] ?? 0) + (layer[index] ?? 0) * weight;
    }
  }
  return sharp(sum, { raw: { width, height, channels: 3 }, limitInputPixels: false });
}

/** The finest are the faintest, as in photos. The weights add up to 1. */
const OCTAVES = [
  { scale: 1, weight: 0.07 },
  { scale: 3, weight: 0.13 },
  { scale: 24, weight: 0.2 },
  { scale: 200, weight: 0.6 },
] as const;

/** Bytes that look random and are the same each time. */
function noise(length: number): Buffer {
  return createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(length));
}

/** A JPEG all of one colour, whose numbers are meant in Display P3: nothing is converted. */
export async function displayP3(size: Size, colour: string): Promise<Buffer> {
  const jpeg = (picture: Sharp) => picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer();
  const plain = await jpeg(quarters(size, [colour, colour, colour, colour]));
  const tagged = await jpeg(quarters({ width: 8, height: 8 }).withIccProfile('p3'));
  return Buffer.concat([plain.subarray(0, 2), profileSegment(tagged), plain.subarray(2)]);
}

/** The APP2 segment of a JPEG that holds its colour profile. */
function profileSegment(jpeg: Buffer): Buffer {
  const at = jpeg.indexOf('ICC_PROFILE\0') - 4;
  return jpeg.subarray(at, at + 2 + jpeg.readUInt16BE(at + 2));
}

/** Frames all of one colour each, 100 ms long. */
export async function animated(type: 'gif' | 'webp', size: Size, colours: readonly string[]): Promise<Buffer> {
  const frames = colours.map((colour) => quarters(size, [colour, colour, colour, colour]).png().toBuffer());
  const film = sharp(await Promise.all(frames), { join: { animated: true } });
  const delay = colours.map(() => 100);
  return type === 'gif' ? film.gif({ delay }).toBuffer() : film.webp({ delay, lossless: true }).toBuffer();
}

/** The first part of a file, as an interrupted download leaves it. */
export function truncated(file: Buffer, fraction: number): Buffer {
  return file.subarray(0, Math.round(file.length * fraction));
}

/** A file whose second half was overwritten with noise, while its header still promises a picture. */
export function corrupted(file: Buffer): Buffer {
  const half = Math.floor(file.length / 2);
  return Buffer.concat([file.subarray(0, half), noise(file.length - half)]);
}

/** A valid PNG, all black, of 1 bit a pixel: half a megabyte for 65,536 × 65,536 pixels, which take 17 GB decoded. */
export function hugePng({ width, height }: Size): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const rowBytes = 1 + Math.ceil(width / 8);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', zlibZeros(rowBytes, height)), chunk('IEND')]);
}

/** `rows` × `rowBytes` zeros, deflated without ever being there: a flushed block can be repeated. */
function zlibZeros(rowBytes: number, rows: number): Buffer {
  const perBlock = Math.min(rows, 512);
  const deflate = (count: number) =>
    deflateRawSync(Buffer.alloc(rowBytes * count), { finishFlush: constants.Z_FULL_FLUSH });
  const block = deflate(perBlock);
  const blocks = Array.from({ length: Math.floor(rows / perBlock) }, () => block);
  const checksum = Buffer.alloc(4);
  // Adler-32 of zeros: the lower half stays 1, and the upper one counts the bytes.
  checksum.writeUInt16BE((rowBytes * rows) % 65_521, 0);
  checksum.writeUInt16BE(1, 2);
  const end = Buffer.from([0x03, 0x00]);
  return Buffer.concat([Buffer.from([0x78, 0x9c]), ...blocks, deflate(rows % perBlock), end, checksum]);
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
