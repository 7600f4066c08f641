import { createServer, type ServerResponse } from 'node:http';
import sirv from 'sirv';
import { type Listening, listen } from '../../src/indexer/listen.ts';
import type { ImageCache, OfflinePictures } from '../../src/loading/index.ts';
import { quarters } from './pictures.ts';

declare global {
  // What the consumer gives to the console, as tests reach it from inside a page.
  var cache: ImageCache;
  var offline: OfflinePictures;
}

/** Works of the museum. Each has a colour of its own. */
const WORKS = 12;

/** The server of somebody's PWA: its files, and pictures under URLs that our app knows nothing of. */
export class Museum {
  readonly #folder: string;
  readonly #pictures = new Map<string, Buffer>();
  readonly #lost = new Set<string>();
  readonly #requests: string[] = [];
  #listening: Listening | undefined;
  #port = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get url(): string {
    return `http://localhost:${this.#port}/`;
  }

  /** How often something was asked for whose path ends like this. */
  requests(end: string): number {
    return this.#requests.filter((path) => path.endsWith(end)).length;
  }

  /** Has no picture any more under this path, until `findAgain`. */
  lose(path: string): void {
    this.#lost.add(path);
  }

  findAgain(): void {
    this.#lost.clear();
  }

  async start(): Promise<void> {
    const files = sirv(this.#folder, { dev: true });
    const server = createServer((request, response) => {
      const path = request.url ?? '';
      this.#requests.push(path);
      const picture = this.#lost.has(path) ? undefined : this.#pictures.get(path);
      if (picture) response.writeHead(200, { 'Content-Type': 'image/jpeg' }).end(picture);
      else files(request, response, () => notFound(response));
    });
    for (let index = 0; index < WORKS && this.#pictures.size < 2 * WORKS; index += 1) {
      const colours = [`hsl(${index * 30} 90% 50%)`, '#fff', '#000', '#888'];
      for (const [name, width] of [
        ['small', 240],
        ['large', 1500],
      ] as const) {
        const picture = quarters({ width, height: (width * 2) / 3 }, colours).jpeg({ quality: 90 });
        this.#pictures.set(`/works/${index}/${name}.jpg`, await picture.toBuffer());
      }
    }
    this.#listening = await listen(server, 'localhost', this.#port);
    this.#port = Number(new URL(this.#listening.address).port);
  }

  async stop(): Promise<void> {
    await this.#listening?.close();
    this.#listening = undefined;
  }
}

function notFound(response: ServerResponse): void {
  response.writeHead(404).end();
}
