/** What part of a file a request asks for; `start` and `end` are byte positions, both included. */
export type Range = { kind: 'whole' } | { kind: 'part'; start: number; end: number } | { kind: 'unsatisfiable' };

const WHOLE: Range = { kind: 'whole' };
const SINGLE_RANGE = /^bytes=(\d*)-(\d*)$/;

/**
 * Reads a `Range` header (RFC 9110, 14.2). One that is malformed, or asks for several parts, is answered with the whole,
 * as the RFC allows.
 *
 * @param size bytes of the file.
 */
export function parseRange(header: string | undefined, size: number): Range {
  const match = SINGLE_RANGE.exec(header?.trim() ?? '');
  if (match === null) return WHOLE;
  const [, first = '', last = ''] = match;
  if (first === '') return last === '' ? WHOLE : suffix(Number(last), size);
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return WHOLE;
  return start < size ? { kind: 'part', start, end } : { kind: 'unsatisfiable' };
}

function suffix(length: number, size: number): Range {
  if (length === 0 || size === 0) return { kind: 'unsatisfiable' };
  return { kind: 'part', start: Math.max(0, size - length), end: size - 1 };
}
