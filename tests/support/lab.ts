import { resolve } from 'node:path';
import { createServer } from 'vite';

/** A server of our modules as the browser gets them in development, and of whatever a test gives it to serve. */
export interface Lab {
  /** Ends with a slash; `tests/lab/decode.html` below it is a page with our decoder, and so on. */
  readonly url: string;
  /** Serves `bytes` under a name, in place of what had that name before; gives the URL. */
  serve(name: string, type: string, bytes: Uint8Array): string;
  close(): Promise<void>;
}

const SERVED = '/served/';

/**
 * Starts a lab at a free port. The pages in `tests/lab` can import anything from `src`, so that a real browser tests what
 * the app has no button for.
 */
export async function startLab(): Promise<Lab> {
  const served = new Map<string, { type: string; bytes: Uint8Array }>();
  const server = await createServer({
    configFile: false,
    root: resolve(import.meta.dirname, '../..'),
    logLevel: 'warn',
    appType: 'mpa',
    // What a page imports from `node_modules` are modules already; labs side by side must not share a cache of bundles.
    optimizeDeps: { noDiscovery: true },
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    plugins: [
      {
        name: 'lab-served',
        configureServer: ({ middlewares }) => {
          middlewares.use(SERVED, (request, response, next) => {
            const found = served.get(decodeURIComponent((request.url ?? '').slice(1)));
            if (!found) return next();
            response.writeHead(200, { 'Content-Type': found.type, 'Cache-Control': 'no-store' });
            response.end(found.bytes);
          });
        },
      },
    ],
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (!address || typeof address === 'string') throw new Error('The lab listens at no port.');
  const url = `http://127.0.0.1:${address.port}/`;
  return {
    url,
    serve: (name, type, bytes) => {
      served.set(name, { type, bytes });
      return new URL(`${SERVED}${encodeURIComponent(name)}`, url).href;
    },
    close: () => server.close(),
  };
}
