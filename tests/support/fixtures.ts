import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, test as base, chromium, expect, type Page } from 'playwright/test';
import type { Afterimage } from '../../src/console-api.ts';
import { type IndexedLibrary, indexFolder } from '../../src/indexer/index-folder.ts';
import { CACHES } from '../../src/shared/tier.ts';
import { LIBRARY, LIBRARY_VARIABLE } from './global-setup.ts';
import { Interactions } from './interactions.ts';
import { Site } from './site.ts';
import { thumbnailsSeen } from './thumbnails-seen.ts';

declare global {
  // The page's console API, as tests reach it from inside `evaluate`.
  var afterimage: Afterimage;
}

export { expect };

interface WorkerFixtures {
  /** The tests' library, indexed into a cache of this worker's own. */
  library: IndexedLibrary;
}

interface Fixtures {
  /** What the test's pages tell of how they answered. */
  interactions: Interactions;
  /** Nobody has read yet what the app is: else the sentence that says it is in no test's way. */
  isFirstVisit: boolean;
  /** A server of its own with the tests' library. */
  site: Site;
  /** Opens the app in a browser profile that survives `close`, like a user's. */
  openProfile: () => Promise<BrowserContext>;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  library: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures out of this pattern.
    async ({}, use, { workerIndex }) => {
      const folder = process.env[LIBRARY_VARIABLE] ?? '';
      const cache = join(folder, `cache-${workerIndex}`);
      await cp(join(folder, 'cache'), cache, { recursive: true });
      await use(await indexFolder(join(folder, 'photos'), { cache }));
    },
    { scope: 'worker' },
  ],
  interactions: [
    async ({ browser }, use, testInfo) => {
      const interactions = new Interactions();
      const watch = (context: BrowserContext) => void interactions.watch(context).catch(() => {});
      browser.on('context', watch);
      await use(interactions);
      browser.off('context', watch);
      await interactions.write(testInfo);
    },
    { auto: true },
  ],
  site: async ({ library }, use) => {
    const site = new Site(library);
    await site.start();
    await use(site);
    await site.stop();
  },
  isFirstVisit: [false, { option: true }],
  openProfile: async ({ launchOptions, viewport, interactions, isFirstVisit }, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'afterimage-profile-'));
    const opened: BrowserContext[] = [];
    const violations: string[][] = [];
    await use(async () => {
      const context = await chromium.launchPersistentContext(profile, { ...launchOptions, viewport });
      await interactions.watch(context);
      if (!isFirstVisit) await context.addInitScript(noteWelcome);
      context.on('page', (page) => violations.push(collectViolations(page)));
      opened.push(context);
      return context;
    });
    for (const context of opened) await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    expect(violations.flat()).toEqual([]);
  },
  page: async ({ page, isFirstVisit }, use) => {
    if (!isFirstVisit) await page.context().addInitScript(noteWelcome);
    const violations = collectViolations(page);
    await use(page);
    expect(violations).toEqual([]);
  },
});

/** As a page notes that somebody has read what the app is. */
function noteWelcome(): void {
  try {
    localStorage.setItem('afterimage-welcomed', '1');
  } catch {
    // Some pages have no storage, and some tests refuse it.
  }
}

/** Collects what must never happen on any page: uncaught errors, and violations of the Content-Security-Policy. */
export function collectViolations(page: Page): string[] {
  const violations: string[] = [];
  page.on('pageerror', (error) => violations.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text())) violations.push(message.text());
  });
  return violations;
}

/** The tiles of the grid, in order. */
export function tiles(page: Page) {
  return page.getByRole('list', { name: 'Photos' }).getByRole('listitem');
}

/** The tile of one photo. */
export function tile(page: Page, title: string) {
  return page.getByRole('list', { name: 'Photos' }).getByRole('listitem', { name: title, exact: true });
}

/** The picture in the viewer. */
export function picture(page: Page, title: string) {
  return page.getByRole('dialog', { name: 'Photo' }).getByRole('img', { name: title, exact: true });
}

/** Has the browser say that its user wants to save data: then nothing is loaded ahead, and every request is asked for. */
export async function askToSaveData(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { get: () => ({ saveData: true }) });
  });
}

/** Opens the library and waits until the service worker controls the page and stored what the page loaded. */
export async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
  });
  await expect(tiles(page).first()).toHaveAttribute('data-state', 'thumbnail');
}

/** How many thumbnails are stored. */
export function storedThumbnails(page: Page): Promise<number> {
  return page.evaluate(async (name) => (await (await caches.open(name)).keys()).length, CACHES.thumbnails);
}

/** Waits until every photo on the screen has its thumbnail; after a reload, until the page is at its place as well. */
export async function seeThumbnails(page: Page): Promise<void> {
  await page.waitForFunction(thumbnailsSeen);
}

/** Walks through the whole grid, until every tile on the way has its thumbnail; and back a little, which brings the bar. */
export async function seeAll(page: Page): Promise<void> {
  const step = 500;
  for (let y = 0; y <= (await page.evaluate(() => document.documentElement.scrollHeight)); y += step) {
    await page.evaluate((top) => window.scrollTo(0, top), y);
    await page.waitForFunction((top) => {
      const visible = [...document.querySelectorAll<HTMLElement>('.tile')].filter((element) => {
        const box = element.getBoundingClientRect();
        return box.bottom > 0 && box.top < window.innerHeight;
      });
      const arrived = window.scrollY >= Math.min(top, document.documentElement.scrollHeight - window.innerHeight) - 1;
      return arrived && visible.length > 0 && visible.every(({ dataset }) => dataset['state'] === 'thumbnail');
    }, y);
  }
  // In a frame, by which the page has heard of the way down: of both at once it would see a way down only.
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        requestAnimationFrame(() => done(window.scrollBy(0, -10)));
      }),
  );
}

/** Visits the library, sees all of it, and waits until every thumbnail is stored. */
export async function visitAll(page: Page, url: string): Promise<void> {
  await visit(page, url);
  await seeAll(page);
  await expect.poll(() => storedThumbnails(page)).toBe(LIBRARY.length);
}

/** Goes back to the top and waits until the grid wants nothing more: not on the screen, nor on the next. */
export async function settleAtTop(page: Page): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.waitForFunction(() => {
    const near = [...document.querySelectorAll<HTMLElement>('.tile')].filter(
      (element) => element.getBoundingClientRect().top < 2 * window.innerHeight,
    );
    return window.scrollY === 0 && near.length > 0 && near.every(({ dataset }) => dataset['state'] === 'thumbnail');
  });
}

/** Where the app shows this photo by itself. */
export async function addressOf(page: Page, { url }: Pick<Site, 'url'>, title: string): Promise<string> {
  await page.goto(url);
  await seeAll(page);
  return tile(page, title)
    .getByRole('link')
    .evaluate((link: HTMLAnchorElement) => link.href);
}
