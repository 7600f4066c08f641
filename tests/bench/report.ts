import type { Spread } from './statistics.ts';
import { type Contest, contest, verdict } from './verdict.ts';
import type { Line, Outcome, Workload } from './workload.ts';

const WIDTH = 120;
const HEAD = ['', 'ours', 'peer', '', 'ratio', 'target', 'verdict'];

/** A workload, and what came of it. */
export interface Report {
  readonly workload: Pick<Workload, 'name' | 'feels' | 'measured'>;
  readonly outcome: Outcome;
  readonly seconds: number;
}

/** The table of a workload, with what it means and how it was measured. */
export function describe({ workload, outcome, seconds }: Report): string {
  return [
    `\n== ${workload.name} (${Math.round(seconds)} s) ==`,
    `When it is slow: ${workload.feels}`,
    ...wrapped(workload.measured),
    '',
    ...table([HEAD, ...outcome.lines.map(cellsOf)]),
    ...(outcome.notes ?? []),
  ].join('\n');
}

/** The end of a report: every loss and every target that was missed, by name. */
export function summary(reports: readonly Report[]): string {
  const all = linesOf(reports);
  const missed = all.filter(({ line }) => line.target && !line.target.met);
  const lost = all.filter(({ line }) => contest(line) === 'ours loses');
  const names = (lines: typeof all) =>
    lines.map(({ line, of }) => `  ${of}: ${line.what}, ${cellsOf(line).slice(1).filter(Boolean).join(' | ')}`);
  return [
    `\n${score(reports)} ${missed.length === 0 ? '' : 'Missed:'}`,
    ...names(missed),
    lost.length === 0 ? 'Ours loses nowhere.' : 'Ours loses:',
    ...names(lost),
  ].join('\n');
}

/** How many targets were met, and how ours fared against the peers. */
export function score(reports: readonly Report[]): string {
  const all = linesOf(reports);
  const targets = all.flatMap(({ line }) => line.target ?? []);
  const count = (outcome: Contest) => all.filter(({ line }) => contest(line) === outcome).length;
  const [won, drawn, lost] = [count('ours wins'), count('draw'), count('ours loses')];
  const met = targets.filter(({ met }) => met).length;
  return `${met} of ${targets.length} targets met; against peers ${won} won, ${drawn} drawn, ${lost} lost.`;
}

function linesOf(reports: readonly Report[]): { line: Line; of: string }[] {
  return reports.flatMap(({ workload, outcome }) => outcome.lines.map((line) => ({ line, of: workload.name })));
}

/** A line as words: what it is, ours, the peer's name and figure, ratio, target, verdict. */
export function cellsOf(line: Line): [string, string, string, string, string, string, string] {
  const { what, unit, ours, peer, ratio, target } = line;
  return [
    what,
    `${figure(ours)} ${unit}`.trimEnd(),
    peer?.name ?? '',
    peer ? `${figure(peer.figure)} ${unit}`.trimEnd() : '',
    ratio ? `${figure(ratio)} x` : '',
    target?.text ?? '',
    verdict(line),
  ];
}

/** The median, with least and most in parentheses where they differ. */
export function figure({ median, least, most }: Spread): string {
  return least === most ? digits(median) : `${digits(median)} (${digits(least)}–${digits(most)})`;
}

function digits(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3);
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
