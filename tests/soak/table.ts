import type { Course } from './flat.ts';

const HEADS = ['begin', 'middle', 'end', 'peak', 'allowed'];
const WIDTH = 12;

/** The courses side by side, a line for each, and the verdict. */
export function table(found: readonly Course[]): string {
  const longest = Math.max(...found.map(({ figure }) => figure.length));
  const line = (figure: string, cells: readonly string[], verdict: string) =>
    [figure.padEnd(longest), ...cells.map((cell) => cell.padStart(WIDTH)), ` ${verdict}`].join(' ');
  const rows = found.map(({ figure, parts, peak, allowed, verdict }) =>
    line(figure, [...parts, peak, allowed].map(show), verdict === 'grows' ? 'GROWS' : verdict),
  );
  return [line('figure', HEADS, 'verdict'), ...rows].join('\n');
}

function show(value: number): string {
  return Math.floor(value).toLocaleString('en');
}
