import { keepsPromise, promisedContent } from '../../src/shared/content-address.ts';
import type { KeepFile } from '../../src/shared/keep-files.ts';
import type { PinFailure } from '../../src/shared/pin.ts';
import { parts } from './parts.ts';
import { readAnswer } from './range.ts';
import { PART_BYTES } from './records.ts';

/** A connection that brings nothing for so long, in ms, is given up: what came of a large file stays. */
const SILENCE_MS = 60_000;

/** A file could not be had. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  /** `unreachable`: the server, or this file's way, gave no answer, or not all of it. */
  readonly reason: 'unreachable' | PinFailure['reason'];
  /** Whether more came than had come before, so that trying again leads further. */
  readonly gotFurther: boolean;

  constructor(reason: DownloadError['reason'], cause?: unknown, gotFurther = false) {
    super(reason, { cause });
    this.reason = reason;
    this.gotFurther = gotFurther;
  }
}

/**
 * Fetches a file with the right content, going on where an earlier attempt came to. `onBytes` hears how many bytes came
 * that would be lost with this worker. The parts stay until the caller has stored the file.
 * @throws {DownloadError}; `AbortError`; `QuotaExceededError`.
 */
export async function download(file: KeepFile, onBytes: (unsaved: number) => void, signal: AbortSignal): Promise<Blob> {
  const silence = new Silence(signal);
  const had = await parts.count(file.url);
  const attempt: Attempt = { file, silence, onBytes, startedAnew: false };
  try {
    const blob = await fetchBlob(attempt, had);
    if (await keepsPromise(file.url, await blob.arrayBuffer())) return blob;
    await parts.remove([file.url]);
    throw new DownloadError('wrong-content');
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DownloadError || isStorageError(error)) throw error;
    // `fetch` and its body fail with a TypeError, and say no more; we ourselves gave up what was silent.
    throw new DownloadError('unreachable', error, !attempt.startedAnew && (await parts.count(file.url)) > had);
  } finally {
    silence.end();
  }
}

interface Attempt {
  readonly file: KeepFile;
  readonly silence: Silence;
  readonly onBytes: (unsaved: number) => void;
  /** The parts that were here were of no use: what comes instead is nothing further. */
  startedAnew: boolean;
}

async function fetchBlob(attempt: Attempt, had: number): Promise<Blob> {
  const { file, silence } = attempt;
  const { url } = file;
  const from = had * PART_BYTES;
  const headers = new Headers(from > 0 ? { Range: `bytes=${from}-` } : {});
  const response = await fetch(url, { headers, signal: silence.signal, cache: 'no-store', credentials: 'same-origin' });
  const answer = readAnswer(response, from);
  const refusal = answer.kind === 'start-again' ? undefined : refusalOf(response, answer.kind === 'refused');
  if (refusal || answer.kind === 'refused' || answer.kind === 'start-again' || !response.body) {
    // Unread, it would hold the connection.
    await response.body?.cancel().catch(() => {});
    if (answer.kind !== 'start-again') throw refusal ?? new DownloadError('network');
    await startAnew(attempt);
    return fetchBlob(attempt, 0);
  }
  if (answer.kind === 'whole' && from > 0) await startAnew(attempt);
  const before = answer.kind === 'rest' ? had : 0;
  const most = file.bytes > 0 ? file.bytes - before * PART_BYTES : Number.POSITIVE_INFINITY;
  const { saved, rest, received } = await receive(response.body, before, most, attempt);
  if (answer.bytes !== undefined && received !== answer.bytes) throw new DownloadError('unreachable');
  const type = response.headers.get('Content-Type') ?? '';
  const blob = new Blob([...(saved > 0 ? await parts.read(url, saved) : []), rest], { type });
  // Somebody unpinned it meanwhile, or another tab's worker took the parts away.
  if (blob.size !== before * PART_BYTES + received) throw new DownloadError('unreachable');
  return blob;
}

async function startAnew(attempt: Attempt): Promise<void> {
  attempt.startedAnew = true;
  await parts.remove([attempt.file.url]);
}

/**
 * Reads a body to its end, but no more than `most` bytes. Each part that is full is saved once it is known not to be the
 * last; not where nobody could tell whether a later rest fits to it.
 */
async function receive(
  body: ReadableStream<Uint8Array>,
  before: number,
  most: number,
  { file: { url }, silence, onBytes }: Attempt,
): Promise<{ saved: number; rest: Blob; received: number }> {
  const savesParts = promisedContent(url) !== undefined;
  const reader = body.getReader();
  let saved = before;
  let received = 0;
  let pending: Uint8Array<ArrayBuffer>[] = [];
  let unsaved = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { saved, rest: new Blob(pending), received };
    silence.broken();
    // Bodies of `fetch` are never shared memory.
    pending.push(value as Uint8Array<ArrayBuffer>);
    received += value.length;
    unsaved += value.length;
    if (received > most) {
      await reader.cancel();
      throw new DownloadError('wrong-content');
    }
    if (savesParts && unsaved > PART_BYTES) {
      const bytes = await new Blob(pending).arrayBuffer();
      let offset = 0;
      for (; bytes.byteLength - offset > PART_BYTES; offset += PART_BYTES) {
        await parts.add(url, saved, bytes.slice(offset, offset + PART_BYTES));
        saved += 1;
      }
      pending = [new Uint8Array(bytes.slice(offset))];
      unsaved = bytes.byteLength - offset;
    }
    onBytes(unsaved);
  }
}

/** What is wrong with an answer, before its body is read. */
export function refusalOf({ status, type, url, headers }: Response, refused: boolean): DownloadError | undefined {
  if (status === 404 || status === 410) return new DownloadError('not-found');
  if (refused || type === 'cors' || type === 'opaque') return new DownloadError('network', new Error(`HTTP ${status}`));
  const contentType = headers.get('Content-Type') ?? '';
  // A server may not know every type of photo; what promises its content is told by that.
  const isUnknown = contentType.startsWith('application/octet-stream') && promisedContent(url) !== undefined;
  return contentType.startsWith('image/') || isUnknown ? undefined : new DownloadError('not-an-image');
}

function isStorageError(error: unknown): boolean {
  return error instanceof DOMException && error.name !== 'AbortError' && error.name !== 'NetworkError';
}

/** Aborts its signal when nothing came for too long, when the owner's signal is aborted, or when it ends. */
class Silence {
  readonly signal: AbortSignal;
  readonly #tooLong = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(owner: AbortSignal) {
    this.signal = AbortSignal.any([owner, this.#tooLong.signal]);
    this.broken();
  }

  /** Something came. */
  broken(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tooLong.abort(), SILENCE_MS);
  }

  /** Nobody reads any further: a body that is still on its way would hold the connection. */
  end(): void {
    clearTimeout(this.#timer);
    this.#tooLong.abort();
  }
}
