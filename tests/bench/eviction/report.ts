import type { Row, Spread } from './compare.ts';

/** Ratios this close to 1 look like 1 in the table, and count as a draw. */
const DRAW = 0.0005;

/** The table of a comparison, and in words where ours loses to another policy. */
export function report(rows: readonly Row[]): string {
  const head = line(['policy', 'byte hits', 'to LRU', 'to Belady', 'to Belady with leases']);
  const lines: string[] = ['Medians over the seeds (least–most). Ratios are taken seed by seed.'];
  let group = '';
  for (const row of rows) {
    const title = `${row.trace}, ${megabytes(row)}`;
    if (title !== group) lines.push('', title, head);
    group = title;
    lines.push(
      line([
        row.policy,
        ...[row.byteHitRatio, row.ratioToLru, row.ratioToBelady, row.ratioToLeasedBelady].map(formatSpread),
      ]),
    );
  }
  const lost = losses(rows);
  return [...lines, '', ...(lost.length > 0 ? lost : ['Ours loses to none.'])].join('\n');
}

/** A sentence for each trace, budget and policy to which ours loses: on half of the seeds, at least. */
export function losses(rows: readonly Row[]): string[] {
  return rows
    .filter(({ ratioToOurs }) => ratioToOurs.median > 1 + DRAW)
    .map(
      (row) =>
        `OURS LOSES to ${row.policy} on ${row.trace}, ${megabytes(row)}: ` +
        `it has ${row.ratioToOurs.median.toFixed(3)} times our hits (${formatRange(row.ratioToOurs)})`,
    );
}

function megabytes({ budgetBytes }: Row): string {
  return `${budgetBytes / 1e6} MB`;
}

function formatSpread(spread: Spread): string {
  return `${spread.median.toFixed(3)} (${formatRange(spread)})`;
}

function formatRange({ least, most }: Spread): string {
  return `${least.toFixed(2)}–${most.toFixed(2)}`;
}

function line(cells: readonly string[]): string {
  return `  ${cells.map((cell, index) => (index === 0 ? cell.padEnd(14) : cell.padStart(22))).join('')}`;
}
