import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

/** A photo to make: JPEG, unless the name says PNG. */
export interface PhotoPlan {
  /** Path in the folder. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Colours of the four quarters, row by row, so that a test can see which photo it is, and that it is upright. */
  readonly quarters: readonly [string, string, string, string];
  /** EXIF date, `2024:07:01 10:00:00`. */
  readonly taken: string;
}

const COLOURS = ['#c02020', '#20a040', '#2040c0', '#c0a020', '#a020a0', '#20a0a0'];

/** A plan for photo `index` of a made-up library: its own colours, its own minute. */
export function plan(name: string, index: number, month: string, width = 900, height = 600): PhotoPlan {
  const colour = (step: number) => COLOURS[(index + step) % COLOURS.length] ?? '#000000';
  const day = String(1 + (index % 28)).padStart(2, '0');
  const minute = String(index % 60).padStart(2, '0');
  return {
    name,
    width,
    height,
    quarters: [colour(0), colour(1), colour(2), colour(3)],
    taken: `${month.replace('-', ':')}:${day} 10:${minute}:00`,
  };
}

/** A colour for the middle that no other photo has: equal pictures would share one thumbnail. */
function colourOf(name: string): string {
  return `#${createHash('sha256').update(name).digest('hex').slice(0, 6)}`;
}

/** Writes the photos into `folder`. */
export async function writePhotos(folder: string, plans: readonly PhotoPlan[]): Promise<void> {
  for (const { name, width, height, quarters, taken } of plans) {
    const [a, b, c, d] = quarters;
    const [right, bottom] = [Math.floor(width / 2), Math.floor(height / 2)];
    const rect = (x: number, y: number, fill: string) =>
      `<rect x="${x}" y="${y}" width="50%" height="50%" fill="${fill}"/>`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
      ${rect(0, 0, a)}${rect(right, 0, b)}${rect(0, bottom, c)}${rect(right, bottom, d)}
      <rect x="45%" y="45%" width="10%" height="10%" fill="${colourOf(name)}"/></svg>`;
    const picture = sharp(Buffer.from(svg), { limitInputPixels: false })
      .flatten()
      .withExif({ IFD2: { DateTimeOriginal: taken } });
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await (name.endsWith('.png') ? picture.png() : picture.jpeg({ quality: 90 })).toBuffer());
  }
}
