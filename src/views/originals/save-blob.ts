import { create } from '../dom.ts';

/** Browsers say nothing when they have begun to write a download, in ms after which they have. */
const BEGUN_MS = 60_000;

/** Gives the user a file. */
export function saveBlob(blob: Blob, name: string): void {
  const href = URL.createObjectURL(blob);
  create('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), BEGUN_MS);
}
