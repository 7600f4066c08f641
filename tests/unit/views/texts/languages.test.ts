import { describe, expect, it } from 'vitest';
import { type Counting, counting } from '../../../../src/views/texts/counting.ts';
import { english } from '../../../../src/views/texts/english.ts';
import { german } from '../../../../src/views/texts/german.ts';
import { LANGUAGES } from '../../../../src/views/texts/languages.ts';
import type { Texts } from '../../../../src/views/texts/texts.ts';

/** What texts are about where nothing else is said: a count, or words, of which a number is one. */
const COUNTS = [0, 1, 2, 1000] as const;

/** What the other texts are about. */
const ARGUMENTS: Readonly<Record<string, readonly unknown[][]>> = {
  'collage.layoutName': ['rows', 'columns'].map((lines) => [lines, [2, 3]]),
  'collage.offline': [[['july 0']], [['july 0', 'july 1']]],
  'collage.missing': [[['july 0']], [['july 0', 'july 1']]],
  'keep.removeAll': [
    [[], 1],
    [['July 2024', 'June 2024'], 2],
  ],
  'originals.missing': [[3, ['a.jpg', 'b.jpg']]],
  'storage.clearName': [['Clear thumbnails'], ['Remove offline copies']],
  'storage.exported': COUNTS.flatMap((count) => [
    [count, []],
    [count, ['a.jpg', 'b.jpg']],
  ]),
  'storage.monthTier': ['thumbnails', 'pinned', 'device'].flatMap((tier) => COUNTS.map((count) => [tier, count, 'MB'])),
};

/** Texts that have nothing to say. */
const EMPTY = ['keep.states.idle', 'storage.tiers.app.clear', 'storage.tiers.thumbnails.acknowledge'];

/** Texts that are the same in English and German. */
const ALIKE = [
  ...EMPTY,
  'appName',
  'byteUnits.0',
  'byteUnits.1',
  'byteUnits.2',
  'byteUnits.3',
  'byteUnits.4',
  'overlay.bytes',
  'overlay.p50',
  'overlay.p95',
  'overlay.time',
  'collage.name',
  'collage.format',
  'collage.formats.jpg',
  'collage.formats.webp',
  'collage.fileName',
  'information.compass.north',
  'information.compass.south',
  'information.compass.west',
  'information.zone',
  'information.seconds',
  'information.iso',
  'information.millimetres',
  'dialog.question',
  'keep.rate',
  'shell.offline',
];

/** What a text says, whatever it is about, by its key. */
function everyText(texts: unknown, key = ''): Map<string, unknown[]> {
  if (typeof texts === 'function') {
    const given = ARGUMENTS[key] ?? combinations(texts.length);
    return new Map([[key, given.flatMap((each) => texts(...each))]]);
  }
  if (typeof texts !== 'object' || texts === null) return new Map([[key, [texts]]]);
  return new Map(
    Object.entries(texts).flatMap(([name, value]) => [...everyText(value, key ? `${key}.${name}` : name)]),
  );
}

/** All ways to give so many counts. */
function combinations(length: number): unknown[][] {
  if (length === 0) return [[]];
  return COUNTS.flatMap((count) => combinations(length - 1).map((rest) => [count, ...rest]));
}

describe.each(LANGUAGES.map(({ code, load }) => ({ code, load })))('the texts in $code', ({ code, load }) => {
  it('have the keys of the English ones', async () => {
    const texts = everyText((await load())(counting(code)));
    expect([...texts.keys()]).toEqual([...everyText(english(counting('en'))).keys()]);
  });

  it('say something whatever they are about, and shout at nobody', async () => {
    for (const [key, lines] of everyText((await load())(counting(code)))) {
      for (const line of EMPTY.includes(key) ? [] : lines) {
        expect(line, key).toMatch(/\S/);
        expect(line, key).not.toMatch(/undefined|NaN|\[object|!/);
      }
    }
  });
});

it('are other ones in German, save those that are the same word', () => {
  const inGerman = everyText(german(counting('en')));
  const alike = [...everyText(english(counting('en')))].filter(([key, lines]) =>
    lines.some((line, index) => line === inGerman.get(key)?.[index]),
  );
  expect(alike.map(([key]) => key).sort()).toEqual([...ALIKE].sort());
});

it('write numbers as is usual where their reader is, and things in the form that the number asks for', () => {
  expect(english(counting('en-GB')).photoCount(1234)).toBe('1,234 photos');
  expect(german(counting('de-DE')).photoCount(1234)).toBe('1.234 Fotos');
  expect(german(counting('de-DE')).photoCount(1)).toBe('1 Foto');
  expect(counting('pl').countOf(3, { one: 'plik', few: 'pliki', other: 'plików' })).toBe('3 pliki');
  expect(counting('fr').countOf(0, { one: 'photo', other: 'photos' })).toBe('0 photo');
});

it('cannot be left out, or take something else, without the compiler saying so', () => {
  const all = (given: Counting): Texts => german(given);
  // @ts-expect-error A key is missing.
  const lacking: Texts = { ...all(counting('de')), photos: undefined };
  // @ts-expect-error A number where the app gives words.
  const other: Texts['viewer'] = { ...all(counting('de')).viewer, stays: (reason: number) => reason.toFixed() };
  expect([lacking, other]).toHaveLength(2);
});
