import { expect, it } from 'vitest';
import { readHeader } from '../../../../src/loading/decode/worker/header.ts';
import { hugePng, oriented } from '../../../support/pictures.ts';

const SIZE = { width: 64, height: 40 };

/** Node's buffers may be shared, of which blobs want to know nothing. */
function blobOf(...parts: Uint8Array[]): Blob {
  return new Blob(parts.map((part) => new Uint8Array(part)));
}

it('reads the stored size and the true type, whatever the blob says of itself', async () => {
  const blob = blobOf(await oriented(SIZE, 6)).slice(0, undefined, 'image/png');
  expect(await readHeader(blob)).toEqual({ width: 40, height: 64, type: 'image/jpeg' });
});

it('reads the size of a picture that nobody should decode', async () => {
  const blob = blobOf(hugePng({ width: 65_536, height: 65_536 }));
  expect(await readHeader(blob)).toEqual({ width: 65_536, height: 65_536, type: 'image/png' });
});

it('finds the size of a JPEG behind more metadata than cameras write', async () => {
  const jpeg = await oriented(SIZE, 1);
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0xff, 0xff]), Buffer.alloc(65_533)]);
  const blob = blobOf(jpeg.subarray(0, 2), comment, comment, jpeg.subarray(2));
  expect(await readHeader(blob)).toEqual({ ...SIZE, type: 'image/jpeg' });
});

it.each([
  ['nothing', ''],
  ['a web page', '<!doctype html><title>Not found</title>'],
  ['the very beginning of a JPEG', '\xff\xd8\xff'],
])('says of %s that it knows no size', async (_, content) => {
  expect(await readHeader(blobOf(Buffer.from(content, 'latin1')))).toBeUndefined();
});
