import fc from 'fast-check';
import { expect, it } from 'vitest';
import { metadataOf } from '../../../src/shared/metadata/tags.ts';
import { cleanText, lineOf, titleOf } from '../../../src/shared/metadata/text.ts';
import { LibraryError, parseLibraryIndex, parseSectionFile } from '../../../src/shared/parse-library.ts';
import { parseDetails } from '../../../src/shared/photo-details.ts';
import { safeFileName } from '../../../src/shared/safe-file-name.ts';
import { isWorkerMessage } from '../../../src/shared/worker-message.ts';

// What must hold whatever a file says; known tricks by name are in hostile-library.test.ts.

const LIBRARY = new URL('https://photos.example/app/library/library.json');
const FILE = new URL('sections/2024-07.json', LIBRARY);
const FOLDER = 'https://photos.example/app/library/';
const NOW = Date.parse('2024-07-01');
const RUNS = { seed: 20_240_701, numRuns: 2000 };
const UNSAFE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom('\u202e', '\u2066', '\0', '\ud83d', '😀', '<', '"', '.', ' ', '/', '\\', 'é'),
    maxLength: 999,
  }),
);
const anyNumber = fc.oneof(fc.double(), fc.maxSafeInteger(), fc.integer({ min: -5, max: 5 }));
const anyUrl = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc
    .array(
      fc.constantFrom(
        ...['..', '.', '/', '\\', '%2e', '%2f', '%5C', '%00', 'a.jpg', '#', '?', '@', ':', '//', '\n', '\t'],
        ...['javascript:', 'data:', 'blob:', 'file:', 'https:', 'photos.example', 'app/library/', 'library.json'],
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);
const anyValue = fc.oneof(fc.jsonValue(), anyText, anyNumber, anyUrl, fc.anything());

/** An object that may have any of these, and other keys. */
function objectWith(names: readonly string[], sensible: Readonly<Record<string, fc.Arbitrary<unknown>>>) {
  const some = fc.record(
    Object.fromEntries(
      names.map((name) => [name, fc.oneof(anyValue, (Object.hasOwn(sensible, name) && sensible[name]) || anyValue)]),
    ),
    { requiredKeys: [] },
  );
  // Whole enough to come through, and then with one or two things wrong.
  const whole = fc.record(sensible);
  return fc.oneof(
    some,
    fc.tuple(whole, some).map(([good, bad]) => ({ ...good, ...bad })),
    whole,
    anyValue,
  );
}

const link = fc.constantFrom('../thumbnails/aa/1.jpg', 'a.jpg', 'x/../b.jpg?v=1');
const size = fc.integer({ min: 1, max: 100_000 });
const photoId = fc.constantFrom('0'.repeat(32), '0123456789abcdef0123456789abcdef');
const photo = objectWith(
  ['id', 'title', 'fileName', 'width', 'height', 'taken', 'type', 'bytes', 'thumbhash', 'thumbnail', 'screen'].concat(
    ...[['original', 'full', 'thumbnailBytes', 'screenBytes', 'fullBytes', 'camera', 'place', 'exposure', '__proto__']],
  ),
  {
    id: photoId,
    title: anyText,
    fileName: anyText,
    width: size,
    height: size,
    thumbnail: link,
    screen: link,
    original: link,
  },
);
const section = objectWith(['id', 'count', 'href', 'previewBytes', 'originalBytes', '__proto__'], {
  id: fc.constantFrom('2024-07', '__proto__', 'constructor'),
  count: size,
  href: link,
});

/** The value, or `undefined` for the error that stands for a file that cannot be read. */
function orRefused<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof LibraryError) return undefined;
    throw error;
  }
}

function expectLine(text: string, most = 255): void {
  expect([...text].length).toBeLessThanOrEqual(most);
  expect(text).not.toMatch(UNSAFE);
}

function expectBelow(...urls: readonly (URL | undefined)[]): void {
  for (const url of urls) {
    if (!url) continue;
    expect(url.href.slice(0, FOLDER.length)).toBe(FOLDER);
    // Not even after whoever serves it has decoded it.
    expect(decodeURIComponent(url.pathname.replace(/%(?![\da-f]{2})/gi, '')).split(/[/\\]/)).not.toContain('..');
    expect(url.hash + url.username + url.password).toBe('');
  }
}

function expectSizes(...sizes: readonly (number | undefined)[]): void {
  for (const number of sizes) if (number !== undefined) expect(Number.isSafeInteger(number) && number > 0).toBe(true);
}

it('library.json is refused, or gives months of its own folder, with counts that can be added up', () => {
  const index = fc.record({
    version: fc.constantFrom(1, 1, 1, 2, '1'),
    title: anyValue,
    sections: fc.oneof(fc.array(section, { maxLength: 6 }), anyValue),
    credits: fc.oneof(fc.array(objectWith(['text', 'href'], { text: anyText, href: anyUrl })), anyValue),
  });
  let accepted = 0;
  fc.assert(
    fc.property(fc.oneof(index, anyValue), (json) => {
      const library = orRefused(() => parseLibraryIndex(json, LIBRARY));
      if (!library) return;
      accepted += library.sections.length;
      expectLine(library.title);
      expect(library.total).toBe(library.sections.reduce((sum, { count }) => sum + count, 0));
      expect(new Set(library.sections.map(({ id }) => id)).size).toBe(library.sections.length);
      for (const { id, count, url, bytes } of library.sections) {
        expectLine(id);
        expectSizes(count, bytes?.screen, bytes?.original);
        expectBelow(url);
        expect(url.pathname).not.toBe(LIBRARY.pathname);
      }
      for (const { text, href } of library.credits) {
        expectLine(text);
        expect(new URL(href)).toMatchObject({ protocol: 'https:', username: '', password: '' });
      }
    }),
    RUNS,
  );
  expect(accepted).toBeGreaterThan(100);
});

it('a section file is refused, or gives photos that can be shown, from its own folder', () => {
  const file = fc.record({ photos: fc.oneof(fc.array(photo, { maxLength: 6 }), anyValue) });
  let accepted = 0;
  fc.assert(
    fc.property(fc.oneof(file, anyValue), (json) => {
      const photos = orRefused(() => parseSectionFile(json, FILE, LIBRARY)) ?? [];
      accepted += photos.length;
      expect(new Set(photos.map(({ id }) => id)).size).toBe(photos.length);
      for (const { id, title, fileName, taken, type, thumbhash, ...known } of photos) {
        expect(id).toMatch(/^[0-9a-f]{32}$/);
        for (const text of [title, fileName, taken, type, thumbhash]) expectLine(text);
        expect(title).not.toBe('');
        expectSizes(known.width, known.height, ...Object.values(known.renditionBytes ?? {}));
        expect(Number.isSafeInteger(known.bytes) && known.bytes >= 0).toBe(true);
        expectBelow(known.thumbnail, known.screen, known.full, known.original);
        expectDetails(known.details);
      }
    }),
    RUNS,
  );
  expect(accepted).toBeGreaterThan(100);
});

it('details are left out, or are lines, numbers and places that can be', () => {
  const names = ['camera', 'lens', 'exposure', 'aperture', 'iso', 'focalLength', 'focalLength35', 'bias', 'place'];
  const details = objectWith([...names, 'description', 'credit', '__proto__'], {
    camera: anyText,
    exposure: anyNumber,
  });
  fc.assert(
    fc.property(details, (json) => {
      if (typeof json === 'object' && json !== null) expectDetails(parseDetails({ ...json }));
    }),
    RUNS,
  );
});

it('EXIF tags of any kind give nothing, or details that can be', () => {
  const tag = fc.oneof(fc.record({ value: anyValue }), fc.record({ value: fc.array(anyValue) }), anyValue);
  const names = [
    'Make',
    'Model',
    'DateTimeOriginal',
    'OffsetTimeOriginal',
    'ExposureTime',
    'FNumber',
    'ISOSpeedRatings',
  ];
  const places = ['GPSLatitude', 'GPSLatitudeRef', 'GPSLongitude', 'GPSLongitudeRef', 'GPSAltitude', 'GPSAltitudeRef'];
  const tags = fc.dictionary(fc.constantFrom(...names, ...places, 'ImageDescription', 'Artist', 'LensModel'), tag);
  fc.assert(
    fc.property(tags, (given) => {
      const { taken, ...details } = metadataOf(given, NOW);
      if (taken !== undefined) expect(taken).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d)?$/);
      expectDetails(details);
    }),
    RUNS,
  );
});

it('text is one line, and stays what it is when it is cleaned again', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 300 }), (text, most) => {
      const line = lineOf(text, most);
      if (line !== undefined) expectLine(line, most);
      for (const clean of [cleanText(text), titleOf(text)]) {
        expect(clean).not.toMatch(UNSAFE);
        expect(cleanText(clean)).toBe(clean);
      }
      expect(titleOf(text)).not.toBe('');
    }),
    RUNS,
  );
});

it('a safe file name is one, and stays what it is when it is made safe again', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const name = safeFileName(text);
      expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]/u);
      expect(name).not.toMatch(/^\.|[. ]$|^$/);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(241);
      expect(safeFileName(name)).toBe(name);
    }),
    RUNS,
  );
});

it('what is no word of the service worker is none', () => {
  fc.assert(
    fc.property(anyValue, (data) => !isWorkerMessage(data)),
    RUNS,
  );
});

function expectDetails(details: ReturnType<typeof parseDetails>): void {
  const { place, camera, lens, description, credit, ...numbers } = details ?? {};
  for (const text of [camera, lens]) if (text !== undefined) expectLine(text, 100);
  for (const text of [description, credit]) if (text !== undefined) expectLine(text, 1000);
  for (const number of [...Object.values(numbers), ...(place ?? [])]) {
    if (number !== undefined) expect(Math.abs(number)).toBeLessThanOrEqual(1e7);
  }
}
