import { readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import sirv, { type RequestHandler } from 'sirv';
import { HEIC_WORKER } from '../build/heic-worker.ts';
import {
  contentSecurityPolicy,
  contentSecurityPolicyForHeic,
  contentSecurityPolicyForLibrary,
} from '../build/security-policy.ts';
import type { OriginalFile } from './indexing.ts';
import { CONTENT_FOLDERS, LIST_FOLDERS } from './library-folder.ts';
import { type Limits, limitedServer } from './limited-server.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { isText, sendCompressed, takesGzip } from './send-compressed.ts';
import { sendFile } from './send-file.ts';

/** What is served. */
export interface SiteParts {
  /** Folder of the built app. */
  app: string;
  /** Folder of the library, served below `/library/`. */
  library: string;
  /** Originals that lie elsewhere, by their path in the library. */
  originals: ReadonlyMap<string, OriginalFile>;
}

const LIBRARY = '/library/';
const APP_ROUTE = /^\/(?:photo\/[^/]+|collage|storage)$/;
const HEIC_SCRIPT = new RegExp(`^/assets/${HEIC_WORKER}-[^/]+\\.js$`);
const IMMUTABLE = new RegExp(`^/(?:assets|library/(?:${[...CONTENT_FOLDERS, ...LIST_FOLDERS].join('|')}))/`);
const TYPES: Record<string, string> = {
  '.avif': 'image/avif',
  '.css': 'text/css',
  '.gif': 'image/gif',
  '.heic': 'image/heic',
  '.heif': 'image/heif',
  '.html': 'text/html;charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain;charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Makes the server of an app and its library; the caller lets it listen, and closes it. */
export function createServer(parts: SiteParts, limits?: Limits): Server {
  const policy = policyOf(join(parts.app, 'index.html'));
  // `dev` looks at the disk on each request, so a library of any size starts at once and can be indexed anew meanwhile.
  const serveApp = sirv(parts.app, { dev: true, etag: true, extensions: [] });
  const serveLibrary = sirv(parts.library, { dev: true, etag: true, extensions: [] });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = pathOf(request.url ?? '');
    if (path === undefined) return sendText(response, 400, 'This address makes no sense.');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return sendText(response, 405, 'This server only answers GET and HEAD.');
    }
    if (!namesFile(path)) return sendNotFound(response);
    const inLibrary = path.startsWith(LIBRARY);
    if (HEIC_SCRIPT.test(path)) setSecurityHeaders(response, contentSecurityPolicyForHeic());
    if (inLibrary) setSecurityHeaders(response, contentSecurityPolicyForLibrary());
    response.setHeader('Cache-Control', IMMUTABLE.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    const file = inLibrary ? path.slice(LIBRARY.length) : appFile(path);
    const original = inLibrary ? parts.originals.get(file) : undefined;
    if (original !== undefined) return sendOriginal(request, response, file, original);
    const root = inLibrary ? parts.library : parts.app;
    if (request.headers.range !== undefined && request.method === 'GET') {
      // sirv reads some ranges wrongly, and a reversed one would bring the process down.
      return sendOrNotFound(request, response, { file: join(root, file), type: typeOf(file) });
    }
    if (isText(typeOf(file))) {
      response.setHeader('Vary', 'Accept-Encoding');
      if (takesGzip(request) && (await sendCompressed(request, response, join(root, file), typeOf(file)))) return;
    }
    serveWhole(inLibrary ? serveLibrary : serveApp, file, request, response);
  };

  return limitedServer((request, response) => {
    setSecurityHeaders(response, policy());
    answer(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else sendText(response, 500, 'The server failed to answer.');
    });
  }, limits);
}

/** Gives the policy of the app's page as it is on the disk now: an update brings scripts of other hashes. */
function policyOf(page: string): () => string {
  let [since, policy] = [-1, ''];
  return () => {
    const changed = statSync(page, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changed !== since) policy = contentSecurityPolicy(changed > 0 ? readFileSync(page, 'utf8') : '');
    since = changed;
    return policy;
  };
}

/** The decoded path, or undefined for an address that is malformed. */
function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '');
    return path.startsWith('/') && !path.includes('\0') ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a path may name a file of ours: no way up, nothing hidden, no empty part but for the root itself. */
function namesFile(path: string): boolean {
  const parts = path.slice(1).split('/');
  return path === '/' || parts.every((part) => part !== '' && !part.startsWith('.') && !part.includes('\\'));
}

function appFile(path: string): string {
  return path === '/' || APP_ROUTE.test(path) ? 'index.html' : path.slice(1);
}

function serveWhole(serve: RequestHandler, file: string, request: IncomingMessage, response: ServerResponse): void {
  // sirv pipes without listening for errors, and leaves the file open when the client goes away.
  response.once('pipe', (source) => {
    source.once('error', () => response.destroy());
    response.once('close', () => source.destroy());
  });
  delete request.headers.range;
  request.url = `/${file.split('/').map(encodeURIComponent).join('/')}`;
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('Content-Type', typeOf(file));
  serve(request, response, () => sendNotFound(response));
}

/** An original that was edited in place must not be stored for ever under the name of what it was. */
function sendOriginal(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  { file, size, mtimeMs }: OriginalFile,
): Promise<void> {
  return sendOrNotFound(request, response, {
    file,
    type: typeOf(path),
    etag: `"${path.slice(path.lastIndexOf('/') + 1)}"`,
    accept: (stats) => stats.size === size && stats.mtimeMs === mtimeMs,
  });
}

async function sendOrNotFound(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Parameters<typeof sendFile>[2],
): Promise<void> {
  if (!(await sendFile(request, response, answer))) sendNotFound(response);
}

function typeOf(path: string): string {
  return TYPES[extname(path)] ?? 'application/octet-stream';
}

function sendNotFound(response: ServerResponse): void {
  response.setHeader('Cache-Control', 'no-store');
  sendText(response, 404, 'There is nothing here.');
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.removeHeader('Accept-Ranges');
  response.writeHead(status, { 'Content-Type': 'text/plain;charset=utf-8', 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}
