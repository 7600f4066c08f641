import type { LateMemory } from '../../late-memory.ts';
import { MemoryHistory, type MemorySample } from '../../loading/memory-history.ts';
import { create } from '../dom.ts';
import { formatBytes, formatNumber } from '../formats.ts';
import { texts } from '../texts.ts';
import { Figure } from './figure.ts';
import { MemoryChart } from './memory-chart.ts';

const STATES = ['leased', 'retained', 'weak'] as const;
const DRAWN = [...STATES, 'budgetBytes', 'collected'] as const;
/** Where nothing happens but that time passes, the chart moves on once a second: each frame costs more than all figures. */
const TICKS_A_SECOND = 4;

/** What the overlay reads of the memory tier. */
export type ReadableMemory = Pick<LateMemory, 'leased' | 'retained' | 'weak' | 'budgetBytes' | 'probe'>;

/** The memory tier: what it holds now, and over the last minute, against its budget. */
export class MemoryPart {
  readonly element: HTMLElement;
  readonly history = new MemoryHistory();
  readonly #chart = new MemoryChart();
  readonly #states = STATES.map((state) => ({
    state,
    count: new Figure(`memory.${state}.count`, formatNumber),
    bytes: new Figure(`memory.${state}.bytes`, formatBytes),
  }));
  #ticks = 0;
  readonly #budget = new Figure('memory.budgetBytes', formatBytes);
  readonly #collected = new Figure('memory.collected', formatNumber);

  constructor() {
    const { memory, budget, collected, states } = texts.overlay;
    const rows = this.#states.map(({ state, count, bytes }) => row(states[state], state, count, bytes));
    this.element = create(
      'section',
      {},
      { 'aria-label': memory },
      create(
        'header',
        { className: 'overlay-title' },
        {},
        create('h3', {}, {}, memory),
        create('span', {}, { 'data-look': 'budget' }, `${budget} `, this.#budget.element),
        create('span', {}, { 'data-look': 'collected' }, `${collected} `, this.#collected.element),
      ),
      this.#chart.element,
      create('table', { className: 'overlay-table' }, {}, ...rows),
    );
  }

  /** Takes a sample, and shows it. `collected` counts since the page started. */
  show(memory: ReadableMemory, collected: number): void {
    const { leased, retained, weak, budgetBytes } = memory;
    const now = { leased, retained, weak };
    const sample = {
      ...{ at: performance.now(), budgetBytes, collected },
      ...{ leased: leased.bytes, retained: retained.bytes, weak: weak.bytes },
    };
    const before = this.history.samples.at(-1);
    this.history.add(sample);
    const isNew = before === undefined || differ(before, sample);
    if (isNew || this.#ticks % TICKS_A_SECOND === 0) this.#chart.show(this.history.samples);
    this.#ticks += 1;
    for (const { state, count, bytes } of this.#states) {
      count.show(now[state].count);
      bytes.show(now[state].bytes);
    }
    this.#budget.show(budgetBytes);
    this.#collected.show(collected);
  }
}

/** Whether two samples look different in the chart. */
function differ(one: MemorySample, other: MemorySample): boolean {
  return DRAWN.some((figure) => one[figure] !== other[figure]);
}

/** A line of the legend: what it looks like in the chart, what it is, and how much of it there is. */
function row(name: string, look: string, ...figures: readonly Figure[]): HTMLTableRowElement {
  const cells = figures.map(({ element }) => create('td', {}, {}, element));
  return create('tr', {}, {}, create('th', { scope: 'row' }, { 'data-look': look }, name), ...cells);
}
