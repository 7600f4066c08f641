import type { Photo } from '../shared/photo.ts';
import { LoadError } from './load-error.ts';
import { network } from './network.ts';
import { HttpError } from './retry.ts';
import type { StoredPictures } from './stored-pictures.ts';

/**
 * The file of a photo as it was found or added, bit for bit: a stored copy, else from the network, past the HTTP cache. It is
 * held against its length, and nothing else: whoever asks gets what the library has. `onBytes` hears of each part of it.
 * @throws {LoadError} and `AbortError`.
 */
export async function fetchOriginal(
  photo: Photo,
  stored: Pick<StoredPictures, 'find'>,
  signal: AbortSignal,
  onBytes: (bytes: number) => void = () => {},
): Promise<Blob> {
  const { picture } = await stored.find(photo.original, 'full');
  signal.throwIfAborted();
  if (picture && isWhole(picture.blob, photo)) return typed(picture.blob, photo);
  const blob = await fetchBytes(photo.original, signal, onBytes);
  if (!isWhole(blob, photo)) throw new LoadError('network', new Error(`${blob.size} bytes instead of ${photo.bytes}`));
  return typed(blob, photo);
}

async function fetchBytes(url: URL, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<Blob> {
  try {
    const response = await network.fetch(url, { signal, cache: 'no-store' });
    if (!response.ok) {
      // Unread, it would hold the connection.
      await response.body?.cancel().catch(() => {});
      throw new LoadError(response.status === 404 ? 'not-found' : 'network', new HttpError(response.status));
    }
    const count = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform: (part, controller) => {
        onBytes(part.length);
        controller.enqueue(part);
      },
    });
    // As a blob, which browsers put on the disk where it is large.
    return await new Response(response.body?.pipeThrough(count) ?? null).blob();
  } catch (error) {
    // A stream that is aborted while it becomes a blob says something else.
    signal.throwIfAborted();
    // `fetch` throws a TypeError for every failure to reach the server, and says no more.
    throw error instanceof LoadError ? error : new LoadError('offline', error);
  }
}

/** A library may not say how long its files are. */
function isWhole({ size }: Blob, { bytes }: Photo): boolean {
  return bytes === 0 ? size > 0 : size === bytes;
}

function typed(blob: Blob, { type }: Photo): Blob {
  return blob.type === type ? blob : blob.slice(0, blob.size, type);
}
