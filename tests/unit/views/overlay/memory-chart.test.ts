import { describe, expect, it } from 'vitest';
import { MemoryHistory, type MemorySample } from '../../../../src/loading/memory-history.ts';
import { chartOf } from '../../../../src/views/overlay/memory-chart.ts';

const sample = (changes: Partial<MemorySample> = {}): MemorySample => ({
  ...{ at: 0, leased: 0, retained: 0, weak: 0, budgetBytes: 100, collected: 0 },
  ...changes,
});

describe('the chart of memory over time', () => {
  it('is empty before there is a sample', () => {
    expect(chartOf([])).toEqual({ areas: { leased: '', retained: '', weak: '' }, budget: '', collections: '' });
  });

  it('has the newest sample at its right end, one unit wide', () => {
    const { areas } = chartOf([sample({ leased: 100 })]);
    expect(areas.leased).toBe('M239 72L239 8H240V72Z');
  });

  it('stacks what is leased, retained and weak upon one another', () => {
    const { areas } = chartOf([sample({ leased: 25, retained: 25, weak: 50 })]);
    expect([areas.leased, areas.retained, areas.weak]).toEqual([
      'M239 72L239 56H240V72Z',
      'M239 72L239 40H240V72Z',
      'M239 72L239 8H240V72Z',
    ]);
  });

  it('draws what stays the same in one stroke', () => {
    const samples = [10, 10, 10, 20, 20].map((leased) => sample({ leased }));
    expect(chartOf(samples).areas.leased).toBe('M235 72L235 65.6H238V59.2H240V72Z');
  });

  it('is as high as the budget, or as what is above it', () => {
    expect(chartOf([sample({ leased: 50 })]).budget).toBe('M239 8H240');
    expect(chartOf([sample({ leased: 200 })]).budget).toBe('M239 40H240');
  });

  it('marks each time at which something was collected', () => {
    const samples = [0, 0, 2, 2, 3].map((collected) => sample({ collected }));
    expect(chartOf(samples).collections).toBe('M237.5 0V6M239.5 0V6');
  });

  it('does not take what was collected before it began for a collection', () => {
    expect(chartOf([sample({ collected: 5 })]).collections).toBe('');
  });
});

describe('the history of memory', () => {
  it('forgets what is older than a minute', () => {
    const history = new MemoryHistory();
    for (let at = 0; at < 300; at += 1) history.add(sample({ at }));
    expect(history.samples).toHaveLength(240);
    expect(history.samples.map(({ at }) => at).slice(0, 1)).toEqual([60]);
  });
});
