import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

/** `npm run icons`: makes every icon of the app out of `public/icons/icon.svg`. The results are committed. */
const folder = new URL('../../public/icons/', import.meta.url);
const svg = await readFile(new URL('icon.svg', folder), 'utf8');

// Maskable and Apple icons are cut by the system: the ground reaches the edges, and the discs stay in the safe zone.
const square = svg.replace('rx="112"', 'rx="0"');
const padded = square
  .replace('viewBox="0 0 512 512"', 'viewBox="-64 -64 640 640"')
  .replace('<rect ', '<rect x="-64" y="-64" ')
  .replace('width="512" height="512"', 'width="640" height="640"');
// Monochrome icons are used as a mask: only the alpha channel counts.
const monochrome = svg.replace(/<rect[^>]*>/, '');

async function write(name: string, source: string, size: number): Promise<void> {
  await sharp(Buffer.from(source), { density: 72 * (size / 512) * 2 })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toFile(fileURLToPath(new URL(name, folder)));
}

await write('icon-192.png', svg, 192);
await write('icon-512.png', svg, 512);
await write('maskable-512.png', padded, 512);
await write('monochrome-512.png', monochrome, 512);
await write('apple-touch-icon.png', square, 180);
