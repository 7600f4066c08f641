import { describe, expect, it } from 'vitest';
import { photoOfDevice } from '../../../src/shared/device-photo.ts';
import { LibraryError, parseLibraryIndex, parseSectionFile } from '../../../src/shared/parse-library.ts';
import { parsePhotoId } from '../../../src/shared/photo.ts';

// What strangers write into a library; what honest ones do is in parse-library.test.ts.

const LIBRARY = new URL('https://photos.example/app/library/library.json');
const FILE = new URL('sections/2024-07.json', LIBRARY);
const ID = '0123456789abcdef0123456789abcdef';

const photo = {
  ...{ id: ID, title: 'A photo', fileName: 'A photo.jpg', width: 4000, height: 3000, bytes: 1234 },
  ...{ taken: '2024-07-01T10:00:00+02:00', type: 'image/jpeg', thumbhash: 'AAAA' },
  ...{ thumbnail: '../thumbnails/aa/1.jpg', screen: '../screens/aa/2.jpg', original: '../originals/aa/3.jpg' },
};
const section = { id: '2024-07', count: 3, href: 'sections/2024-07.json' };

function photosOf(...photos: unknown[]) {
  return parseSectionFile({ photos }, FILE, LIBRARY);
}

function photoWith(changes: object) {
  return photosOf({ ...photo, ...changes })[0];
}

function sectionsOf(...sections: unknown[]) {
  return parseLibraryIndex({ version: 1, sections }, LIBRARY).sections;
}

/** As it comes off the wire: what a literal would take for a prototype is an ordinary key there. */
function fromWire(json: string): unknown {
  return JSON.parse(json);
}

describe('addresses', () => {
  it.each([
    ['another origin', 'https://elsewhere.example/app/library/a.jpg'],
    ['another origin, of this scheme', '//elsewhere.example/app/library/a.jpg'],
    ['another origin, by backslashes', '\\\\elsewhere.example\\a.jpg'],
    ['another scheme', 'http://photos.example/app/library/a.jpg'],
    ['another port', 'https://photos.example:8443/app/library/a.jpg'],
    ['a name and a password', 'https://me:secret@photos.example/app/library/a.jpg'],
    ['an origin that begins alike', 'https://photos.example.elsewhere.example/app/library/a.jpg'],
    ['a folder that begins alike', '../../library-of-others/a.jpg'],
    ['a script', 'javascript:alert(1)'],
    ['a script with a line break in it', 'java\nscript:alert(1)'],
    ['data', 'data:image/svg+xml,<svg onload="alert(1)"/>'],
    ['a blob', 'blob:https://photos.example/app/library/1'],
    ['a file', 'file:///etc/passwd'],
    ['the folder above', '../../secret.jpg'],
    ['the folder above, encoded', '%2e%2e/%2e%2e/secret.jpg'],
    ['the folder above, by backslashes', '..\\..\\secret.jpg'],
    ['the folder above, for servers that decode slashes', '../thumbnails/..%2f..%2f..%2fsecret.jpg'],
    ['the same in capitals', '../thumbnails/..%2F..%2Fsecret.jpg'],
    ['the same with backslashes', '../thumbnails/..%5c..%5csecret.jpg'],
    ['the same with a line break in it', '../thumbnails/..%2\nf..%2\nfsecret.jpg'],
    ['a name that ends early', '../thumbnails/a.jpg%00.html'],
    ['the root', '/'],
    ['a second name of a file', '../thumbnails/aa/1.jpg#2'],
    ['more than a server takes', `../thumbnails/${'a'.repeat(10_000)}.jpg`],
    ['nothing', ''],
    ['no host', 'https://'],
    ['an object', { href: 'a.jpg' }],
    ['a list', ['../thumbnails/aa/1.jpg']],
  ])('that name %s are refused wherever they stand', (_, href) => {
    expect(photoWith({ thumbnail: href })).toBeUndefined();
    expect(photoWith({ screen: href })).toBeUndefined();
    expect(photoWith({ original: href })).toBeUndefined();
    expect(photoWith({ full: href })?.full.href).toBe('https://photos.example/app/library/originals/aa/3.jpg');
    expect(sectionsOf({ ...section, href })).toEqual([]);
  });

  it('may hold signs that mean nothing', () => {
    expect(photoWith({ thumbnail: '../thumbnails/a%20b%252f.jpg?v=1' })?.thumbnail.href).toBe(
      'https://photos.example/app/library/thumbnails/a%20b%252f.jpg?v=1',
    );
  });

  it.each([
    'javascript:alert(1)',
    'http://example.org/',
    'https://',
    'https://a b/',
    'https://me:secret@example.org/',
    `https://example.org/${'a'.repeat(10_000)}`,
  ])('of credits are refused where they are %j', (href) => {
    const credits = [{ text: 'Somebody', href }];
    expect(parseLibraryIndex({ version: 1, sections: [], credits }, LIBRARY).credits).toEqual([]);
  });
});

it('links of credits may hold an @ where no name and password stand', () => {
  const credits = [{ text: 'Somebody', href: 'https://example.org/photos/1@N00/' }];
  expect(parseLibraryIndex({ version: 1, sections: [], credits }, LIBRARY).credits).toEqual(credits);
});

describe('text', () => {
  const TEXTS: [string, string, string | undefined][] = [
    ['markup', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['a script', '"><script>alert(1)</script>', '"><script>alert(1)</script>'],
    ['marks that turn what follows', '\u202egpj.exe\u2066 \u200fx\u061c', 'gpj.exe x'],
    ['control characters', 'a\u0000b\u001b[2Jc\r\nd', 'a b [2Jc d'],
    ['half a character', 'a\ud83d', 'a\ufffd'],
    ['10,000 characters', 'x'.repeat(10_000), 'x'.repeat(255)],
    ['characters of two halves', '😀'.repeat(10_000), '😀'.repeat(255)],
    ['nothing that can be seen', ' \u202e\u0000\n', undefined],
  ];

  it.each(TEXTS)('with %s stays text on one line, of a length that there is room for', (_, given, shown) => {
    const known = photoWith({ title: given, fileName: given });
    expect([known?.title, known?.fileName]).toEqual([shown ?? ID, shown ?? ID]);
    expect(parseLibraryIndex({ version: 1, title: given, sections: [] }, LIBRARY).title).toBe(shown ?? '');
    expect(sectionsOf({ ...section, id: given }).map(({ id }) => id)).toEqual(shown ? [shown] : []);
    const credits = [{ text: given, href: 'https://example.org/' }];
    const [credit] = parseLibraryIndex({ version: 1, sections: [], credits }, LIBRARY).credits;
    expect(credit?.text).toBe(shown);
  });

  it.each(TEXTS)('with %s is treated alike where a photo of this device says it', (_, given, shown) => {
    const id = parsePhotoId(ID);
    if (!id) throw new Error('No id');
    const own = { ...photo, id, title: given, fileName: given, section: '2024-07', hasScreen: false, hasFull: false };
    const { title, fileName } = photoOfDevice(own, LIBRARY);
    expect([title, fileName]).toEqual([shown ?? ID, shown ?? ID]);
  });

  it.each([
    ['title', 5, ID],
    ['title', { toString: 'x' }, ID],
    ['taken', ['2024'], ''],
    ['taken', `2024-07-01T10:00:00+02:00${'0'.repeat(10_000)}`, '2024-07-01T10:00:00+02:00'],
    ['type', 'text/html', ''],
    ['type', 'image/\u202egnp', ''],
    ['type', `image/${'x'.repeat(10_000)}`, ''],
    ['type', 'image/svg+xml', 'image/svg+xml'],
    ['thumbhash', 'A'.repeat(1_000_000), ''],
    ['thumbhash', {}, ''],
  ])('of %s may be anything: %j', (name, given, read) => {
    expect(photoWith({ [name]: given })).toMatchObject({ [name]: read });
  });
});

describe('numbers', () => {
  const WRONG = [-1, 0, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e308, 2 ** 53, '4000', [4000], null, {}];

  it.each(WRONG)('like %s are no sizes', (number) => {
    expect(photoWith({ width: number })).toBeUndefined();
    expect(photoWith({ height: number })).toBeUndefined();
    expect(sectionsOf({ ...section, count: number })).toEqual([]);
  });

  it.each(WRONG)('like %s count no bytes', (number) => {
    const bytes = { bytes: number, thumbnailBytes: number, screenBytes: number, fullBytes: number };
    expect(photoWith({ ...bytes, full: '../full/1.jpg' })).toMatchObject({
      bytes: 0,
      renditionBytes: { thumbnail: undefined, screen: undefined, full: undefined },
    });
  });

  it('of months come to a sum that can be counted with', () => {
    const sections = Array.from({ length: 100_000 }, (_, index) => ({
      ...{ id: String(index), count: 100_000_000, href: `sections/${index}.json` },
    }));
    expect(parseLibraryIndex({ version: 1, sections }, LIBRARY).total).toBe(1e13);
  });

  it('of a million months that nobody can have make the library damaged', () => {
    const sections = Array.from({ length: 1_000_000 }, () => section);
    expect(() => parseLibraryIndex({ version: 1, sections }, LIBRARY)).toThrow(new LibraryError('damaged'));
  });
});

describe('keys that objects inherit', () => {
  it('pollute nothing, and are no values', () => {
    const known = photosOf(
      fromWire(`{"__proto__": ${JSON.stringify(photo)}, "constructor": {"prototype": {"polluted": 1}}}`),
      fromWire(`${JSON.stringify(photo).slice(0, -1)}, "__proto__": {"polluted": 1, "camera": "x"}}`),
    );
    const index = parseLibraryIndex(
      fromWire(`{"version": 1, "__proto__": {"polluted": 1}, "sections": [
        {"id": "__proto__", "count": 1, "href": "sections/1.json", "__proto__": {"polluted": 1}},
        {"id": "constructor", "count": 1, "href": "sections/2.json"}
      ]}`),
      LIBRARY,
    );
    expect(known.map(({ id, details }) => [id, details])).toEqual([[ID, undefined]]);
    // Months go by their names in maps alone.
    expect(index.sections.map(({ id }) => id)).toEqual(['__proto__', 'constructor']);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('what comes twice, and in a circle', () => {
  it('a photo that is named twice in a month is taken once', () => {
    expect(photosOf(photo, { ...photo, title: 'Another' }).map(({ title }) => title)).toEqual(['A photo']);
  });

  it('a file of two months is that of the first', () => {
    const sections = sectionsOf(section, { ...section, id: '2024-06', href: 'x/../sections/2024-07.json' });
    expect(sections.map(({ id }) => id)).toEqual(['2024-07']);
  });

  it.each(['library.json', './library.json', 'x/../library.json', 'library.json?month'])(
    'the library is no month of itself, as %s',
    (href) => {
      expect(sectionsOf({ ...section, href })).toEqual([]);
    },
  );

  it('a month that names other months has photos alone', () => {
    const file = { photos: [photo], sections: [section], version: 1 };
    expect(parseSectionFile(file, FILE, LIBRARY).map(({ id }) => id)).toEqual([ID]);
    expect(() => parseSectionFile({ sections: [section] }, FILE, LIBRARY)).toThrow(new LibraryError('month-damaged'));
  });
});
