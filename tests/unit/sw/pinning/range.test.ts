import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../../sw/pinning/range.ts';

function answer(status: number, headers: Record<string, string> = {}) {
  return { status, headers: new Headers(headers) };
}

describe('an answer to a request for all of a file', () => {
  it('is the whole, as long as it says', () => {
    expect(readAnswer(answer(200, { 'Content-Length': '5000' }), 0)).toEqual({ kind: 'whole', bytes: 5000 });
  });

  it('says nothing of its length when it is compressed on its way', () => {
    const headers = { 'Content-Length': '50', 'Content-Encoding': 'gzip' };
    expect(readAnswer(answer(200, headers), 0)).toEqual({ kind: 'whole', bytes: undefined });
  });

  it.each([204, 206, 301, 304, 404, 416, 500])('is refused with status %i', (status) => {
    expect(readAnswer(answer(status, { 'Content-Range': 'bytes 0-9/10' }), 0)).toEqual({ kind: 'refused' });
  });
});

describe('an answer to a request for the rest of a file, from byte 1000 on', () => {
  it('is the rest when it begins there and reaches the end', () => {
    const rest = readAnswer(answer(206, { 'Content-Range': 'bytes 1000-4999/5000' }), 1000);
    expect(rest).toEqual({ kind: 'rest', bytes: 4000 });
  });

  it('may be all of it, from a server that knows no ranges', () => {
    expect(readAnswer(answer(200, { 'Content-Length': '5000' }), 1000)).toEqual({ kind: 'whole', bytes: 5000 });
  });

  it.each([
    '',
    'bytes 0-4999/5000',
    'bytes 1001-4999/5000',
    'bytes 1000-3999/5000',
    'bytes 1000-4999/*',
    'lines 1-2/3',
  ])('makes it begin again when it is another part: "%s"', (range) => {
    expect(readAnswer(answer(206, { 'Content-Range': range }), 1000)).toEqual({ kind: 'start-again' });
  });

  it('makes it begin again when there is no such part', () => {
    expect(readAnswer(answer(416, { 'Content-Range': 'bytes */900' }), 1000)).toEqual({ kind: 'start-again' });
  });

  it.each([304, 403, 404, 500])('is refused with status %i', (status) => {
    expect(readAnswer(answer(status), 1000)).toEqual({ kind: 'refused' });
  });
});
