import { expect, it, onTestFinished, vi } from 'vitest';
import { describeStanding, drawBar, type Output, Progress } from '../../../src/indexer/progress.ts';
import { summaryLines } from '../../../src/indexer/summary.ts';

it('tells count, rate and time left', () => {
  expect(describeStanding({ done: 50, total: 200, seconds: 10 })).toBe('50 of 200 files, 5.0/s, 30 s left');
  expect(describeStanding({ done: 1, total: 7201, seconds: 1 })).toBe('1 of 7201 files, 1.0/s, 2 h 0 min left');
  expect(describeStanding({ done: 0, total: 3, seconds: 0 })).toBe('0 of 3 files, 0.0/s');
});

it('draws a bar that fits the terminal and cannot be rewritten by a file name', () => {
  const bar = drawBar({ done: 5, total: 10, seconds: 1 }, 'a\u001b[2J\r\nb.jpg', 200);
  expect(bar).toMatch(/^█{10}░{10} 5 of 10 files/);
  expect(bar).toMatch(/· a \[2J b\.jpg$/);
  expect(drawBar({ done: 5, total: 10, seconds: 1 }, 'long name', 30)).toHaveLength(29);
});

it.each([true, false])('shows itself, on a terminal: %s', (isTTY) => {
  const written: string[] = [];
  const output: Output = { isTTY, columns: 80, write: (text) => written.push(text) };
  const progress = new Progress(output);
  progress.started(1, 3);
  progress.reading('a.jpg');
  progress.finished();
  progress.end();
  expect(written[0]).toBe('3 files are unchanged\n');
  expect(written.join('').includes('\u001b')).toBe(isTTY);
});

it('is drawn on a terminal that does not say how wide it is', () => {
  const written: string[] = [];
  const progress = new Progress({ isTTY: true, columns: 0, write: (text) => written.push(text) });
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  progress.started(2, 0);
  vi.advanceTimersByTime(1000);
  progress.finished();
  expect(written.join('')).toContain('1 of 2 files');
});

it('sums up with every file that was left out and why', () => {
  const lines = summaryLines({
    outcome: 'finished',
    photos: 2,
    duplicates: 1,
    otherFiles: 3,
    problems: [{ path: 'bad\u001b.jpg', problem: { reason: 'empty' } }],
    decoded: 2,
    meanThumbnailBytes: 12_345,
    seconds: 2,
    originals: new Map(),
  });
  expect(lines).toEqual([
    'Indexed 2 photos in 2.0 s, 2 of them new (1.0/s); thumbnails 12.3 KB on average',
    '1 exact duplicate left out',
    '3 other files left out',
    '1 file could not be indexed:',
    '  bad .jpg: the file is empty',
  ]);
});
