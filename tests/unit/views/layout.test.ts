import { describe, expect, it } from 'vitest';
import {
  firstEndingBelow,
  Layout,
  type LayoutOptions,
  type SectionBox,
  tileBox,
} from '../../../src/views/grid/layout.ts';

const options: LayoutOptions = {
  width: 1200,
  rowHeight: 240,
  gap: 4,
  headingHeight: 48,
  sectionGap: 16,
  sectionWidth: 144,
  forward: 1,
};

/** Photos of these proportions, or a section of which only the count is known. */
type Section = { readonly ratios: readonly number[] } | { readonly count: number };

function layOut(sections: readonly Section[], layoutOptions: LayoutOptions): SectionBox[] {
  const shapes = sections.map((section) =>
    'count' in section
      ? { photos: undefined, ...section }
      : { photos: photosOf(section.ratios), count: section.ratios.length },
  );
  return new Layout().layOut(shapes, layoutOptions);
}

function photosOf(ratios: readonly number[]) {
  return ratios.map((width) => ({ width, height: 1 }));
}

function rowsOf({ tiles }: SectionBox): number[][] {
  const rows = new Map<number, number[]>();
  for (const { y, x, width } of tiles) rows.set(y, [...(rows.get(y) ?? []), x + width]);
  return [...rows.values()];
}

function only(boxes: readonly SectionBox[]): SectionBox {
  const [box] = boxes;
  if (!box || boxes.length !== 1) throw new Error('one box expected');
  return box;
}

/** Ratios of real albums: landscape, upright, square and the odd panorama, the same in every run. */
function album(count: number): number[] {
  const shapes = [1.5, 1.33, 0.75, 1.5, 1, 0.67, 1.78, 1.5, 2.6, 1.33];
  return Array.from({ length: count }, (_, index) => shapes[(index * 7 + (index % 3)) % shapes.length] ?? 1);
}

describe('rows of a section', () => {
  it('keep the proportions of every photo', () => {
    const ratios = album(40);
    const box = only(layOut([{ ratios }], options));
    for (const [index, { width, height }] of box.tiles.entries())
      expect(width / height).toBeCloseTo(ratios[index] ?? 0);
  });

  it('all fill the width, but for the last, which may end early', () => {
    const rows = rowsOf(only(layOut([{ ratios: album(200) }], options)));
    for (const row of rows.slice(0, -1)) expect(row.at(-1)).toBeCloseTo(options.width);
    expect(rows.at(-1)?.at(-1)).toBeLessThanOrEqual(options.width + 0.001);
  });

  it('have heights near the wanted one', () => {
    for (const { height } of only(layOut([{ ratios: album(200) }], options)).tiles) {
      expect(height).toBeGreaterThan(0.65 * options.rowHeight);
      expect(height).toBeLessThan(1.41 * options.rowHeight);
    }
  });

  it('do not leave a single photo behind where the others can make room', () => {
    expect(rowsOf(only(layOut([{ ratios: [1.5, 1.5, 1.5, 1.5] }], options))).map((row) => row.length)).toEqual([4]);
  });

  it('show an extreme panorama no lower than a third of its width, and a scroll no narrower than half its height', () => {
    const [wide, tall] = [only(layOut([{ ratios: [40] }], options)), only(layOut([{ ratios: [0.01] }], options))];
    expect(wide.tiles[0]).toMatchObject({ width: 720, height: 240 });
    expect(tall.tiles[0]).toMatchObject({ width: 120, height: 240 });
  });

  it('never overlap, on a screen of any width', () => {
    for (const width of [200, 320, 375, 800, 2560]) {
      const { tiles } = only(layOut([{ ratios: album(60) }], { ...options, width }));
      for (const [index, tile] of tiles.entries()) {
        const next = tiles[index + 1];
        if (next?.y === tile.y) expect(next.x).toBeCloseTo(tile.x + tile.width + options.gap);
        else if (next) expect(next.y).toBeCloseTo(tile.y + tile.height + options.gap);
      }
    }
  });
});

describe('sections', () => {
  it('stand side by side when each is a short row', () => {
    const [first, second] = layOut([{ ratios: [1.5] }, { ratios: [1.5] }], options);
    expect(second).toMatchObject({ x: (first?.width ?? 0) + options.sectionGap, y: 0 });
  });

  it('begin a new line when they do not fit, with room for their heading', () => {
    const [first, second] = layOut([{ ratios: album(30) }, { ratios: [1.5] }], options);
    expect(second?.x).toBe(0);
    expect(second?.y).toBeCloseTo((first?.height ?? 0) + options.gap);
    expect(second && tileBox(second, 0)?.y).toBeCloseTo((second?.y ?? 0) + options.headingHeight);
  });

  it('take the room that their heading needs', () => {
    expect(layOut([{ ratios: [0.5] }], options)[0]?.width).toBe(options.sectionWidth);
  });

  it('of which only the count is known take about the room that they will take', () => {
    const ratios = Array.from({ length: 100 }, () => 1.4);
    const known = only(layOut([{ ratios }], options));
    const guessed = only(layOut([{ count: 100 }], options));
    expect(guessed.tiles).toEqual([]);
    expect(Math.abs(guessed.height - known.height)).toBeLessThan(0.2 * known.height);
  });
});

describe('photos of a language that is read from right to left', () => {
  const mirrored: LayoutOptions = { ...options, forward: -1 };

  it('begin at the right, and lie as they would in a mirror', () => {
    const sections = [{ ratios: [1.5, 1] }, { ratios: album(30) }, { ratios: [0.5] }];
    const [usual, other] = [layOut(sections, options), layOut(sections, mirrored)];
    for (const [section, box] of usual.entries()) {
      for (const index of box.tiles.keys()) {
        const [tile, image] = [tileBox(box, index), other[section] && tileBox(other[section], index)];
        if (!tile || !image) throw new Error('two tiles expected');
        expect(image.x).toBeCloseTo(options.width - tile.x - tile.width);
        expect({ ...image, x: 0 }).toEqual({ ...tile, x: 0 });
      }
    }
  });

  it('begin below the beginning of a heading that is wider', () => {
    const box = only(layOut([{ ratios: [0.5] }], mirrored));
    const tile = tileBox(box, 0);
    expect(box.x + box.width).toBe(options.width);
    expect((tile?.x ?? 0) + (tile?.width ?? 0)).toBe(options.width);
  });
});

it('breaks into rows anew only what is new, or all of it where the width is', () => {
  const layout = new Layout();
  const first = { photos: photosOf(album(50)), count: 50 };
  const [before] = layout.layOut([first, { photos: undefined, count: 9 }], options);
  const [after] = layout.layOut([first, { photos: photosOf(album(9)), count: 9 }], options);
  expect(after?.tiles).toBe(before?.tiles);
  expect(layout.layOut([first], { ...options, width: 600 })[0]?.tiles).not.toEqual(before?.tiles);
});

it('finds the first box that ends below a height', () => {
  const boxes = layOut([{ ratios: [1] }, { ratios: album(50) }, { ratios: album(50) }], options);
  for (const y of [-100, 0, 300, 1000, 2000, 9e9]) {
    const expected = boxes.findIndex((box) => box.y + box.height > y);
    expect(firstEndingBelow(boxes, y)).toBe(expected === -1 ? boxes.length : expected);
  }
});
