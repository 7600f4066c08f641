/** What a server's answer is, to a request for a file from byte `from` on. */
export type Answer =
  /** All of it, from its first byte. */
  | { readonly kind: 'whole'; readonly bytes: number | undefined }
  /** From byte `from` to the end. */
  | { readonly kind: 'rest'; readonly bytes: number }
  /** What is here does not fit to what is there. */
  | { readonly kind: 'start-again' }
  | { readonly kind: 'refused' };

/**
 * Reads status, `Content-Range` and `Content-Length` (RFC 9110, 14.4 and 15.3.7). `bytes` is the length of the body where
 * it can be known: what is compressed on its way says only how long it is compressed.
 */
export function readAnswer({ status, headers }: Pick<Response, 'status' | 'headers'>, from: number): Answer {
  if (status === 200) {
    const length = headers.get('Content-Length');
    return { kind: 'whole', bytes: length && !headers.get('Content-Encoding') ? Number(length) : undefined };
  }
  if (from === 0) return { kind: 'refused' };
  if (status === 416) return { kind: 'start-again' };
  if (status !== 206) return { kind: 'refused' };
  const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get('Content-Range') ?? '') ?? [];
  const reachesEnd = Number(last) === Number(total) - 1;
  return Number(first) === from && reachesEnd ? { kind: 'rest', bytes: Number(total) - from } : { kind: 'start-again' };
}
