import { readFile } from 'node:fs/promises';
import type { CDPSession, Page } from 'playwright';

/** How long the page of a process is kept busy to find it, in ms: the operating system counts in steps of 10. */
const BUSY_MS = 300;
const ATTEMPTS = 10;
const POLL_MS = 100;

/** Memory of the browser's processes, as the operating system tells it, in bytes. */
export interface Footprint {
  /** The process that runs the page: its private memory, and its share of what is shared (PSS). */
  readonly renderer: number;
  /** The process that the others belong to. */
  readonly browser: number;
  /** All processes of the browser, other pages' aside. */
  readonly all: number;
}

const NOTHING: Footprint = { renderer: Number.NaN, browser: Number.NaN, all: Number.NaN };

/** Whether this system tells the memory of a process. */
export async function canReadMemory(): Promise<boolean> {
  return (await proportionalSetSize(process.pid)) !== undefined;
}

/** Reads the memory of the browser, again and again, until it is stopped. */
export class MemoryWatch {
  readonly #devTools: CDPSession;
  readonly #renderer: number;
  readonly #seen: Footprint[] = [];
  #polling: Promise<void> | undefined;
  #stopped = false;

  private constructor(devTools: CDPSession, renderer: number) {
    this.#devTools = devTools;
    this.#renderer = renderer;
  }

  static async start(devTools: CDPSession, page: Page): Promise<MemoryWatch> {
    const watch = new MemoryWatch(devTools, await rendererOf(devTools, page));
    watch.#seen.push(await readFootprint(devTools, watch.#renderer));
    watch.#polling = watch.#poll();
    return watch;
  }

  /** Before anything was done. */
  get first(): Footprint {
    return this.#seen[0] ?? NOTHING;
  }

  /** The most of each, not necessarily at the same moment. */
  get most(): Footprint {
    const most = (key: keyof Footprint) => Math.max(...this.#seen.map((footprint) => footprint[key]));
    return { renderer: most('renderer'), browser: most('browser'), all: most('all') };
  }

  /** When the watch was stopped. */
  get last(): Footprint {
    return this.#seen.at(-1) ?? NOTHING;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#polling;
    this.#seen.push(await readFootprint(this.#devTools, this.#renderer));
  }

  async #poll(): Promise<void> {
    while (!this.#stopped) {
      this.#seen.push(await readFootprint(this.#devTools, this.#renderer));
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}

/** The memory of the browser now; `renderer` is the process that runs the page. */
export async function readFootprint(devTools: CDPSession, renderer: number): Promise<Footprint> {
  const processes = await processesOf(devTools);
  const sizes = await Promise.all(
    processes
      .filter(({ id, type }) => type !== 'renderer' || id === renderer)
      .map(async ({ id, type }) => ({ id, type, bytes: (await proportionalSetSize(id)) ?? 0 })),
  );
  return {
    renderer: sizes.find(({ id }) => id === renderer)?.bytes ?? Number.NaN,
    browser: sizes.find(({ type }) => type === 'browser')?.bytes ?? Number.NaN,
    all: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

async function processesOf(devTools: CDPSession) {
  return (await devTools.send('SystemInfo.getProcessInfo')).processInfo;
}

/** The process that runs the page. Nobody tells which, but it is the one that works when the page does, and alone. */
export async function rendererOf(devTools: CDPSession, page: Page): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = new Map((await renderersOf(devTools)).map(({ id, cpuTime }) => [id, cpuTime]));
    await page.evaluate((ms) => {
      for (const begun = performance.now(); performance.now() - begun < ms; );
    }, BUSY_MS);
    const [first, second] = (await renderersOf(devTools))
      // One that has started meanwhile has worked for itself.
      .map(({ id, cpuTime }) => ({ id, seconds: cpuTime - (before.get(id) ?? cpuTime) }))
      .sort((one, other) => other.seconds - one.seconds);
    if (first && first.seconds > 3 * (second?.seconds ?? 0)) return first.id;
  }
  throw new Error('Which process runs the page cannot be told.');
}

async function renderersOf(devTools: CDPSession) {
  return (await processesOf(devTools)).filter(({ type }) => type === 'renderer');
}

async function proportionalSetSize(pid: number): Promise<number | undefined> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
