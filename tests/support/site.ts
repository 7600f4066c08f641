import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { IndexedLibrary } from '../../src/indexer/index-folder.ts';
import { type Listening, listen } from '../../src/indexer/listen.ts';
import { createServer } from '../../src/indexer/server.ts';

/** The built app, as `npm test` leaves it. */
export const APP = resolve(import.meta.dirname, '../../dist');

/** An answer, and the bytes of its body. */
export interface Sent {
  readonly path: string;
  readonly bytes: number;
}

/** A real server with a real library, that can be stopped and started at the same address. */
export class Site {
  readonly app: string;
  readonly #library: IndexedLibrary;
  readonly #requests = new Map<string, number>();
  #sent: Sent[] = [];
  #listening: Listening | undefined;
  #port = 0;

  constructor(library: IndexedLibrary, app = APP) {
    this.#library = library;
    this.app = app;
  }

  /** `http://localhost:N/`. */
  get url(): string {
    return `http://localhost:${this.#port}/`;
  }

  async start(): Promise<void> {
    const { library, originals } = this.#library;
    const server = createServer({ app: this.app, library, originals });
    server.prependListener('request', ({ url = '' }, response) => {
      this.#requests.set(url, this.requests(url) + 1);
      const note = () => this.#sent.push({ path: url, bytes: Number(response.getHeader('Content-Length') ?? 0) });
      response.once('finish', () => response.statusCode === 200 && note());
    });
    this.#listening = await listen(server, 'localhost', this.#port);
    this.#port = Number(new URL(this.#listening.address).port);
  }

  async stop(): Promise<void> {
    await this.#listening?.close();
    this.#listening = undefined;
  }

  /** How often this path was asked for. */
  requests(path: string): number {
    return this.#requests.get(path) ?? 0;
  }

  /** All paths asked for that begin like this, with their counts. */
  requestsBelow(prefix: string): Map<string, number> {
    return new Map([...this.#requests].filter(([path]) => path.startsWith(prefix)));
  }

  /** What was sent as a whole and without a complaint, of the paths that begin with one of these. */
  sentBelow(prefixes: readonly string[]): readonly Sent[] {
    return this.#sent.filter(({ path }) => prefixes.some((prefix) => path.startsWith(prefix)));
  }

  forgetRequests(): void {
    this.#requests.clear();
    this.#sent = [];
  }
}

/** A folder that lives as long as `use`. */
export async function withTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'afterimage-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
