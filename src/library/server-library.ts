import { network } from '../loading/network.ts';
import {
  LibraryError,
  type LibraryIndex,
  parseLibraryIndex,
  parseSectionFile,
  type Section,
} from '../shared/parse-library.ts';
import { parseMonthOf, parsePartOf } from '../shared/parse-lookup.ts';
import type { Photo, PhotoId } from '../shared/photo.ts';

declare global {
  /** What `index.html` asked for, before there was an app. */
  var libraryAsked: Promise<Response> | undefined;
}

/** The photos that a web server has. */
export class ServerLibrary {
  readonly index: LibraryIndex;
  /** Whether this is the stored library, because the server could not be reached. */
  readonly stored: boolean;
  /** When the stored library was last as the server had it, if this is it and it says so. */
  readonly storedAt: Date | undefined;
  readonly #url: URL;

  private constructor(index: LibraryIndex, url: URL, { headers }: Response) {
    this.index = index;
    this.#url = url;
    this.stored = headers.get('Cache-Status') === 'afterimage-library; hit';
    const date = new Date(headers.get('Date') ?? Number.NaN);
    this.storedAt = this.stored && !Number.isNaN(date.getTime()) ? date : undefined;
  }

  /**
   * Opens the library at `url` (`library.json`).
   * @throws {LibraryError} when there is none, or it cannot be read.
   */
  static async open(url: URL, signal: AbortSignal): Promise<ServerLibrary> {
    const asked = askedByPage() ?? network.fetch(url, { cache: 'no-cache', signal });
    const response = await asked.catch((error: unknown) => {
      throw new LibraryError('unreachable', { cause: error });
    });
    if (!response.ok) throw new LibraryError('missing');
    const json: unknown = await response.json().catch((error: unknown) => {
      throw new LibraryError('damaged', { cause: error });
    });
    return new ServerLibrary(parseLibraryIndex(json, url), url, response);
  }

  /** @throws {LibraryError} */
  async load({ url }: Section, signal: AbortSignal): Promise<readonly Photo[]> {
    const response = await network.fetch(url, { signal }).catch((error: unknown) => {
      throw new LibraryError('month-unreachable', { cause: error });
    });
    const { ok, status } = response;
    if (!ok) throw new LibraryError('month-missing', { isGone: status < 500 });
    const json: unknown = await response.json().catch((error: unknown) => {
      throw new LibraryError('month-damaged', { cause: error });
    });
    return parseSectionFile(json, url, this.#url);
  }

  /**
   * Asks the library in which month a photo is, which may be in none.
   * @throws when it does not say, or cannot be asked.
   */
  async monthOf(id: PhotoId, signal: AbortSignal): Promise<string | undefined> {
    const { lookup } = this.index;
    if (!lookup) throw new TypeError('This library has no lookup.');
    const part = parsePartOf(id, await fetchJson(lookup, signal), lookup, this.#url);
    return part && parseMonthOf(id, await fetchJson(part, signal));
  }

  /**
   * Fetches again what was loaded before a service worker was there to keep it for offline use. The section files
   * come from the HTTP cache, as their names are content addresses.
   */
  async fetchAgain(loaded: readonly Section[]): Promise<void> {
    await Promise.allSettled([this.#url, ...loaded.map(({ url }) => url)].map((url) => network.fetch(url)));
  }
}

async function fetchJson(url: URL, signal: AbortSignal): Promise<unknown> {
  const response = await network.fetch(url, { signal });
  if (!response.ok) throw new TypeError(`${url.pathname}: ${response.status}`);
  return response.json();
}

/** The answer that is on its way since before the app began, the first time. */
function askedByPage(): Promise<Response> | undefined {
  const asked = globalThis.libraryAsked;
  globalThis.libraryAsked = undefined;
  return asked;
}
