import { readdir, readFile, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { writeFileAtomic } from './atomic-file.ts';

const compress = promisify(gzip);
/** Only where names change with the content: elsewhere, what is compressed might be older than what is not. */
const FOLDERS = ['assets', join('library', 'sections')];
const TEXTS = ['.css', '.js', '.json', '.svg'];
/** Smaller files fit into the first packet as they are. */
const LEAST_BYTES = 1_400;

/** Puts `name.gz` beside texts of a site whose names never change their meaning, for servers that send such files; drops old ones. */
export async function precompress(site: string): Promise<void> {
  for (const folder of FOLDERS) {
    const names = new Set(await readdir(join(site, folder)).catch(() => []));
    for (const name of names) {
      const path = join(site, folder, name);
      if (name.endsWith('.gz') && !names.has(name.slice(0, -'.gz'.length))) await rm(path);
      if (TEXTS.includes(extname(name)) && !names.has(`${name}.gz`)) await compressFile(path);
    }
  }
}

async function compressFile(path: string): Promise<void> {
  const bytes = await readFile(path);
  if (bytes.length < LEAST_BYTES) return;
  await writeFileAtomic(`${path}.gz`, await compress(bytes, { level: constants.Z_BEST_COMPRESSION }));
}
