import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** Path of the first of these programs that is there: by name in `PATH`, or by its absolute path. */
export function findProgram(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = names.flatMap((name) => (isAbsolute(name) ? [name] : folders.map((folder) => join(folder, name))));
  return candidates.find((path) => existsSync(path));
}
