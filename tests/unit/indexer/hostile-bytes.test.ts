import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readMetadata } from '../../../src/indexer/metadata.ts';
import { photoTypeOf } from '../../../src/indexer/photo-type.ts';
import { ProblemError } from '../../../src/indexer/problems.ts';
import { ImportError } from '../../../src/library/device/import-problem.ts';
import { inspectFile } from '../../../src/library/device/worker/inspect-file.ts';
import { parseHeader } from '../../../src/loading/decode/worker/header.ts';
import { isCutHeif } from '../../../src/shared/heif/box.ts';
import { heifColour } from '../../../src/shared/heif/colour.ts';
import type { Metadata } from '../../../src/shared/metadata/tags.ts';
import { TALKATIVE } from '../../support/exif.ts';
import { IPTC, iptcBlock, withBlocks, xmpBlock, xmpPart } from '../../support/jpeg-blocks.ts';
import { plain } from './fixtures.ts';
import { TURNED_HEIC } from './heic-fixture.ts';

// What strangers put into files, for all who read their bytes, in the indexer and in the page. That each comes to an end is
// what the end of a test says.

const NOW = Date.parse('2024-07-01');
const RUNS = { seed: 20_240_701, numRuns: 1000 };
const UNSAFE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

const talkative = plain('#336699', 16, 12).withExif(TALKATIVE);
const jpeg = await talkative.clone().jpeg().toBuffer();
const FILES = [
  jpeg,
  withBlocks(
    jpeg,
    iptcBlock([
      [IPTC.title, '<b>'],
      [IPTC.keyword, '__proto__'],
    ]),
    xmpBlock('<!DOCTYPE x><x/>'),
    xmpPart('<x/>', 4, 0),
  ),
  await talkative.clone().png().toBuffer(),
  await talkative.clone().webp().toBuffer(),
  await talkative.clone().avif().toBuffer(),
  await talkative.clone().tiff().toBuffer(),
  TURNED_HEIC,
];

/** A part of a whole: those that `fc.double` likes are all next to nothing. */
const share = fc.integer({ min: 0, max: 9999 }).map((part) => part / 10_000);
/** Where something is wrong, of the whole, and what. */
const wrongByte = fc.record({ at: share, byte: fc.integer({ min: 0, max: 255 }) });
const wrongNumber = fc.record({
  at: share,
  number: fc.constantFrom(0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff_fff0),
});
const hostileFile = fc
  .record({
    file: fc.constantFrom(...FILES),
    bytes: fc.array(wrongByte, { maxLength: 8 }),
    numbers: fc.array(wrongNumber, { maxLength: 4 }),
    length: fc.oneof({ arbitrary: fc.constant(1), weight: 4 }, share),
    tail: fc.uint8Array({ maxLength: 40 }),
  })
  .map(({ file, bytes, numbers, length, tail }) => {
    const broken = Buffer.from(file);
    const placeOf = (at: number, size: number) => Math.floor(at * (broken.length - size));
    for (const { at, byte } of bytes) broken.writeUInt8(byte, placeOf(at, 1));
    for (const { at, number } of numbers) broken.writeUInt32BE(number, placeOf(at, 4));
    return Buffer.concat([broken.subarray(0, Math.ceil(length * broken.length)), tail]);
  });
const anyFile = fc.oneof({ arbitrary: hostileFile, weight: 9 }, fc.uint8Array({ maxLength: 500 }).map(Buffer.from));

it('metadata are none, or clean', () => {
  let spoke = 0;
  fc.assert(
    fc.property(anyFile, (bytes) => {
      const metadata = readMetadata(bytes, NOW);
      spoke += said(metadata).length;
      expectClean(metadata);
    }),
    RUNS,
  );
  expect(spoke).toBeGreaterThan(1000);
});

it('a file that is added is refused with a reason, or says what it is', async () => {
  await fc.assert(
    fc.asyncProperty(anyFile, async (bytes) => {
      const found = await inspectFile(new Blob([bytes]), NOW).catch((error: unknown) => error);
      if (found instanceof ImportError) return;
      if (found instanceof Error) throw found;
      expect(found).toMatchObject({
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        type: expect.stringMatching(/^image\//),
      });
    }),
    RUNS,
  );
});

it('a file in a folder is refused with a reason, or has a type', async () => {
  await fc.assert(
    fc.asyncProperty(anyFile, async (bytes) => {
      const type = await photoTypeOf(bytes, 'a.jpg').catch((error: unknown) => error);
      if (!(type instanceof ProblemError)) expect(type).toMatch(/^image\//);
    }),
    RUNS,
  );
});

it('headers and boxes are read without an error', () => {
  fc.assert(
    fc.property(anyFile, (bytes) => {
      parseHeader(Uint8Array.from(bytes).buffer);
      isCutHeif(bytes);
      heifColour(bytes);
    }),
    RUNS,
  );
});

it.each([
  ['an SVG with a script', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['nothing but a beginning', '\xff\xd8\xff'],
])('%s is no photo, whatever it is called', async (_, content) => {
  const bytes = Buffer.from(content, 'latin1');
  await expect(photoTypeOf(bytes.subarray(0, 2), 'a.jpg')).rejects.toThrow(ProblemError);
  if (content.startsWith('<')) {
    await expect(photoTypeOf(bytes, 'a.jpg')).rejects.toThrow(ProblemError);
    await expect(inspectFile(new Blob([bytes]), NOW)).rejects.toThrow(ImportError);
  } else expect(readMetadata(bytes, NOW)).toEqual({});
});

it('directories that lead back to themselves come to an end', () => {
  // IFD0 whose EXIF directory, GPS directory and next directory are IFD0.
  const entries = [0x8769, 0x8825, 0xa005];
  const tiff = Buffer.alloc(8 + 2 + entries.length * 12 + 4);
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(entries.length, 8);
  for (const [index, tag] of entries.entries()) {
    const at = 10 + index * 12;
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(4, at + 2);
    tiff.writeUInt32LE(1, at + 4);
    tiff.writeUInt32LE(8, at + 8);
  }
  tiff.writeUInt32LE(8, 10 + entries.length * 12);
  expect(readMetadata(jpegWithExif(tiff), NOW)).toEqual({});
});

it('text, names and places of hostile tags are cut, cleaned, or left out', async () => {
  const hostile = {
    IFD0: {
      Make: '<img src=x onerror=alert(1)>',
      Model: 'm'.repeat(10_000),
      ImageDescription: `"><script>alert(1)</script>\u0007${'d'.repeat(10_000)}`,
      Artist: '__proto__',
    },
    IFD2: { DateTimeOriginal: '9999:99:99 99:99:99', ExposureTime: '1/0', FNumber: '0/0', ISOSpeedRatings: '65535' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '999/1 0/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '1/0 0/1 0/1' },
  };
  const metadata = readMetadata(await plain('#336699').withExif(hostile).jpeg().toBuffer(), NOW);
  expectClean(metadata);
  expect(metadata).toMatchObject({
    camera: expect.stringMatching(/^<img src=x onerror=alert\(1\)> m+$/),
    credit: '__proto__',
  });
  expect(metadata.description).toMatch(/^"><script>alert\(1\)<\/script> d+$/);
  expect(said(metadata).sort()).toEqual(['camera', 'credit', 'description']);
});

/** A JPEG that is nothing but this EXIF. */
function jpegWithExif(tiff: Buffer): Buffer {
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(tiff.length + 8, 4);
  return Buffer.concat([head, Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from([0xff, 0xd9])]);
}

/** What of it says something. */
function said(metadata: Metadata): string[] {
  return Object.entries(metadata).flatMap(([name, value]) => (value === undefined ? [] : name));
}

function expectClean({ taken, place, camera, lens, description, credit, ...numbers }: Metadata): void {
  if (taken !== undefined) expect(taken).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d)?$/);
  for (const text of [camera, lens, description, credit]) {
    expect(text ?? '').not.toMatch(UNSAFE);
    expect([...(text ?? '')].length).toBeLessThanOrEqual(1000);
  }
  for (const number of [...Object.values(numbers), ...(place ?? [])]) {
    if (number !== undefined) expect(Math.abs(number)).toBeLessThanOrEqual(1e7);
  }
}
