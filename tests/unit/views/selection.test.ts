import { describe, expect, it } from 'vitest';
import type { Photo, PhotoId } from '../../../src/shared/photo.ts';
import { photosBetween } from '../../../src/views/selection/photos-between.ts';
import { Selection } from '../../../src/views/selection/selection.ts';

// Any text is an id for whoever only compares them.
const id = (text: string) => text as PhotoId;
const ids = (text: string) => [...text].map(id);

function selection(): { selection: Selection; changes: () => number } {
  let count = 0;
  return {
    selection: new Selection(() => {
      count += 1;
    }),
    changes: () => count,
  };
}

describe('a selection', () => {
  it('takes a photo in and out, and remembers which was last', () => {
    const { selection: selected, changes } = selection();
    for (const photo of ids('aba')) selected.toggle(photo);
    expect(selected.photos).toEqual(ids('b'));
    expect(selected.last).toBe('a');
    expect(changes()).toBe(3);
  });

  it('counts a photo once, however often it is added', () => {
    const { selection: selected } = selection();
    selected.add(ids('abc'));
    selected.add(ids('bcd'));
    expect(selected.size).toBe(4);
    expect(selected.hasAll(ids('ad'))).toBe(true);
    expect(selected.hasAll(ids('ae'))).toBe(false);
  });

  it('loses photos that are no longer there, and says so only when some were lost', () => {
    const { selection: selected, changes } = selection();
    selected.add(ids('abc'));
    selected.retain(() => true);
    expect(changes()).toBe(1);
    selected.retain((photo) => photo !== 'b');
    expect(selected.photos).toEqual(ids('ac'));
    expect(changes()).toBe(2);
  });

  it('is empty once cleared, and begins no range where it was', () => {
    const { selection: selected } = selection();
    selected.add(ids('abc'));
    selected.clear();
    expect([selected.size, selected.last]).toEqual([0, undefined]);
  });
});

/** A library of months, each a text of one-letter ids; those in `gone` cannot be loaded. */
function library(months: readonly string[], gone: readonly number[] = []) {
  const loaded = new Map<number, readonly Photo[]>([[0, photosOf(months[0] ?? '')]]);
  return {
    place: (photo: PhotoId) => {
      const section = months.findIndex((month) => month.includes(photo));
      return section < 0 ? undefined : { section, index: months[section]?.indexOf(photo) ?? 0 };
    },
    photos: (section: number) => loaded.get(section),
    load: async (section: number) => {
      if (gone.includes(section)) throw new Error('cannot be had');
      const photos = photosOf(months[section] ?? '');
      loaded.set(section, photos);
      return photos;
    },
  };
}

function photosOf(month: string): readonly Photo[] {
  // The range looks at nothing but the id.
  return ids(month).map((each) => ({ id: each }) as Photo);
}

describe('the photos between two', () => {
  it('are those of one month, both included, in either direction', async () => {
    const months = library(['abcde']);
    expect(await photosBetween(months, id('b'), id('d'))).toEqual(ids('bcd'));
    expect(await photosBetween(months, id('d'), id('b'))).toEqual(ids('bcd'));
    expect(await photosBetween(months, id('c'), id('c'))).toEqual(ids('c'));
  });

  it('go across months, which are loaded for it', async () => {
    expect(await photosBetween(library(['abc', 'de', 'fgh']), id('b'), id('f'))).toEqual(ids('bcdef'));
    expect(await photosBetween(library(['abc', 'de', 'fgh']), id('g'), id('c'))).toEqual(ids('cdefg'));
  });

  it('leave out a month that cannot be had', async () => {
    expect(await photosBetween(library(['abc', 'de', 'fgh'], [1]), id('b'), id('f'))).toEqual(ids('bcf'));
  });

  it('are only the second where the first is gone', async () => {
    expect(await photosBetween(library(['abc']), id('x'), id('b'))).toEqual(ids('b'));
  });
});
