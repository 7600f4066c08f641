import { cellsOf, figure, type Report, score } from './report.ts';
import { contest } from './verdict.ts';
import type { Line } from './workload.ts';
import { bySize, size } from './workloads/size.ts';

/** On what, and how often, the figures were taken. */
export interface About {
  /** ISO 8601. */
  readonly date: string;
  readonly rounds: number;
  readonly revision: string | undefined;
  readonly machine: {
    readonly processor: string;
    readonly cores: number;
    readonly memoryGb: number;
    readonly system: string;
  };
  /** By the name of the program. */
  readonly versions: Readonly<Record<string, string>>;
}

const HEAD = ['', 'ours', 'peer', 'ratio', 'target', ''];

/** The table that the README has: what users feel, and each figure beside its peer, without those for who looks closely. */
export function readmeTable(about: About, reports: readonly Report[]): string {
  const rows = reports.flatMap(({ workload, outcome }) => [
    [`**${workload.name}**: ${escaped(workload.feels)}`],
    ...outcome.lines.filter(({ detail }) => !detail).map(rowOf),
  ]);
  return [`${conditions(about)} ${score(reports)}`, '', ...table(HEAD, rows)].join('\n');
}

/** What a library costs by its size. */
export function sizeTable(reports: readonly Report[]): string {
  const lines = reports.find(({ workload }) => workload.name === size.name)?.outcome.lines ?? [];
  const [head = [], ...rows] = bySize(lines, (line) => escaped(`${figure(line.ours)} ${line.unit}`.trimEnd()));
  return table(head, rows).join('\n');
}

/** The whole report: for each workload how it is measured, and all of its lines. */
export function fullReport(about: About, reports: readonly Report[]): string {
  const parts = reports.map(({ workload: { name, feels, measured }, outcome: { lines, notes = [] } }) =>
    [
      ...[`## ${name}`, '', `When it is slow: ${escaped(feels)}`, '', escaped(measured), ''],
      ...table(HEAD, lines.map(rowOf)),
      ...notes.map((note) => `\n${escaped(note)}`),
    ].join('\n'),
  );
  return [`# Ours beside its peers\n\n${conditions(about)} ${score(reports)}`, ...parts].join('\n\n');
}

function conditions({ date, rounds, revision, machine, versions }: About): string {
  const { processor, cores, memoryGb, system } = machine;
  const programs = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const of = revision ? `, commit ${revision}` : '';
  return (
    `${programs.join(', ')} on ${cores} cores (${processor}), ${memoryGb} GB, ${system}, ${date.slice(0, 10)}${of}. ` +
    `Medians, with least and most, of ${rounds} rounds where nothing else is said.`
  );
}

function rowOf(line: Line): string[] {
  const [what, ours, peer, peers, ratio, target, verdict] = cellsOf(line);
  const isBad = contest(line) === 'ours loses' || line.target?.met === false;
  const cells = [what, ours, peer && `${peer}: ${peers}`, ratio, target, verdict.toLowerCase()].map(escaped);
  return cells.map((cell, column) => (isBad && column === cells.length - 1 ? `**${cell}**` : cell));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${head.map((_, column) => cells[column] ?? '').join(' | ')} |`);
}

/** Text, and no markup. */
function escaped(text: string): string {
  return text.replace(/[\\|*_`]/g, String.raw`\$&`).replaceAll('<', '&lt;');
}
