import { describe, expect, it } from 'vitest';
import { filesOf } from '../../../../src/shared/keep-files.ts';
import type { Photo } from '../../../../src/shared/photo.ts';
import type { Pin } from '../../../../src/shared/pin.ts';
import { Wishes, wantedOf } from '../../../../sw/pinning/plan.ts';
import { photo } from '../../../support/photo.ts';

function names(of: Photo, quality: 'screen' | 'original'): string[] {
  return filesOf(of, quality).map(({ url }) => new URL(url).pathname.split('/').slice(-2)[0] ?? '');
}

describe('the files of a photo', () => {
  it('are thumbnail and screen rendition for previews, and the original too for originals', () => {
    expect(names(photo(1), 'screen')).toEqual(['thumbnails', 'screens']);
    expect(names(photo(1), 'original')).toEqual(['thumbnails', 'screens', 'originals']);
  });

  it('are the full picture where there is no screen rendition', () => {
    const without = { ...photo(1), screen: undefined };
    expect(names(without, 'screen')).toEqual(['thumbnails', 'originals']);
    expect(names(without, 'original')).toEqual(['thumbnails', 'originals']);
  });

  it('are also the untouched file where browsers show another', () => {
    const heic = { ...photo(1), full: new URL('https://photos.example/library/full/1') };
    expect(names(heic, 'original')).toEqual(['thumbnails', 'screens', 'full', 'originals']);
  });

  it('have the bytes that the library says, and 0 where it says none', () => {
    const sized = { ...photo(1), bytes: 4000, renditionBytes: { thumbnail: 10, screen: 200, full: 4000 } };
    expect(filesOf(sized, 'original').map(({ bytes }) => bytes)).toEqual([10, 200, 4000]);
    expect(filesOf(photo(1), 'screen').map(({ bytes }) => bytes)).toEqual([0, 0]);
  });
});

describe('wishes', () => {
  const [one, two] = [photo(1), photo(2)];
  const section = (id: string, quality: Pin['quality']): Pin => ({ scope: { kind: 'section', section: id }, quality });
  const single: Pin = { scope: { kind: 'photo', photo: one.id, section: '2024-07' }, quality: 'original' };

  it('for a month cover all of its photos and no others', () => {
    const wishes = new Wishes([section('2024-07', 'screen')]);
    expect(wishes.ofPhoto(two.id, '2024-07')).toBe('screen');
    expect(wishes.ofPhoto(two.id, '2024-06')).toBeUndefined();
    expect([wishes.concern('2024-07'), wishes.concern('2024-06')]).toEqual([true, false]);
  });

  it('for a photo concern its month, but want nothing else of it', () => {
    const wishes = new Wishes([single]);
    expect(wishes.concern('2024-07')).toBe(true);
    expect(wishes.ofSection('2024-07')).toBeUndefined();
    expect(wantedOf('2024-07', [one, two], wishes).map(({ id }) => id)).toEqual([one.id]);
  });

  it('for everything cover every month', () => {
    const wishes = new Wishes([{ scope: { kind: 'library' }, quality: 'screen' }]);
    expect(wishes.ofPhoto(two.id, '1999-01')).toBe('screen');
  });

  it('give a photo the best quality that any of them asks for', () => {
    const wishes = new Wishes([
      { scope: { kind: 'library' }, quality: 'screen' },
      single,
      section('2024-06', 'original'),
    ]);
    expect(wishes.ofPhoto(one.id, '2024-07')).toBe('original');
    expect(wishes.ofPhoto(two.id, '2024-07')).toBe('screen');
    expect(wishes.ofPhoto(two.id, '2024-06')).toBe('original');
  });
});
