import { expect, it } from 'vitest';
import { type About, fullReport, readmeTable, sizeTable } from '../bench/markdown.ts';
import type { Report } from '../bench/report.ts';
import { sample } from '../bench/statistics.ts';
import type { Line } from '../bench/workload.ts';

const ABOUT: About = {
  date: '2026-03-04T05:06:07.000Z',
  rounds: 9,
  revision: 'abc1234',
  machine: { processor: 'A processor', cores: 2, memoryGb: 8, system: 'Linux 6' },
  versions: { Chromium: '156.0', Node: '20.20' },
};
const LINE: Line = {
  ...{ what: 'a | photo', unit: 'ms', better: 'less', ours: sample([20, 30, 40]) },
  peer: { name: '<img>', figure: sample([10, 10, 10]) },
  ratio: sample([2, 3, 4]),
  target: { text: '<= 0.5 x', met: false },
};

function reportOf(...lines: readonly Line[]): Report {
  const workload = { name: 'opening', feels: 'It stays blurred.', measured: 'With a clock.' };
  return { workload, outcome: { lines, notes: ['By hand.'] }, seconds: 1 };
}

it('says on what, when, and how often the figures were taken', () => {
  expect(readmeTable(ABOUT, [])).toContain(
    'Chromium 156.0, Node 20.20 on 2 cores (A processor), 8 GB, Linux 6, 2026-03-04, commit abc1234.',
  );
});

it('has medians, spread, ratio and target, and says in bold when ours loses', () => {
  expect(readmeTable(ABOUT, [reportOf(LINE)])).toContain(
    '| 30 (20–40) ms | &lt;img>: 10 ms | 3 (2–4) x | &lt;= 0.5 x | **target missed, ours loses** |',
  );
});

it('counts the targets, and who won', () => {
  const won = { ...LINE, ratio: sample([0.4]), target: { text: '<= 0.5 x', met: true } };
  expect(readmeTable(ABOUT, [reportOf(LINE, won)])).toContain(
    '1 of 2 targets met; against peers 1 won, 0 drawn, 1 lost.',
  );
});

it('takes words for words, whatever they mean in Markdown', () => {
  expect(readmeTable(ABOUT, [reportOf(LINE)])).toContain(String.raw`| a \| photo |`);
});

it('leaves to the full report what is for those who look closely, and how it was measured', () => {
  const report = reportOf({ ...LINE, what: 'the last digit', detail: true });
  const table = readmeTable(ABOUT, [report]);
  for (const words of ['the last digit', 'With a clock.', 'By hand.']) {
    expect(table).not.toContain(words);
    expect(fullReport(ABOUT, [report])).toContain(words);
  }
});

it('has a column for each size of a library', () => {
  const line = (what: string, ms: number): Line => ({ what, unit: 'ms', better: 'less', ours: sample([ms]) });
  const report = reportOf(
    line('100 photos: opening', 5),
    line('1,000 photos: opening', 7),
    line('1,000 photos: dragging', 9),
  );
  expect(sizeTable([{ ...report, workload: { ...report.workload, name: 'size' } }]).split('\n')).toEqual([
    '| photos | 100 | 1,000 |',
    '| --- | --- | --- |',
    '| opening | 5 ms | 7 ms |',
    '| dragging | – | 9 ms |',
  ]);
});
