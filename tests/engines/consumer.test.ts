import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildConsumer, buildLibrary, CONSUMER } from '../support/library-build.ts';
import { Museum } from '../support/museum.ts';
import type { Driver } from './driver.ts';
import { inEveryEngine } from './in-every-engine.ts';

const STAGE = 'body > canvas';

let folder: string;
let museum: Museum;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterimage-consumer-'));
  await buildLibrary();
  await buildConsumer(CONSUMER, folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

// What somebody makes of the library, with the library as it is built.
inEveryEngine((browser) => {
  // A port of its own for each test, and with it a storage of its own.
  beforeEach(async () => {
    museum = new Museum(folder);
    await museum.start();
  });
  afterEach(() => museum.stop());

  it('a PWA of a stranger shows thumbnails, and has them out of the storage the next time', async () => {
    await visit(browser());
    expect(await tiers(browser())).toEqual(['network']);
    await visit(browser());
    expect(await tiers(browser())).toEqual(['thumbnails']);
    expect(museum.requests('/small.jpg')).toBe(12);
  });

  it('a PWA of a stranger has the second look at a full picture out of memory', async () => {
    await visit(browser());
    await show(browser(), 3, 'network');
    await show(browser(), 4, 'network');
    await show(browser(), 3, 'memory');
    expect(museum.requests('/3/large.jpg')).toBe(1);
  });

  it('a PWA of a stranger starts with its server stopped, and has in full what was kept offline', async () => {
    await visit(browser());
    await show(browser(), 3, 'network');
    await browser().click('button');
    await browser().until(() => offline.now.progress.photos.kept === 1);
    // The worker answers for pages and scripts from the second visit on.
    await visit(browser());
    await browser().until(async () => (await (await caches.open('museum-library-v1')).keys()).length >= 2);
    await museum.stop();
    await browser().restart();
    await browser().open(museum.url);
    await browser().until(() => document.querySelectorAll('main canvas[title="thumbnails"]').length === 12);
    await show(browser(), 3, 'pinned');
    await show(browser(), 3, 'memory');
    await browser().click('main canvas[aria-label="Work 5"]');
    await browser().until(() => document.querySelector('output')?.value === 'Work 5: offline');
  });
});

/** Opens it, until all thumbnails are shown and stored. */
async function visit(browser: Driver): Promise<void> {
  await browser.open(museum.url);
  await browser.until(() => document.querySelectorAll('main canvas[title]').length === 12);
  await browser.until(async () => {
    await navigator.serviceWorker.ready;
    // A worker that is just starting may take longer to answer than it is waited for.
    return (await cache.stored().catch(() => undefined))?.count === 12;
  });
}

/** The tiers that the thumbnails came from. */
function tiers(browser: Driver): Promise<string[]> {
  return browser.evaluate(() => [
    ...new Set([...document.querySelectorAll<HTMLElement>('main canvas')].map(({ title }) => title)),
  ]);
}

/** Opens a work, until it is shown in full from this tier. */
async function show(browser: Driver, nth: number, tier: string): Promise<void> {
  const title = `Work ${nth}`;
  await browser.click(`main canvas[aria-label="${title}"]`);
  await browser.until(
    (stage, work, from) => document.querySelector(`${stage}[aria-label="${work}"][title="${from}"]`) !== null,
    ...([STAGE, title, tier] as const),
  );
}
