import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { IndexedLibrary } from '../../src/indexer/index-folder.ts';
import { type Listening, listen } from '../../src/indexer/listen.ts';
import { createServer } from '../../src/indexer/server.ts';
import { APP } from './site.ts';

/** How a server may treat a request for a picture. */
export type Treatment =
  | 'serve'
  /** Closes the connection without a word. */
  | 'hang-up'
  /** A page with status 200, as networks answer that want people to sign in. */
  | 'sign-in-page'
  /** Elsewhere. */
  | 'redirect'
  /** Never answers. */
  | 'silence'
  /** As if the request had named no range. */
  | 'ignore-range'
  | 'refuse-range'
  | { readonly status: number }
  /** The head of the answer and so many bytes, and then the connection ends. */
  | { readonly cutAfter: number }
  /** The same, but the connection ends when `cutHeld` is called. */
  | { readonly holdAfter: number }
  /** So many ms late. */
  | { readonly late: number }
  /** Bytes that are not what they should be. */
  | 'damage';

/** A request for a picture, and what came of it. */
export interface Seen {
  /** Below the library, `screens/ab/….jpg`. */
  readonly path: string;
  readonly range: string | undefined;
  readonly treatment: Treatment;
  status: number;
  bytes: number;
}

const PICTURE = /^\/library\/((?:thumbnails|screens|full|originals)\/.+)$/;

/** A real server that misbehaves on purpose, as `treat` says for each request for a picture. */
export class UnrulySite {
  readonly seen: Seen[] = [];
  treat: (path: string, attempt: number) => Treatment = () => 'serve';
  /** Called with each request for a picture, before it is treated; it waits for that. */
  onRequest: (path: string) => Promise<void> = async () => {};
  readonly #library: IndexedLibrary;
  #inner: Server | undefined;
  #listening: Listening | undefined;
  #port = 0;
  readonly #held = new Set<ServerResponse>();

  constructor(library: IndexedLibrary) {
    this.#library = library;
  }

  get url(): string {
    return `http://localhost:${this.#port}/`;
  }

  async start(): Promise<void> {
    const { library, originals } = this.#library;
    this.#inner = createServer({ app: APP, library, originals });
    this.#listening = await listen(
      createHttpServer((request, response) => void this.#answer(request, response)),
      'localhost',
      this.#port,
    );
    this.#port = Number(new URL(this.#listening.address).port);
  }

  async stop(): Promise<void> {
    await this.#listening?.close();
    this.#listening = undefined;
  }

  /** Ends the connections that were held. */
  cutHeld(): void {
    for (const response of this.#held) response.destroy();
    this.#held.clear();
  }

  /** The requests for a picture whose path begins like this. */
  seenBelow(prefix: string): Seen[] {
    return this.seen.filter(({ path }) => path.startsWith(prefix));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = PICTURE.exec(request.url ?? '')?.[1];
    if (!path) return this.#serve(request, response);
    const attempt = this.seenBelow(path).length + 1;
    const treatment = this.treat(path, attempt);
    const seen: Seen = { path, range: request.headers.range, treatment, status: 0, bytes: 0 };
    this.seen.push(seen);
    const write = response.write.bind(response);
    // Counts what goes out, whoever sends it.
    response.write = ((chunk: Buffer, ...rest: []) => {
      seen.bytes += chunk.length;
      return write(chunk, ...rest);
    }) as typeof response.write;
    response.on('close', () => {
      seen.status = response.statusCode;
    });
    await this.onRequest(path);
    if (!response.destroyed) await this.#treat(treatment, request, response, seen);
  }

  async #treat(treatment: Treatment, request: IncomingMessage, response: ServerResponse, seen: Seen): Promise<void> {
    if (typeof treatment === 'object') {
      if ('status' in treatment) return void response.writeHead(treatment.status).end('no');
      if ('late' in treatment) {
        await new Promise((resolve) => setTimeout(resolve, treatment.late));
        return response.destroyed ? undefined : this.#serve(request, response);
      }
      // What was written is on its way first.
      if ('cutAfter' in treatment)
        return this.#cut(request, response, seen, treatment.cutAfter, () => setTimeout(() => response.destroy(), 50));
      return this.#cut(request, response, seen, treatment.holdAfter, () => this.#held.add(response));
    }
    switch (treatment) {
      case 'serve':
        return this.#serve(request, response);
      case 'hang-up':
        return void response.destroy();
      case 'sign-in-page':
        return void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Sign in</h1>');
      case 'redirect':
        return void response.writeHead(302, { Location: 'http://elsewhere.invalid/sign-in' }).end();
      case 'silence':
        return;
      case 'ignore-range':
        delete request.headers.range;
        return this.#serve(request, response);
      case 'refuse-range':
        if (request.headers.range) return void response.writeHead(416).end();
        return this.#serve(request, response);
      case 'damage':
        return void response.writeHead(200, { 'Content-Type': 'image/jpeg' }).end('not this picture');
      default:
        treatment satisfies never;
    }
  }

  /** Lets so many bytes of the body through, and then no more. */
  #cut(request: IncomingMessage, response: ServerResponse, seen: Seen, most: number, then: () => void): void {
    const write = response.write.bind(response);
    response.write = ((chunk: Buffer, ...rest: []) => {
      const left = most - seen.bytes;
      if (chunk.length <= left) return write(chunk, ...rest);
      if (left > 0) write(chunk.subarray(0, left));
      then();
      return false;
    }) as typeof response.write;
    this.#serve(request, response);
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    this.#inner?.emit('request', request, response);
  }
}
