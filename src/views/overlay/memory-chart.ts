import { MemoryHistory, type MemorySample } from '../../loading/memory-history.ts';
import { createSvg } from '../svg.ts';

/** The states of a bitmap, from the bottom of the chart upwards: what is surest to stay comes first. */
const STATES = ['leased', 'retained', 'weak'] as const;
const WIDTH = MemoryHistory.length;
const HEIGHT = 72;
/** Marks of collections are so high. */
const MARK = 8;

/** What one sample looks like, in units of the chart; y grows downwards. */
export interface ChartLines {
  /** An area for each state, one upon the other. */
  readonly areas: Readonly<Record<(typeof STATES)[number], string>>;
  readonly budget: string;
  /** A stroke at the top wherever bitmaps were collected. */
  readonly collections: string;
}

/**
 * The memory tier over time, as the `d` of SVG paths: steps and no slopes, since that is how bitmaps come and go. The newest
 * sample is at the right end. The highest of budget and content is as high as the chart.
 */
export function chartOf(samples: readonly MemorySample[]): ChartLines {
  const tops = samples.map(({ leased, retained, weak, budgetBytes }) =>
    Math.max(budgetBytes, leased + retained + weak),
  );
  const highest = Math.max(1, ...tops);
  const x = (index: number) => WIDTH - samples.length + index;
  const y = (bytes: number) => round(HEIGHT - (bytes / highest) * (HEIGHT - MARK));
  const steps = (bytesOf: (sample: MemorySample) => number) => {
    const heights = samples.map((sample) => y(bytesOf(sample)));
    // Most of the time nothing changes: a step is as long as it can be.
    const turns = heights.flatMap((height, index) => (height === heights[index - 1] ? [] : [{ height, index }]));
    const path = turns.map(({ height, index }) => (index === 0 ? `L${x(0)} ${height}` : `H${x(index)}V${height}`));
    return path.length > 0 ? `${path.join('')}H${WIDTH}` : '';
  };
  const areaUpTo = (states: readonly (typeof STATES)[number][]) => {
    const top = steps((sample) => states.reduce((sum, state) => sum + sample[state], 0));
    return samples.length > 0 ? `M${x(0)} ${HEIGHT}${top}V${HEIGHT}Z` : '';
  };
  return {
    // Each reaches down to the ground, and is painted before those below it: so nothing shows through between them.
    areas: {
      leased: areaUpTo(['leased']),
      retained: areaUpTo(['leased', 'retained']),
      weak: areaUpTo(['leased', 'retained', 'weak']),
    },
    budget: steps(({ budgetBytes }) => budgetBytes).replace('L', 'M'),
    collections: samples
      .flatMap(({ collected }, index) => {
        const before = samples[index - 1]?.collected ?? collected;
        return collected > before ? [`M${x(index) + 0.5} 0V${MARK - 2}`] : [];
      })
      .join(''),
  };
}

/** A chart of the memory tier. The figures stand beside it, so readers pass over it. */
export class MemoryChart {
  readonly element: SVGSVGElement;
  readonly #areas = {
    weak: createSvg('path', { 'data-state': 'weak' }),
    retained: createSvg('path', { 'data-state': 'retained' }),
    leased: createSvg('path', { 'data-state': 'leased' }),
  };
  readonly #budget = createSvg('path', { class: 'chart-budget' });
  readonly #collections = createSvg('path', { class: 'chart-collections' });

  constructor() {
    this.element = createSvg(
      'svg',
      {
        ...{ class: 'memory-chart', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none' },
        'aria-hidden': 'true',
      },
      ...Object.values(this.#areas),
      this.#budget,
      this.#collections,
    );
  }

  show(samples: readonly MemorySample[]): void {
    const { areas, budget, collections } = chartOf(samples);
    for (const state of STATES) draw(this.#areas[state], areas[state]);
    draw(this.#budget, budget);
    draw(this.#collections, collections);
  }
}

/** Browsers paint anew what is written anew. */
function draw(path: SVGPathElement, d: string): void {
  if (path.getAttribute('d') !== d) path.setAttribute('d', d);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
