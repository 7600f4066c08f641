import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import lighthouse, { type Result } from 'lighthouse';
import puppeteer, { type Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '../../src/indexer/build-app.ts';
import { indexList } from '../../src/indexer/index-folder.ts';
import { sampleList } from '../../src/indexer/samples.ts';
import { ensureBrowser } from '../support/browser.ts';
import { BROWSER_ARGS } from '../support/browser-args.ts';
import { Site } from '../support/site.ts';

/** The least score in each category, of 100. */
const LEAST = 95;
/** Runs, at most: what else runs on the machine can cost points, and never gives any, so the best one counts. */
const RUNS = 5;
/**
 * The share of the machine, from 0 to 1, that others may have. Lighthouse takes tasks for as long as the clock says, four times: where
 * none of the cores is free, an app whose tasks take no 12 ms each seems to hang for seconds.
 */
const TOO_BUSY = 0.3;
/**
 * Lighthouse slows the page down by 4 to be a phone, which it is on a desktop computer of this index or more by its own measure
 * (https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md#cpu-throttling); a slower machine is no phone then.
 */
const DESKTOP_INDEX = 1000;
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;
const METRICS = {
  FCP: 'first-contentful-paint',
  LCP: 'largest-contentful-paint',
  TBT: 'total-blocking-time',
  CLS: 'cumulative-layout-shift',
  SI: 'speed-index',
} as const;
const PAGES: Record<string, (photo: string) => string> = {
  'the library': () => '',
  'a photo': (photo) => `photo/${photo}`,
  'the storage page': () => 'storage',
};
const TIMEOUT_MS = 300_000;

let folder: string;
let site: Site;
let browser: Browser;
let photo: string;

beforeAll(async () => {
  const { app } = await buildApp(resolve(import.meta.dirname, '../..'));
  folder = await mkdtemp(join(tmpdir(), 'afterimage-lighthouse-'));
  const library = await indexList('samples', sampleList(), { cache: folder });
  site = new Site(library, app);
  await site.start();
  photo = await firstPhoto();
  browser = await puppeteer.launch({ executablePath: ensureBrowser(), args: [...BROWSER_ARGS] });
}, TIMEOUT_MS);

afterAll(async () => {
  await browser.close();
  await site.stop();
  await rm(folder, { recursive: true, force: true });
});

it.for(Object.entries(PAGES))(
  `%s scores ${LEAST} or more with Lighthouse, on its slow phone with its slow network`,
  { timeout: TIMEOUT_MS },
  async ([name, path]) => {
    const before = await busyWithOthers();
    const runs: Result[] = [];
    const falls = (categories: readonly string[]) => categories.filter((category) => best(runs, category) < LEAST);
    do runs.push(await run(path(photo)));
    while (falls(CATEGORIES).length > 0 && runs.length < RUNS);
    for (const each of runs) console.log(`Lighthouse, ${name}: ${describe(each)}`);
    const index = Math.max(...runs.map(({ environment }) => environment.benchmarkIndex));
    const busy = Math.max(before, falls(CATEGORIES).length > 0 ? await busyWithOthers() : 0);
    const canTell = busy < TOO_BUSY && index >= DESKTOP_INDEX;
    const others = `${Math.round(100 * busy)} %`;
    if (!canTell) console.log(`Performance is not judged: others have ${others} of this machine, of index ${index}.`);
    expect(falls(CATEGORIES.filter((category) => canTell || category !== 'performance'))).toEqual([]);
  },
);

/** The share of this machine, from 0 to 1, that is in use while this test only waits. */
async function busyWithOthers(): Promise<number> {
  const read = () => {
    const times = cpus().flatMap((cpu) => Object.entries(cpu.times));
    const sum = (only?: string) => times.reduce((all, [kind, ms]) => all + (!only || kind === only ? ms : 0), 0);
    return { idle: sum('idle'), all: sum() };
  };
  const before = read();
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const after = read();
  return 1 - (after.idle - before.idle) / (after.all - before.all);
}

async function firstPhoto(): Promise<string> {
  const read = async (path: string) => (await fetch(new URL(path, `${site.url}library/`))).json();
  const { sections } = await read('library.json');
  const { photos } = await read(sections[0].href);
  return photos[0].id;
}

/** A first visit, in Lighthouse's default settings: a phone with simulated throttling. */
async function run(path: string): Promise<Result> {
  const page = await browser.newPage();
  try {
    const outcome = await lighthouse(
      site.url + path,
      { onlyCategories: [...CATEGORIES], logLevel: 'error' },
      undefined,
      page,
    );
    if (!outcome) throw new Error('Lighthouse measured nothing.');
    return outcome.lhr;
  } finally {
    await page.close();
  }
}

function score({ categories }: Result, category: string): number {
  return Math.round((categories[category]?.score ?? 0) * 100);
}

function best(runs: readonly Result[], category: string): number {
  return Math.max(...runs.map((each) => score(each, category)));
}

/** Scores, metrics, and by name what cost points. */
function describe(result: Result): string {
  const scores = CATEGORIES.map((category) => `${category} ${score(result, category)}`);
  const metrics = Object.entries(METRICS).map(([short, id]) => `${short} ${result.audits[id]?.displayValue}`);
  const costly = CATEGORIES.flatMap((category) =>
    (result.categories[category]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (result.audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => id),
  );
  return [scores.join(', '), metrics.join(', '), costly.length > 0 ? `below 90: ${costly.join(', ')}` : '']
    .filter(Boolean)
    .join('; ');
}
