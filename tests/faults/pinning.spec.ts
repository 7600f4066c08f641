import { readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright/test';
import type { IndexedLibrary } from '../../src/indexer/index-folder.ts';
import { CACHES } from '../../src/shared/tier.ts';
import { randomOf } from '../bench/eviction/random.ts';
import { test as base, expect, storedThumbnails, visit } from '../support/fixtures.ts';
import {
  agreeToKeep,
  halfFiles,
  pinnedFigures,
  pinnedPaths,
  type Quality,
  strip,
  wrongBytes,
} from '../support/keep.ts';
import { filesToKeep, keepLibrary } from '../support/keep-library.ts';
import { withTemporaryFolder } from '../support/site.ts';
import { type Treatment, UnrulySite } from '../support/unruly-site.ts';

const test = base.extend<{ unruly: UnrulySite }, { fifty: IndexedLibrary }>({
  fifty: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures out of this pattern.
    async ({}, use) => withTemporaryFolder(async (folder) => use(await keepLibrary(folder, 46, 4))),
    { scope: 'worker' },
  ],
  unruly: async ({ fifty }, use) => {
    const site = new UnrulySite(fifty);
    await site.start();
    await use(site);
    await site.stop();
  },
});

/** Asks to keep the one month of the library. */
async function keepMonth(page: Page, quality: Quality): Promise<void> {
  await page.getByRole('button', { name: 'Keep July 2024 offline' }).click();
  await agreeToKeep(page, quality);
}

/** Opens a photo, and asks to keep it. */
async function keepPhoto(page: Page, title: string, quality: Quality): Promise<void> {
  await page.getByRole('listitem', { name: title, exact: true }).getByRole('link').click();
  await page.getByRole('button', { name: 'Keep offline', exact: true }).click();
  await agreeToKeep(page, quality);
}

/** What says that all is kept. */
function done(page: Page) {
  return strip(page).getByText(/^50 photos are kept offline/);
}

/** Everything is here, nothing else, nothing wrong, and the books say the same. */
async function expectComplete(page: Page, files: readonly string[]): Promise<void> {
  expect(await pinnedPaths(page)).toEqual(files);
  expect(await wrongBytes(page)).toEqual([]);
  expect((await pinnedFigures(page)).count).toBe(files.length);
  expect(await halfFiles(page)).toBe(0);
}

/** Resolves once the server was asked for so many pictures, from now on. */
function requested(site: UnrulySite, count: number): Promise<void> {
  const until = site.seen.length + count;
  return new Promise((resolve) => {
    site.onRequest = async () => {
      if (site.seen.length >= until) resolve();
    };
  });
}

/** Kills the worker of a page when it is told to, and once it runs. */
async function killerOf(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  let running: string | undefined;
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { runningStatus, versionId } of versions) running = runningStatus === 'running' ? versionId : undefined;
  });
  await session.send('ServiceWorker.enable');
  return async () => {
    await expect.poll(() => running).toBeDefined();
    const versionId = running ?? '';
    running = undefined;
    // One worker by its id: `stopAllWorkers` brings Chromium itself down more often.
    await session.send('ServiceWorker.stopWorker', { versionId });
  };
}

/** Keeps the month while the worker is killed 20 times. */
async function keepUnderKills(page: Page, fifty: IndexedLibrary, unruly: UnrulySite): Promise<void> {
  const random = randomOf(7);
  const kill = await killerOf(page);
  await visit(page, unruly.url);
  let kills = 0;
  let next = 0;
  let killing: Promise<void> | undefined;
  const stored = new Set<string>();
  const again: string[] = [];
  const killSoon = async (ms: number) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    for (const path of await pinnedPaths(page)) stored.add(path);
    await kill();
    kills += 1;
    next = unruly.seen.length + random.between(1, 3);
    killing = undefined;
  };
  unruly.seen.length = 0;
  unruly.onRequest = async (path) => {
    if (stored.has(path)) again.push(path);
    if (kills >= 20 || unruly.seen.length < next) return;
    // Some requests are answered before the worker dies, some half, and some never: however busy the machine is, enough is left
    // to be fetched for the next kill.
    killing ??= killSoon(random.between(0, 40)).catch(() => {});
    if (unruly.seen.length > next + random.between(0, 2)) await killing;
  };
  await keepMonth(page, 'Originals');
  await expect(done(page)).toBeVisible({ timeout: 200_000 });
  await killing;
  expect(kills).toBe(20);
  expect(again).toEqual([]);
  await expectComplete(page, await filesToKeep(fifty, 'Originals'));
}

test('a worker that is killed at 20 random moments fetches nothing again that it had stored, and completes', async ({
  fifty,
  unruly,
  launchOptions,
}) => {
  test.setTimeout(300_000);
  for (let attempt = 1; ; attempt += 1) {
    const browser = await chromium.launch(launchOptions);
    try {
      await keepUnderKills(await browser.newPage(), fifty, unruly);
      return;
    } catch (error) {
      // Chromium itself crashes now and then when it is told to stop a worker: that says nothing about the worker.
      if (browser.isConnected() || attempt === 5) throw error;
    } finally {
      unruly.onRequest = async () => {};
      await browser.close();
    }
  }
});

test('a browser that is killed at 5 random moments goes on where it was', async ({ fifty, unruly, launchOptions }) => {
  test.setTimeout(240_000);
  const random = randomOf(11);
  await withTemporaryFolder(async (profile) => {
    const open = async (): Promise<{ context: BrowserContext; page: Page }> => {
      const context = await chromium.launchPersistentContext(profile, launchOptions);
      return { context, page: await context.newPage() };
    };
    for (let kills = 0; kills < 5; kills += 1) {
      const { context, page } = await open();
      await visit(page, unruly.url);
      const moment = requested(unruly, random.between(3, 25));
      if (kills === 0) await keepMonth(page, 'Originals');
      await moment;
      // The lock of a profile names the process that has it.
      const [pid = ''] = /\d+$/.exec(await readlink(join(profile, 'SingletonLock'))) ?? [];
      process.kill(Number(pid), 'SIGKILL');
      await context.close().catch(() => {});
    }
    const { context, page } = await open();
    await visit(page, unruly.url);
    const files = await filesToKeep(fifty, 'Originals');
    await expect.poll(async () => (await pinnedPaths(page)).length, { timeout: 60_000 }).toBe(files.length);
    await expect(page.getByRole('progressbar')).toBeHidden();
    await expectComplete(page, files);
    await context.close();
  });
});

test('failing requests, other pages, damage, cut connections and redirects are tried again until all is right', async ({
  page,
  fifty,
  unruly,
}) => {
  test.setTimeout(120_000);
  const random = randomOf(3);
  await visit(page, unruly.url);
  const bad: readonly Treatment[] = [
    ...(['hang-up', 'sign-in-page', 'redirect', 'damage'] as const),
    ...[{ status: 500 }, { status: 503 }, { status: 429 }, { status: 206 }, { cutAfter: 300 }],
  ];
  const treated = new Set<Treatment>();
  unruly.treat = (_path, attempt) => {
    // Every kind once, and 5 % on top.
    const kind = bad.find((each) => !treated.has(each));
    if (kind && attempt === 1) {
      treated.add(kind);
      return kind;
    }
    return random.chance(0.05) ? random.pick(bad) : 'serve';
  };
  await keepMonth(page, 'Originals');
  await expect(done(page)).toBeVisible({ timeout: 100_000 });
  expect(treated.size).toBe(bad.length);
  await expectComplete(page, await filesToKeep(fifty, 'Originals'));
});

test('names the photos that could not be had, and why; keeps the rest; and gets them when asked again', async ({
  page,
  fifty,
  unruly,
}) => {
  test.setTimeout(120_000);
  await visit(page, unruly.url);
  const files = await filesToKeep(fifty, 'Previews');
  const [gone, other] = files.filter((path) => path.startsWith('screens/'));
  unruly.treat = (path) => {
    if (path === gone) return { status: 404 };
    return path === other ? 'sign-in-page' : 'serve';
  };
  await keepMonth(page, 'Previews');
  await expect(strip(page).getByText('2 of 50 photos could not be kept.')).toBeVisible({ timeout: 90_000 });
  await page.getByText('Which ones').click();
  await expect(page.getByText(/: it is no longer in the library$/)).toHaveCount(1);
  await expect(page.getByText(/: the library sent something else$/)).toHaveCount(1);
  unruly.treat = () => 'serve';
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(done(page)).toBeVisible({ timeout: 40_000 });
  await expectComplete(page, files);
});

test('waits while the server is away, says so, and goes on by itself', async ({ page, fifty, unruly }) => {
  await visit(page, unruly.url);
  const halfway = requested(unruly, 40);
  await keepMonth(page, 'Originals');
  await halfway;
  await unruly.stop();
  await expect(strip(page).getByText(/^Waiting for the network at \d+ of 50$/)).toBeVisible();
  await unruly.start();
  await expect(done(page)).toBeVisible({ timeout: 40_000 });
  await expectComplete(page, await filesToKeep(fifty, 'Originals'));
});

test('of an original that is half here, only the rest is asked for', async ({ page, unruly }) => {
  await visit(page, unruly.url);
  unruly.treat = (path, attempt) =>
    path.startsWith('originals/') && attempt === 1 ? { holdAfter: 2_500_000 } : 'serve';
  await keepPhoto(page, 'large 1', 'Originals');
  await expect.poll(() => halfFiles(page)).toBe(2);
  unruly.cutHeld();
  await expect(page.getByRole('button', { name: 'Remove offline copy' })).toBeVisible({ timeout: 30_000 });
  expect(unruly.seenBelow('originals/').map(({ range, status }) => [range, status])).toEqual([
    [undefined, 200],
    [`bytes=${2 << 20}-`, 206],
  ]);
  expect(await wrongBytes(page)).toEqual([]);
  expect(await halfFiles(page)).toBe(0);
});

for (const treatment of ['ignore-range', 'refuse-range'] as const) {
  test(`a server that treats a range otherwise is asked for all of it: ${treatment}`, async ({ page, unruly }) => {
    await visit(page, unruly.url);
    unruly.treat = (path, attempt) => {
      if (!path.startsWith('originals/')) return 'serve';
      return attempt === 1 ? { holdAfter: 2_500_000 } : treatment;
    };
    await keepPhoto(page, 'large 2', 'Originals');
    await expect.poll(() => halfFiles(page)).toBe(2);
    unruly.cutHeld();
    await expect(page.getByRole('button', { name: 'Remove offline copy' })).toBeVisible({ timeout: 30_000 });
    expect(unruly.seenBelow('originals/')[1]?.range).toBe(`bytes=${2 << 20}-`);
    expect(await wrongBytes(page)).toEqual([]);
    expect(await pinnedPaths(page)).toHaveLength(3);
    expect(await halfFiles(page)).toBe(0);
  });
}

test('a server that takes 20 seconds for each picture is waited for', async ({ page, unruly }) => {
  test.setTimeout(120_000);
  await visit(page, unruly.url);
  unruly.treat = () => ({ late: 20_000 });
  await keepPhoto(page, 'small 1', 'Previews');
  await expect(page.getByRole('button', { name: 'Remove offline copy' })).toBeVisible({ timeout: 80_000 });
  expect(await wrongBytes(page)).toEqual([]);
});

test('a stored thumbnail whose bytes were changed is found and renewed, and nothing of it is pinned', async ({
  page,
  fifty,
  unruly,
}) => {
  await visit(page, unruly.url);
  await expect.poll(() => storedThumbnails(page)).toBeGreaterThan(0);
  const spoiled = await page.evaluate(async (name) => {
    const cache = await caches.open(name);
    const [request] = await cache.keys();
    const headers = { 'Content-Type': 'image/jpeg' };
    if (request) await cache.put(request, new Response('not what it was', { headers }));
    return request?.url ?? '';
  }, CACHES.thumbnails);
  await keepMonth(page, 'Previews');
  await expect(done(page)).toBeVisible({ timeout: 40_000 });
  await expectComplete(page, await filesToKeep(fifty, 'Previews'));
  const renewed = await page.evaluate(
    async ([name, url]) => (await (await (await caches.open(name)).match(url))?.blob())?.size,
    [CACHES.thumbnails, spoiled] as const,
  );
  expect(renewed).toBeGreaterThan(100);
});

test('stops politely when the storage is full in the middle, loses nothing, and goes on when there is room', async ({
  page,
  fifty,
  unruly,
}) => {
  test.setTimeout(120_000);
  await visit(page, unruly.url);
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(unruly.url);
  const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  const halfway = requested(unruly, 30);
  await keepMonth(page, 'Originals');
  await halfway;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 1 });
  await expect(strip(page).getByText(/^No space left at \d+ of 50/)).toBeVisible({ timeout: 30_000 });
  for (const name of ['Keep previews', 'Cancel', 'Close'])
    await expect(strip(page).getByRole('button', { name })).toBeVisible();
  const before = await pinnedPaths(page);
  expect(await wrongBytes(page)).toEqual([]);
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(done(page)).toBeVisible({ timeout: 60_000 });
  expect(await pinnedPaths(page)).toEqual(expect.arrayContaining(before));
  await expectComplete(page, await filesToKeep(fifty, 'Originals'));
});
