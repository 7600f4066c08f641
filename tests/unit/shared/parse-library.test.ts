import { describe, expect, it } from 'vitest';
import { LibraryError, parseLibraryIndex, parseSectionFile } from '../../../src/shared/parse-library.ts';

const LIBRARY = new URL('https://photos.example/app/library/library.json');
const FILE = new URL('sections/2024-07.json', LIBRARY);
const ID = '0123456789abcdef0123456789abcdef';

const photo = {
  id: ID,
  title: 'A photo',
  width: 4000,
  height: 3000,
  taken: '2024-07-01T10:00:00+02:00',
  type: 'image/jpeg',
  bytes: 1234,
  thumbhash: 'AAAA',
  thumbnail: '../thumbnails/aa/1.jpg',
  screen: '../screens/aa/2.jpg',
  original: '../originals/aa/3.jpg',
  fileName: 'A photo.jpg',
};

function parseOne(changes: Record<string, unknown>) {
  return parseSectionFile({ photos: [{ ...photo, ...changes }] }, FILE, LIBRARY)[0];
}

describe('library.json', () => {
  const section = { id: '2024-07', count: 3, href: 'sections/2024-07.json' };

  it('gives sections with absolute URLs, and a total that is the sum of their counts', () => {
    const index = parseLibraryIndex({ version: 1, title: 'Mine', total: 999, sections: [section] }, LIBRARY);
    expect(index).toMatchObject({ title: 'Mine', total: 3, sections: [{ id: '2024-07', count: 3 }] });
    expect(index.sections[0]?.url.href).toBe('https://photos.example/app/library/sections/2024-07.json');
  });

  it('takes a month that is named twice once', () => {
    const again = { ...section, count: 5, href: 'sections/again.json' };
    const index = parseLibraryIndex({ version: 1, sections: [section, again] }, LIBRARY);
    expect(index.sections.map(({ id, count }) => [id, count])).toEqual([['2024-07', 3]]);
    expect(index.total).toBe(3);
  });

  it.each([null, 1, 'x', [], {}, { version: 1 }, { sections: 'x' }])('is refused when it is %j', (json) => {
    expect(() => parseLibraryIndex(json, LIBRARY)).toThrow(LibraryError);
  });

  it('is refused with a word on what to do when its version is not known', () => {
    expect(() => parseLibraryIndex({ version: 2, sections: [] }, LIBRARY)).toThrow('newer-version');
  });

  it.each([-1, 0, 1.5, Number.NaN, 1e12, '3', null])('leaves a section out whose count is %s', (count) => {
    expect(parseLibraryIndex({ version: 1, sections: [{ ...section, count }] }, LIBRARY).sections).toEqual([]);
  });

  it('keeps credits that link to https only', () => {
    const credits = [
      { text: 'Good', href: 'https://example.org/' },
      { text: 'Bad', href: 'javascript:alert(1)' },
    ];
    expect(parseLibraryIndex({ version: 1, sections: [], credits }, LIBRARY).credits).toEqual([credits[0]]);
  });
});

describe('a section file', () => {
  it('gives photos with absolute URLs; full size is the original', () => {
    expect(parseOne({})).toMatchObject({ id: ID, width: 4000, height: 3000 });
    expect(parseOne({})?.full.href).toBe('https://photos.example/app/library/originals/aa/3.jpg');
  });

  it('prefers the full rendition where browsers cannot decode the original', () => {
    expect(parseOne({ full: '../full/aa/4.jpg' })?.full.pathname).toBe('/app/library/full/aa/4.jpg');
  });

  it('takes a photo without a screen rendition', () => {
    expect(parseOne({ screen: undefined })).toMatchObject({ id: expect.any(String), screen: undefined });
  });

  it.each([
    ['an id that is no content address', { id: '../../x' }],
    ['a prototype key for an id', { id: '__proto__' }],
    ['no width', { width: undefined }],
    ['a negative height', { height: -3 }],
    ['a thumbnail of another origin', { thumbnail: 'https://elsewhere.example/1.jpg' }],
    ['a path out of the library', { screen: '../../../secret.jpg' }],
    ['a script for an address', { original: 'javascript:alert(1)' }],
    ['inline data', { thumbnail: 'data:image/svg+xml,<svg/>' }],
  ])('leaves out a photo with %s', (_, changes) => {
    expect(parseOne(changes)).toBeUndefined();
  });

  it('gives what the photo says about itself, and nothing in a library that does not say it', () => {
    const said = { camera: 'A camera', exposure: 0.004, place: [52.5163, 13.3777, 34] };
    expect(parseOne(said)?.details).toEqual(said);
    expect(parseOne({})?.details).toBeUndefined();
    expect(parseOne({ exposure: 'x', place: 'here' })).toMatchObject({ id: ID, details: undefined });
  });

  it('keeps markup in a title as the text that it is', () => {
    expect(parseOne({ title: '<img src=x onerror=alert(1)>' })?.title).toBe('<img src=x onerror=alert(1)>');
  });
});
