import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BrowserContext, TestInfo } from 'playwright/test';
import { percentile } from '../bench/statistics.ts';

/** A file for each test. */
const FOLDER = resolve(import.meta.dirname, '../../test-results/interactions');
const BINDING = 'tellInteractions';
/** Browsers do not tell of shorter ones, in ms. */
const SHORTEST_MS = 16;
const WORST = 10;

/** Events of one interaction share its id; `ms` is from the input until the next frame was on the screen. */
interface Told {
  readonly id: number;
  readonly name: string;
  readonly target: string;
  readonly ms: number;
}

/** What a page told: how many interactions it had since it was loaded, and of which it has to say more. */
interface News {
  readonly load: string;
  readonly count: number;
  readonly told: readonly Told[];
}

/** What pages did to answer those who used them, by the Event Timing API. */
export class Interactions {
  readonly #counts = new Map<string, number>();
  readonly #worst = new Map<string, Told>();

  /** Has all pages of the context tell. */
  async watch(context: BrowserContext): Promise<void> {
    await context.exposeBinding(BINDING, (_, news: News) => this.#hear(news));
    await context.addInitScript(observe, BINDING);
  }

  /** Keeps what was told during a test. */
  async write({ testId, titlePath }: TestInfo): Promise<void> {
    const count = [...this.#counts.values()].reduce((sum, each) => sum + each, 0);
    if (count === 0) return;
    const found: OfTest = { test: titlePath.join(' › '), count, told: [...this.#worst.values()] };
    await mkdir(FOLDER, { recursive: true });
    await writeFile(join(FOLDER, `${testId}.json`), JSON.stringify(found, undefined, 1));
  }

  #hear({ load, count, told }: News): void {
    this.#counts.set(load, Math.max(count, this.#counts.get(load) ?? 0));
    for (const each of told) {
      const key = `${load} ${each.id}`;
      if (each.ms > (this.#worst.get(key)?.ms ?? 0)) this.#worst.set(key, each);
    }
  }
}

interface OfTest {
  readonly test: string;
  readonly count: number;
  readonly told: readonly Told[];
}

/** Forgets what earlier runs kept. */
export function forgetInteractions(): Promise<void> {
  return rm(FOLDER, { recursive: true, force: true });
}

/** From input to frame, in ms, of each interaction that the tests of the last run had; those that took less count as 16. */
export async function interactionsOfLastRun(): Promise<number[]> {
  return durations(await readTests());
}

function durations(tests: readonly OfTest[]): number[] {
  const told = tests.flatMap(({ told }) => told.map(({ ms }) => ms));
  const count = tests.reduce((sum, each) => sum + each.count, 0);
  return [...told, ...Array.from({ length: Math.max(0, count - told.length) }, () => SHORTEST_MS)];
}

/** What the tests of this run kept, in a few lines; empty where nobody did anything. */
export async function interactionLines(): Promise<string[]> {
  const tests = await readTests();
  const all = durations(tests);
  if (all.length === 0) return [];
  const [p50, p95, p98] = [0.5, 0.95, 0.98].map((part) => percentile(all, part));
  const told = tests.flatMap(({ test, told }) => told.map((each) => ({ ...each, test })));
  const worst = told.sort((one, other) => other.ms - one.ms).slice(0, WORST);
  return [
    `Interaction to next paint, ${all.length} interactions: p50 ${p50} ms, p95 ${p95} ms, p98 ${p98} ms. The longest:`,
    ...worst.map(({ ms, name, target, test }) => `  ${ms} ms  ${name} on ${target}, ${test}`),
  ];
}

async function readTests(): Promise<OfTest[]> {
  const names = await readdir(FOLDER).catch(() => []);
  // Written by `write` above.
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(FOLDER, name), 'utf8')) as OfTest));
}

/** Runs in each page before its own scripts, and stands for itself. */
function observe(binding: string): void {
  if (window !== window.top) return;
  const load = Math.random().toString(36);
  const tell: unknown = Reflect.get(window, binding);
  const nameOf = (target: Node | null) =>
    target instanceof Element ? (target.ariaLabel ?? target.textContent.trim().slice(0, 30)) || target.localName : '?';
  const hear = (entries: PerformanceEntryList) => {
    const told = entries.flatMap((entry) => {
      const { interactionId: id, name, target, duration: ms } = entry as PerformanceEventTiming;
      return id > 0 ? [{ id, name, target: nameOf(target), ms }] : [];
    });
    if (typeof tell === 'function') tell({ load, count: performance.interactionCount, told })?.catch(() => {});
  };
  const observer = new PerformanceObserver((list) => hear(list.getEntries()));
  observer.observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  window.addEventListener('pagehide', () => hear(observer.takeRecords()));
}
