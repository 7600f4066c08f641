import type { Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { parseRange } from './range.ts';

/** One file to answer with. */
export interface FileAnswer {
  file: string;
  /** MIME type. */
  type: string;
  /** Whether the file may be sent, told from what it is at this moment. */
  accept?: (stats: Stats) => boolean;
  /** Strong ETag with its quotes; by default a weak one of size and time, the same that sirv makes. */
  etag?: string;
}

/**
 * Answers with a file or the part of it that is asked for, or with 304 or 416.
 *
 * @returns false, with nothing sent, when there is no such file to send.
 */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  answer: FileAnswer,
): Promise<boolean> {
  const handle = await open(answer.file).catch(() => undefined);
  if (handle === undefined) return false;
  try {
    const stats = await handle.stat();
    if (!stats.isFile() || answer.accept?.(stats) === false) return false;
    await send(request, response, handle, stats, answer);
    return true;
  } finally {
    await handle.close();
  }
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  handle: FileHandle,
  stats: Stats,
  answer: FileAnswer,
): Promise<void> {
  const etag = answer.etag ?? `W/"${stats.size}-${stats.mtime.getTime()}"`;
  const lastModified = stats.mtime.toUTCString();
  response.setHeader('ETag', etag);
  response.setHeader('Last-Modified', lastModified);
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('Content-Type', answer.type);
  if (listsEtag(request.headers['if-none-match'], etag)) {
    response.writeHead(304).end();
    return;
  }
  const usesRange = request.method === 'GET' && mayUseRange(request.headers['if-range'], etag, lastModified);
  const range = parseRange(usesRange ? request.headers.range : undefined, stats.size);
  if (range.kind === 'unsatisfiable') {
    response.removeHeader('Content-Type');
    response.writeHead(416, { 'Content-Range': `bytes */${stats.size}` }).end();
    return;
  }
  const { start, end } = range.kind === 'part' ? range : { start: 0, end: stats.size - 1 };
  if (range.kind === 'part') response.setHeader('Content-Range', `bytes ${start}-${end}/${stats.size}`);
  response.writeHead(range.kind === 'part' ? 206 : 200, { 'Content-Length': end - start + 1 });
  if (request.method === 'HEAD' || stats.size === 0) {
    response.end();
    return;
  }
  // It fails when the client goes away or the disk does: either way nobody is left to tell.
  await pipeline(handle.createReadStream({ start, end, autoClose: false }), response).catch(() => response.destroy());
}

/** Whether `If-None-Match` has this tag, which it compares weakly (RFC 9110, 13.1.2). */
export function listsEtag(header: string | undefined, etag: string): boolean {
  const weak = (tag: string) => tag.trim().replace(/^W\//, '');
  return header?.split(',').some((tag) => tag.trim() === '*' || weak(tag) === weak(etag)) ?? false;
}

/** `If-Range` compares strongly (RFC 9110, 13.1.5): a weak ETag never matches. */
function mayUseRange(header: string | string[] | undefined, etag: string, lastModified: string): boolean {
  return header === undefined || header === lastModified || (header === etag && !etag.startsWith('W/'));
}
