import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { ensureBrowser } from '../support/browser.ts';
import { BROWSER_ARGS } from '../support/browser-args.ts';
import { startLab } from '../support/lab.ts';
import { machine, revision } from './machine.ts';
import { describe, type Report, summary } from './report.ts';
import { verdict } from './verdict.ts';
import type { Bench, Workload } from './workload.ts';
import { collage } from './workloads/collage.ts';
import { eviction } from './workloads/eviction.ts';
import { growth } from './workloads/growth.ts';
import { hits } from './workloads/hits.ts';
import { importing } from './workloads/import.ts';
import { large } from './workloads/large.ts';
import { next } from './workloads/next.ts';
import { opening } from './workloads/opening.ts';
import { overlay } from './workloads/overlay.ts';
import { rounds } from './workloads/rounds.ts';
import { size } from './workloads/size.ts';
import { start } from './workloads/start.ts';
import { thumbnails } from './workloads/thumbnails.ts';
import { walk } from './workloads/walk.ts';
import { writing } from './workloads/writing.ts';

// The command `npm run bench`: comparison tables, and `bench-results.json`. With `--quick` it only shows that it runs;
// `--only opening,walk` runs some workloads.
const ROOT = resolve(import.meta.dirname, '../..');
const RESULTS = join(ROOT, 'bench-results.json');
const WORKLOADS: readonly Workload[] = [
  opening,
  next,
  hits,
  collage,
  eviction,
  walk,
  rounds,
  thumbnails,
  writing,
  growth,
  start,
  importing,
  large,
  size,
  overlay,
];

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });
const quick = options.quick ?? false;
const only = options.only?.split(',');

const lab = await startLab();
const browser = await chromium.launch({
  executablePath: ensureBrowser(),
  args: [...BROWSER_ARGS],
});
const ends: (() => Promise<void>)[] = [];
try {
  const devTools = await browser.newBrowserCDPSession();
  const bench: Bench = { lab, browser, devTools, quick, rounds: quick ? 2 : 9, atEnd: (end) => ends.push(end) };
  const about = {
    ...{ date: new Date().toISOString(), quick, rounds: bench.rounds, revision: revision(ROOT), machine: machine() },
    versions: { chromium: browser.version(), node: process.version },
  };
  console.log(JSON.stringify(about));
  const reports: Report[] = [];
  for (const workload of WORKLOADS.filter(({ name }) => !only || only.includes(name))) {
    const begun = performance.now();
    const outcome = await workload.run(bench);
    const report = { workload, outcome, seconds: (performance.now() - begun) / 1000 };
    reports.push(report);
    console.log(describe(report));
  }
  console.log(summary(reports));
  if (quick) console.log('With --quick the figures mean nothing: few rounds, of small pictures.');
  await writeFile(RESULTS, `${JSON.stringify({ ...about, workloads: reports.map(toJson) }, undefined, 1)}\n`);
} finally {
  for (const end of ends) await end();
  await browser.close();
  await lab.close();
}

function toJson({ workload: { name, feels, measured }, outcome: { lines, notes = [] }, seconds }: Report) {
  return { name, feels, measured, seconds, notes, lines: lines.map((line) => ({ ...line, verdict: verdict(line) })) };
}
