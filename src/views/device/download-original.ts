import type { Photo } from '../../shared/photo.ts';
import { safeFileName } from '../../shared/safe-file-name.ts';
import { create } from '../dom.ts';

/** Browsers say nothing when they have begun to write a download, in ms after which they have. */
const BEGUN_MS = 60_000;

/**
 * Gives the user the file as it was added, bit for bit, under its own name.
 * @throws when it cannot be read.
 */
export async function downloadOriginal({ original, fileName }: Photo): Promise<void> {
  // Not the link alone: browsers do not ask the service worker for downloads.
  const response = await fetch(original, { cache: 'no-store' });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  saveBlob(await response.blob(), safeFileName(fileName));
}

/** Gives the user a file. */
export function saveBlob(blob: Blob, name: string): void {
  const href = URL.createObjectURL(blob);
  create('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), BEGUN_MS);
}
