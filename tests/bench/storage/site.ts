import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, resolve } from 'node:path';
import sharp from 'sharp';
import { build } from 'vite';
import { buildApp } from '../../../src/indexer/build-app.ts';
import { type Listening, listen } from '../../../src/indexer/listen.ts';
import { photograph } from '../corpus.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
/** So many thumbnails differ in their bytes; each has thousands of addresses. */
const DIFFERENT = 60;
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** Whose page and service worker a site has. `plain` has no worker, and leaves it to the HTTP cache. */
export type Side = 'ours' | 'workbox' | 'plain';

/** What every site serves. */
export interface Supplies {
  /** The built app, of which ours takes the service worker with all that it precaches. */
  readonly app: string;
  readonly thumbnails: readonly Buffer[];
}

export async function makeSupplies(): Promise<Supplies> {
  const [{ app }, thumbnails] = await Promise.all([buildApp(ROOT), makeThumbnails()]);
  return { app, thumbnails };
}

/** A server for one side: an origin of its own, and so a storage of its own. */
export async function startSite(side: Side, { app, thumbnails }: Supplies): Promise<Listening> {
  const [page, worker] = await Promise.all([
    bundle(`tests/bench/pages/storage/${side}.ts`, 'es'),
    side === 'workbox' ? bundle('tests/bench/peers/workbox-worker.ts', 'iife') : undefined,
  ]);
  // The base is the worker's scope: by that page and worker agree on the names of the caches.
  const html =
    '<!doctype html><html lang="en"><meta charset="utf-8"><base href="/"><title>Bench</title><script type="module" src="bench/page.js"></script>';
  const send = (response: ServerResponse, type: string, body: string | Buffer, caching = 'no-cache') =>
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': caching }).end(body);
  const answer = async ({ url = '/' }: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    const path = new URL(url, 'http://bench').pathname;
    const index = /^\/library\/thumbnails\/([0-9a-f]{32})\.jpg$/.exec(path)?.[1];
    const thumbnail = index && thumbnails[Number.parseInt(index, 16) % thumbnails.length];
    if (thumbnail) return send(response, 'image/jpeg', thumbnail, 'public, max-age=31536000, immutable');
    if (path === '/bench/') return send(response, 'text/html', html);
    if (path === '/bench/page.js') return send(response, 'text/javascript', page);
    if (path === '/sw.js' && worker) return send(response, 'text/javascript', worker);
    const file = join(app, decodeURIComponent(path));
    if (side === 'ours' && (await stat(file).catch(() => undefined))?.isFile()) {
      response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
      return createReadStream(file).pipe(response);
    }
    return response.writeHead(404).end();
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  return listen(server, 'localhost', 0);
}

/** As the indexer makes them: 480 × 320 px, about 16 KB. Parts of a real photo with the grain of a camera. */
async function makeThumbnails(): Promise<Buffer[]> {
  const { bytes, width, height } = await photograph('coffee-beans', { width: 5472, height: 3648 });
  const decoded = await sharp(bytes).raw().toBuffer();
  const raw = { width, height, channels: 3 } as const;
  return Promise.all(
    Array.from({ length: DIFFERENT }, (_, index) => {
      const part = { left: (index % 10) * 440, top: Math.floor(index / 10) * 480, width: 1440, height: 960 };
      const jpeg = { quality: 64, progressive: false, quantisationTable: 3, trellisQuantisation: true };
      return sharp(decoded, { raw }).extract(part).resize(480, 320).jpeg(jpeg).toBuffer();
    }),
  );
}

/** One script out of a module and all that it imports, as an app would be built. */
async function bundle(entry: string, format: 'es' | 'iife'): Promise<string> {
  const built = await build({
    ...{ configFile: false, root: ROOT, logLevel: 'warn' },
    // Workbox looks at it, and checks its arguments unless this is a production build.
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      ...{ write: false, target: 'es2022', modulePreload: { polyfill: false } },
      rolldownOptions: { input: join(ROOT, entry), output: { format } },
    },
  });
  const [script] = Array.isArray(built) || !('output' in built) ? [] : built.output;
  if (!script) throw new Error(`Nothing was built from ${entry}.`);
  return script.code;
}
