import { describe, expect, it } from 'vitest';
import type { PhotoId } from '../../../../src/shared/photo.ts';
import {
  addressOf,
  bestLayout,
  type Design,
  designFor,
  focused,
  parseDesign,
  swapped,
} from '../../../../src/views/collage/design.ts';
import { layoutName } from '../../../../src/views/collage/layouts.ts';

/** An id of 32 digits, which is what brands it. */
const id = (digit: string) => digit.repeat(32) as PhotoId;
const [A, B, C, D, E] = ['a', 'b', 'c', 'd', 'e'].map(id) as [PhotoId, PhotoId, PhotoId, PhotoId, PhotoId];
const read = (address: string) => parseDesign(new URL(address, 'https://example.org/').searchParams);
const ids = ({ photos }: Design) => photos.map((photo) => photo.id);

describe('the address of a collage', () => {
  it('says all of it', () => {
    const design = read(
      `collage?photo=${A}.25.100&photo=${B}&photo=${C}&layout=columns-1-2&aspect=9:16&gap=2.5&background=101112`,
    );
    expect(design).toEqual({
      photos: [
        { id: A, focus: { x: 0.25, y: 1 } },
        { id: B, focus: { x: 0.5, y: 0.5 } },
        { id: C, focus: { x: 0.5, y: 0.5 } },
      ],
      layout: { lines: 'columns', counts: [1, 2] },
      aspect: '9:16',
      gap: 2.5,
      background: '#101112',
    });
    expect(read(addressOf(design))).toEqual(design);
  });

  it('is short where nothing was chosen', () => {
    expect(addressOf(designFor([A, B]))).toBe(`collage?photo=${A}&photo=${B}`);
    expect(addressOf(designFor([]))).toBe('collage');
  });

  it('is input from outside: what makes no sense is as it is by default', () => {
    const plain = designFor([A, B]);
    const hostile = `collage?photo=${A}.-4.1e9&photo=${B}.x&photo=javascript:1&photo=${A}&layout=rows-7&aspect=0:0&gap=-1&background=url(x)`;
    expect(read(hostile)).toEqual(plain);
    expect(read(`collage?photo=${A}&photo=${B}&gap=NaN&background=%23fff`)).toEqual(plain);
  });

  it('names no more photos than a collage has', () => {
    const many = Array.from('0123456789abcdef', (digit) => `photo=${id(digit)}`).join('&');
    expect(read(`collage?${many}`).photos).toHaveLength(9);
  });
});

describe('photos that are exchanged', () => {
  it('leave the others, and what is seen of them, in their places, and the layout as it was', () => {
    const before = focused(read(`collage?photo=${A}&photo=${B}&photo=${C}&layout=rows-1-2&gap=3`), 2, { x: 0, y: 0 });
    const after = designFor([A, C, D], before);
    expect(ids(after)).toEqual([A, D, C]);
    expect(after.photos[2]?.focus).toEqual({ x: 0, y: 0 });
    expect(after.gap).toBe(3);
    expect(after.layout).toEqual(before.layout);
  });

  it('leave a choice of layout behind when they are more or fewer', () => {
    const before = read(`collage?photo=${A}&photo=${B}&photo=${C}&layout=rows-1-2`);
    expect(designFor([A, B], before).layout).toBeUndefined();
    expect(ids(designFor([C, A, B, D, E], before))).toEqual([A, B, C, D, E]);
    expect(ids(designFor([C, A], before))).toEqual([A, C]);
  });

  it('take each other’s place with what is seen of them', () => {
    const design = focused(designFor([A, B, C]), 0, { x: 1, y: 0.5 });
    expect(swapped(design, 0, 2).photos).toEqual([design.photos[2], design.photos[1], design.photos[0]]);
    expect(swapped(design, 0, 7)).toEqual(design);
  });
});

describe('the layout, where nobody chose one', () => {
  const [landscape, portrait] = [
    { width: 3000, height: 2000 },
    { width: 2000, height: 3000 },
  ];
  const best = (pictures: readonly (typeof landscape)[], aspect: Design['aspect']) => {
    const layout = bestLayout(pictures, aspect);
    return layout && layoutName(layout);
  };

  it('is the one that cuts off least', () => {
    expect(best([landscape, landscape], '3:4')).toBe('rows-1-1');
    expect(best([portrait, portrait], '4:3')).toBe('rows-2');
    expect(best([landscape, landscape, landscape, landscape], '3:2')).toBe('rows-2-2');
  });

  it('is none for what is no collage', () => {
    expect(best([landscape], '3:2')).toBeUndefined();
  });
});
