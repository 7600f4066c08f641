import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { forEachParallel } from '../../src/indexer/for-each-parallel.ts';
import { detailed, type Size } from './pictures.ts';

const SIDES = { long: 720, short: 480 };
/** So many scenes, half of them upright; what tells photos of one scene from each other is a pattern in a corner. */
const SCENES = 8;
/** The pattern has a square for each bit of the photo's number. */
const BITS = 24;
const SQUARE = 16;
const NEWEST_YEAR = 2025;
const PER_FOLDER = 1000;

/** Raw pixels, three bytes each. */
interface Scene extends Size {
  readonly pixels: Buffer;
}

export interface GeneratedFolder {
  readonly photos: number;
  /** Bytes of all files. */
  readonly bytes: number;
}

/**
 * Writes so many small photos into sub-folders of `folder`: JPEGs of which no two have the same bytes or the same pixels, with
 * EXIF dates that are spread evenly over `years`, the newest first. Always the same.
 */
export async function generatePhotos(folder: string, total: number, years = 20): Promise<GeneratedFolder> {
  const scenes = await Promise.all(Array.from({ length: SCENES }, (_, number) => makeScene(number)));
  let bytes = 0;
  for (let first = 0; first < total; first += PER_FOLDER)
    await mkdir(join(folder, folderOf(first)), { recursive: true });
  await forEachParallel(numbersBelow(total), availableParallelism(), undefined, async (number) => {
    const scene = scenes[number % SCENES];
    if (!scene) throw new RangeError(`No scene for photo ${number}`);
    const jpeg = await encode(scene, number, takenOf(number, total, years));
    bytes += jpeg.length;
    await writeFile(join(folder, folderOf(number), `IMG_${String(number).padStart(6, '0')}.jpg`), jpeg);
  });
  return { photos: total, bytes };
}

async function makeScene(number: number): Promise<Scene> {
  const { long, short } = SIDES;
  const size = number % 2 === 0 ? { width: long, height: short } : { width: short, height: long };
  const picture = (await detailed(size)).modulate({ hue: (360 * number) / SCENES, saturation: 2 });
  return { ...size, pixels: await picture.raw().toBuffer() };
}

function encode({ width, height, pixels }: Scene, number: number, taken: string): Promise<Buffer> {
  const own = Buffer.from(pixels);
  for (let bit = 0; bit < BITS; bit += 1) {
    const shade = (number >> bit) % 2 === 0 ? 0 : 255;
    const [left, top] = [SQUARE * (bit % 6), SQUARE * Math.floor(bit / 6)];
    for (let row = top; row < top + SQUARE; row += 1) {
      own.fill(shade, 3 * (row * width + left), 3 * (row * width + left + SQUARE));
    }
  }
  return sharp(own, { raw: { width, height, channels: 3 } })
    .withExif({ IFD0: { Make: 'Example', Model: 'Generator' }, IFD2: { DateTimeOriginal: taken } })
    .jpeg({ quality: 80 })
    .toBuffer();
}

/** As EXIF writes it, the newest for number 0. */
function takenOf(number: number, total: number, years: number): string {
  const end = Date.UTC(NEWEST_YEAR + 1, 0) - 1000;
  const begin = Date.UTC(NEWEST_YEAR + 1 - years, 0);
  const time = new Date(end - ((end - begin) * number) / total).toISOString();
  return `${time.slice(0, 10).replaceAll('-', ':')} ${time.slice(11, 19)}`;
}

function folderOf(number: number): string {
  return `roll-${String(Math.floor(number / PER_FOLDER)).padStart(3, '0')}`;
}

function* numbersBelow(total: number): Generator<number> {
  for (let number = 0; number < total; number += 1) yield number;
}
