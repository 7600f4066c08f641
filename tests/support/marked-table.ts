import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

const README = resolve(import.meta.dirname, '../../README.md');

/** What stands in the README between the comments that begin and end what a command writes there. */
export async function readMarked(name: string): Promise<string> {
  const readme = await readFile(README, 'utf8');
  const { from, to } = find(readme, name);
  return readme.slice(from, to);
}

/** Puts `text` there instead. */
export async function writeMarked(name: string, text: string): Promise<void> {
  const readme = await readFile(README, 'utf8');
  const { from, to } = find(readme, name);
  await writeFile(README, `${readme.slice(0, from)}${text}\n${readme.slice(to)}`);
}

/** @throws where the README has no such place. */
function find(readme: string, name: string): { from: number; to: number } {
  const begin = new RegExp(`<!-- ${name}:[^>]*-->\n`).exec(readme);
  const from = begin ? begin.index + begin[0].length : -1;
  const to = readme.indexOf(`<!-- /${name} -->`, Math.max(0, from));
  if (from < 0 || to < 0) throw new Error(`The README has no place for ${name}.`);
  return { from, to };
}
