import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse, { type Flags, type Result } from 'lighthouse';
import puppeteer, { type Browser } from 'puppeteer-core';
import { indexList } from '../../src/indexer/index-folder.ts';
import { sampleList } from '../../src/indexer/samples.ts';
import { ensureBrowser } from './browser.ts';
import { BROWSER_ARGS } from './browser-args.ts';
import { Site } from './site.ts';

/** What is scored, from 0 to 100. */
export const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;

export type Category = (typeof CATEGORIES)[number];

const METRICS = {
  FCP: 'first-contentful-paint',
  LCP: 'largest-contentful-paint',
  TBT: 'total-blocking-time',
  CLS: 'cumulative-layout-shift',
  SI: 'speed-index',
} as const;

/** Pages of the app with the sample library, by what people call them: paths, given the id of a photo. */
export const PAGES: Readonly<Record<string, (photo: string) => string>> = {
  'the library': () => '',
  'a photo': (photo) => `photo/${photo}`,
  'the storage page': () => 'storage',
};

/** Lighthouse in its default settings, a first visit on a phone with simulated throttling, and the app with the sample library. */
export class Lighthouse {
  readonly #site: Site;
  readonly #browser: Browser;
  readonly #photo: string;
  readonly #folder: string;

  private constructor(site: Site, browser: Browser, photo: string, folder: string) {
    this.#site = site;
    this.#browser = browser;
    this.#photo = photo;
    this.#folder = folder;
  }

  /** Serves the built app in the folder `app`. To be ended. */
  static async start(app: string): Promise<Lighthouse> {
    const folder = await mkdtemp(join(tmpdir(), 'afterimage-lighthouse-'));
    const site = new Site(await indexList('samples', sampleList(), { cache: folder }), app);
    await site.start();
    const browser = await puppeteer.launch({ executablePath: ensureBrowser(), args: [...BROWSER_ARGS] });
    return new Lighthouse(site, browser, await firstPhoto(site.url), folder);
  }

  /** Where the app is. */
  get url(): string {
    return this.#site.url;
  }

  /** Looks at one of `PAGES` once. */
  look(path: (photo: string) => string): Promise<Result> {
    return this.lookAt(this.url + path(this.#photo));
  }

  /** Looks at any address once. */
  async lookAt(url: string): Promise<Result> {
    const page = await this.#browser.newPage();
    try {
      const flags: Flags = { onlyCategories: [...CATEGORIES], logLevel: 'error' };
      const outcome = await lighthouse(url, flags, undefined, page);
      if (!outcome) throw new Error('Lighthouse measured nothing.');
      return outcome.lhr;
    } finally {
      await page.close();
    }
  }

  async end(): Promise<void> {
    await this.#browser.close();
    await this.#site.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function firstPhoto(url: string): Promise<string> {
  const read = async (path: string) => (await fetch(new URL(path, `${url}library/`))).json();
  const { sections } = await read('library.json');
  const { photos } = await read(sections[0].href);
  return photos[0].id;
}

export function score({ categories }: Result, category: Category): number {
  return Math.round((categories[category]?.score ?? 0) * 100);
}

/** Scores, metrics, and by name what cost points. */
export function describe(result: Result): string {
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

/** The share of this machine, from 0 to 1, that is in use while this only waits. */
export async function busyWithOthers(): Promise<number> {
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
