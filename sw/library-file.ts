import { keepsPromise } from '../src/shared/content-address.ts';

/** A server that takes longer for a file of the library, in ms, counts as away. */
const PATIENCE_MS = 30_000;

/** The server answered, but not with this file: it is missing or damaged there, or a login page stands in its place. */
export class BadLibraryFileError extends Error {
  override readonly name = 'BadLibraryFileError';
}

/** A file of the library that can be read, and is the one that its name promises. */
export interface LibraryFile<T> {
  readonly text: string;
  readonly parsed: T;
}

/**
 * Fetches a file of the library. `parse` throws what it cannot read.
 * @throws {BadLibraryFileError}; whatever `fetch` throws when the server cannot be reached; `AbortError`.
 */
export async function fetchLibraryFile<T>(
  url: URL,
  parse: (json: unknown) => T,
  signal: AbortSignal,
): Promise<LibraryFile<T>> {
  const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]) });
  return readLibraryFile(url, response, parse);
}

/**
 * Reads the answer to a request for a file of the library.
 * @throws {BadLibraryFileError}; an `Error` when the server is only busy, or down behind its gateway: it counts as away.
 */
export async function readLibraryFile<T>(
  url: URL,
  response: Response,
  parse: (json: unknown) => T,
): Promise<LibraryFile<T>> {
  const { ok, status } = response;
  if (status >= 500 || status === 429 || status === 408) throw new Error(`HTTP ${status}`);
  const text = await response.text();
  try {
    if (!ok) throw new Error(`HTTP ${status}`);
    const parsed = parse(JSON.parse(text));
    if (!(await keepsPromise(url.href, new TextEncoder().encode(text).buffer))) throw new Error('Another content');
    return { text, parsed };
  } catch (cause) {
    throw new BadLibraryFileError(url.href, { cause });
  }
}
