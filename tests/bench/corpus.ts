import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { sampleList } from '../../src/indexer/samples.ts';

const CACHE = resolve(import.meta.dirname, '../../node_modules/.cache/afterimage-bench');
/** The sample photos of 9 to 19 megapixels, one subject each. */
export const SUBJECTS = ['coffee-beans', 'coffee-art', 'coffee-shadow', 'we-love-pizza', 'beautiful-picture'] as const;

/** As cameras and phones of the last ten years make them: 8 to 24 megapixels. */
export const CAMERA_SIZES: readonly PictureSize[] = [
  { width: 3264, height: 2448 },
  { width: 4000, height: 3000 },
  { width: 5472, height: 3648 },
  { width: 6000, height: 4000 },
];

export type Subject = (typeof SUBJECTS)[number];

/** How a picture is encoded: as cameras, phones and photo apps do. */
const ENCODINGS = {
  png: { type: 'image/png', encode: (picture: Sharp) => picture.png({ compressionLevel: 3 }) },
  /** As many cameras and phones do at their best: 2.3 bits a pixel. */
  jpeg: { type: 'image/jpeg', encode: (picture: Sharp) => picture.jpeg({ quality: 88 }) },
  /** As others do, and what clouds and messengers leave: 1.3 bits a pixel. */
  'small-jpeg': { type: 'image/jpeg', encode: (picture: Sharp) => picture.jpeg({ quality: 75 }) },
  'progressive-jpeg': {
    type: 'image/jpeg',
    encode: (picture: Sharp) => picture.jpeg({ quality: 88, progressive: true }),
  },
  webp: { type: 'image/webp', encode: (picture: Sharp) => picture.webp({ quality: 82, effort: 2 }) },
  avif: { type: 'image/avif', encode: (picture: Sharp) => picture.avif({ quality: 62, effort: 2 }) },
} as const;

export type Encoding = keyof typeof ENCODINGS;

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export interface EncodedPicture extends PictureSize {
  readonly type: string;
  readonly bytes: Buffer;
}

/**
 * A picture of any size with the detail of a camera's: a real photo, brought to that size, with sensor noise of two scales
 * over it, since enlarging leaves it smooth and smooth pictures flatter decoders. Kept between runs.
 */
export async function photograph(
  subject: Subject,
  { width, height }: PictureSize,
  encoding: Encoding = 'jpeg',
): Promise<EncodedPicture> {
  const { type, encode } = ENCODINGS[encoding];
  const about = JSON.stringify([subject, width, height, encoding, NOISE, String(encode)]);
  const name = `${subject}-${width}x${height}-${createHash('sha256').update(about).digest('hex').slice(0, 12)}.${encoding}`;
  const bytes = await kept(name, async () => encode(await grained(subject, { width, height })).toBuffer());
  return { width, height, type, bytes };
}

/** Scale in px, and strength: the coarse grain is what denoising in a camera leaves. */
const NOISE = [
  { scale: 1, sigma: 7 },
  { scale: 3, sigma: 9 },
] as const;

async function grained(subject: Subject, { width, height }: PictureSize): Promise<Sharp> {
  const layers = NOISE.map(async ({ scale, sigma }) => ({
    input: await sharp({
      create: {
        width: Math.ceil(width / scale),
        height: Math.ceil(height / scale),
        channels: 3,
        background: '#808080',
        noise: { type: 'gaussian', mean: 128, sigma },
      },
    })
      .resize(width, height, { fit: 'fill', kernel: 'cubic' })
      .png({ compressionLevel: 0 })
      .toBuffer(),
    // Grey leaves what is below as it is.
    blend: 'hard-light' as const,
  }));
  return sharp(fileOf(subject))
    .resize(width, height, { fit: 'cover' })
    .composite(await Promise.all(layers));
}

function fileOf(subject: Subject): string {
  const source = sampleList().sources.find(({ file }) => basename(file, '.jpg') === subject);
  if (!source) throw new Error(`There is no sample photo ${subject}.`);
  return source.file;
}

/** What was made in an earlier run, or else now. */
async function kept(name: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const path = join(CACHE, name);
  const present = await readFile(path).catch(() => undefined);
  if (present) return present;
  await mkdir(CACHE, { recursive: true });
  const made = await make();
  await writeFile(`${path}.part`, made);
  await rename(`${path}.part`, path);
  return made;
}

/** A picture's pixels, about, as people say them. */
export function megapixels({ width, height }: PictureSize): string {
  return `${Math.round((width * height) / 1e6)} MP`;
}

/** The same picture with a quarter of the side, where it is enough to show that something runs. */
export function perhapsSmall({ width, height }: PictureSize, quick: boolean): PictureSize {
  return quick ? { width: width / 4, height: height / 4 } : { width, height };
}
