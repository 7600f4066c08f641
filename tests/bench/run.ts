import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import sharp from 'sharp';
import { ensureBrowser } from '../support/browser.ts';
import { BROWSER_ARGS } from '../support/browser-args.ts';
import { startLab } from '../support/lab.ts';
import { writeMarked } from '../support/marked-table.ts';
import { machine, revision } from './machine.ts';
import { fullReport, readmeTable, sizeTable } from './markdown.ts';
import { describe, type Report, summary } from './report.ts';
import { verdict } from './verdict.ts';
import type { Bench } from './workload.ts';
import { WORKLOADS } from './workloads.ts';

// The command `npm run bench`: comparison tables, `bench-results.json` and the same as Markdown. With `--quick` it only shows
// that it runs; `--only opening,walk` runs some workloads; with `README=1` in the environment the README gets its table.
const ROOT = resolve(import.meta.dirname, '../..');
const RESULTS = join(ROOT, 'bench-results');

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });
const quick = options.quick ?? false;
const only = options.only?.split(',');
const unknown = only?.filter((name) => WORKLOADS.every((workload) => workload.name !== name)) ?? [];
if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}: ${WORKLOADS.map(({ name }) => name)}`);

const lab = await startLab();
const browser = await chromium.launch({
  executablePath: ensureBrowser(),
  args: [...BROWSER_ARGS],
});
const ends: (() => Promise<void>)[] = [];
try {
  const devTools = await browser.newBrowserCDPSession();
  const bench: Bench = { lab, browser, devTools, quick, rounds: quick ? 1 : 9, atEnd: (end) => ends.push(end) };
  const about = {
    ...{ date: new Date().toISOString(), quick, rounds: bench.rounds, revision: revision(ROOT), machine: machine() },
    versions: { Chromium: browser.version(), Node: process.versions.node, libvips: sharp.versions.vips },
  };
  console.log(JSON.stringify(about));
  const reports: Report[] = [];
  for (const workload of WORKLOADS.filter(({ name }) => !only || only.includes(name))) {
    const begun = performance.now();
    try {
      const outcome = await workload.run(bench);
      const report = { workload, outcome, seconds: (performance.now() - begun) / 1000 };
      reports.push(report);
      console.log(describe(report));
    } catch (error) {
      // The others have something to say all the same.
      console.error(`\n== ${workload.name} failed ==`, error);
      process.exitCode = 1;
    }
  }
  console.log(summary(reports));
  if (quick) console.log('With --quick the figures mean nothing: one round, of small pictures.');
  await writeFile(`${RESULTS}.json`, `${JSON.stringify({ ...about, workloads: reports.map(toJson) }, undefined, 1)}\n`);
  await writeFile(`${RESULTS}.md`, `${fullReport(about, reports)}\n`);
  if (process.env['README'] === '1') {
    const isWhole = !quick && reports.length === WORKLOADS.length;
    if (isWhole) {
      await writeMarked('bench', readmeTable(about, reports));
      await writeMarked('size', sizeTable(reports));
    } else console.log('The README stays as it is: it has figures of whole runs only.');
  }
} finally {
  for (const end of ends) await end();
  await browser.close();
  await lab.close();
}

function toJson({ workload: { name, feels, measured }, outcome: { lines, notes = [] }, seconds }: Report) {
  return { name, feels, measured, seconds, notes, lines: lines.map((line) => ({ ...line, verdict: verdict(line) })) };
}
