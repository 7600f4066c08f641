import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip, gzip } from 'node:zlib';
import { listsEtag } from './send-file.ts';

const compress = promisify(gzip);
const TEXT = /^(?:text\/|application\/(?:json|manifest\+json)|image\/svg\+xml)/;
/** Smaller files fit into the first packet as they are. */
const LEAST_BYTES = 1_400;
/** Larger ones are compressed as they are sent: clients that read slowly would each hold all of it in memory. */
const MOST_BYTES_AT_ONCE = 4_000_000;

/** Whether files of this type shrink: pictures are compressed already. */
export function isText(type: string): boolean {
  return TEXT.test(type);
}

/** Whether the client said that it takes gzip. */
export function takesGzip({ headers }: IncomingMessage): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(String(headers['accept-encoding'] ?? ''));
}

/**
 * Answers with a file compressed, under the weak ETag that it has uncompressed.
 *
 * @returns false, with nothing sent, when there is no such file, or it is too small to gain anything.
 */
export async function sendCompressed(
  request: IncomingMessage,
  response: ServerResponse,
  file: string,
  type: string,
): Promise<boolean> {
  const stats = await stat(file).catch(() => undefined);
  if (!stats?.isFile() || stats.size < LEAST_BYTES) return false;
  const etag = `W/"${stats.size}-${stats.mtime.getTime()}"`;
  response.setHeader('ETag', etag);
  response.setHeader('Last-Modified', stats.mtime.toUTCString());
  if (listsEtag(request.headers['if-none-match'], etag)) {
    response.writeHead(304).end();
    return true;
  }
  const head = { 'Content-Type': type, 'Content-Encoding': 'gzip' };
  if (stats.size > MOST_BYTES_AT_ONCE) {
    response.writeHead(200, head);
    if (request.method === 'HEAD') response.end();
    // It fails when the client goes away or the disk does: either way nobody is left to tell.
    else await pipeline(createReadStream(file), createGzip(), response).catch(() => response.destroy());
    return true;
  }
  const bytes = await compress(await readFile(file));
  response.writeHead(200, { ...head, 'Content-Length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
  return true;
}
