import type { CDPSession, Page } from 'playwright/test';
import type { Random } from '../../bench/eviction/random.ts';
import { askWorker } from '../faults.ts';
import { expect } from '../fixtures.ts';
import type { Site } from '../site.ts';
import type { Known } from './claims.ts';

/** Somebody who uses the app, and what they know. */
export interface Walker {
  readonly page: Page;
  readonly site: Site;
  readonly random: Random;
  /** Stays as long as the walk: with one that ends, Chromium forgets that the network is off. */
  readonly devtools: CDPSession;
  known: Known;
  isOnline: boolean;
}

/** Something that can be done. */
export interface Action {
  readonly name: string;
  /** How often it is done, beside the others. */
  readonly weight: number;
  readonly where: 'grid' | 'viewer' | 'anywhere';
  /** Does it, and says what it was. */
  run(walker: Walker): Promise<string>;
}

/** Bytes of a photo of the tests' library in memory, of those that are not big. */
const PHOTO_BYTES = 900 * 600 * 4;

export const ACTIONS: readonly Action[] = [
  { name: 'open', weight: 6, where: 'grid', run: openPhoto },
  { name: 'scroll', weight: 6, where: 'grid', run: scroll },
  { name: 'next', weight: 8, where: 'viewer', run: ({ page }) => press(page, 'ArrowRight') },
  { name: 'previous', weight: 3, where: 'viewer', run: ({ page }) => press(page, 'ArrowLeft') },
  { name: 'full picture', weight: 3, where: 'viewer', run: ({ page }) => press(page, 'z') },
  { name: 'back', weight: 4, where: 'viewer', run: goBack },
  { name: 'network', weight: 2, where: 'anywhere', run: switchNetwork },
  { name: 'trim', weight: 2, where: 'anywhere', run: trim },
  { name: 'evict', weight: 2, where: 'anywhere', run: evictThumbnails },
  { name: 'evict photo', weight: 2, where: 'anywhere', run: evictPhoto },
  { name: 'budget', weight: 3, where: 'anywhere', run: chooseBudget },
  { name: 'kill worker', weight: 2, where: 'anywhere', run: killWorker },
  { name: 'collect', weight: 3, where: 'anywhere', run: collect },
  { name: 'leaf through', weight: 1, where: 'viewer', run: leafThrough },
  { name: 'glimpse', weight: 1, where: 'grid', run: glimpse },
  { name: 'fling', weight: 1, where: 'grid', run: fling },
];

/** Whether the viewer is open. */
export function isOpen(page: Page): Promise<boolean> {
  return page.evaluate(() => document.querySelector('dialog.viewer[open]') !== null);
}

/** What of `actions` can be done now. */
export async function possibleActions(page: Page, actions = ACTIONS): Promise<readonly Action[]> {
  const here = (await isOpen(page)) ? 'viewer' : 'grid';
  return actions.filter(({ where }) => where === 'anywhere' || where === here);
}

/** One of `actions`, those that are done more often sooner. */
export function chooseAction(actions: readonly Action[], random: Random): Action {
  return random.pick(actions.flatMap((action) => Array.from({ length: action.weight }, () => action)));
}

async function openPhoto({ page, random }: Walker): Promise<string> {
  const titles = await page.evaluate(() => {
    const inSight = ({ link }: { link: HTMLElement | null }) => {
      const box = link?.getBoundingClientRect();
      const top = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return link?.contains(top ?? null) ?? false;
    };
    const tiles = [...document.querySelectorAll('.tile')].map((tile) => ({ tile, link: tile.querySelector('a') }));
    return tiles.filter(inSight).map(({ tile }) => tile.ariaLabel ?? '');
  });
  if (titles.length === 0) return 'open, but nothing is in sight';
  const title = random.pick(titles);
  const link = page.getByRole('list', { name: 'Photos' }).getByRole('link', { name: title, exact: true });
  const box = await link.boundingBox();
  if (!box) return `open ${title}, but it is gone`;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect.poll(() => isOpen(page)).toBe(true);
  return `open ${title}`;
}

async function press(page: Page, key: string): Promise<string> {
  await page.keyboard.press(key);
  return `press ${key}`;
}

async function goBack({ page, random }: Walker): Promise<string> {
  const byHistory = random.chance(0.5);
  if (byHistory) await page.goBack();
  else await page.keyboard.press('Escape');
  await expect.poll(() => isOpen(page)).toBe(false);
  return byHistory ? 'back in the history' : 'back by Escape';
}

async function scroll({ page, random }: Walker): Promise<string> {
  const along = random.number();
  await page.evaluate((part) => {
    window.scrollTo(0, part * (document.documentElement.scrollHeight - window.innerHeight));
  }, along);
  return `scroll to ${along.toFixed(2)}`;
}

async function switchNetwork(walker: Walker): Promise<string> {
  await setOnline(walker, !walker.isOnline);
  return walker.isOnline ? 'online' : 'offline';
}

/** The server goes, and the device knows that it has no network; or both come back. */
export async function setOnline(walker: Walker, isOnline: boolean): Promise<void> {
  const { site, devtools } = walker;
  walker.isOnline = isOnline;
  if (isOnline) await site.start();
  else await site.stop();
  // Playwright would tell the workers, too, and waits for ever for one that was killed meanwhile. Nothing is kept of the answers.
  await devtools.send('Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0 });
  const unlimited = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await devtools.send('Network.emulateNetworkConditions', { offline: !isOnline, ...unlimited });
}

async function trim(walker: Walker): Promise<string> {
  await walker.page.evaluate(() => afterimage.trim());
  walker.known = { ...walker.known, just: 'trimmed' };
  return 'trim()';
}

/** Some thumbnails have to go, or none from now on. */
async function evictThumbnails(walker: Walker): Promise<string> {
  const { page, random } = walker;
  const { bytes } = (await page.evaluate(() => afterimage.stats())).thumbnails;
  const budget = random.chance(0.4) ? 500_000_000 : Math.round(bytes * random.pick([0.3, 0.6, 0.9]));
  await askWorker(page, { type: 'set-thumbnail-budget', bytes: budget });
  walker.known = { ...walker.known, thumbnailBudget: budget };
  return `budget for thumbnails ${budget}`;
}

/** A photo has to go out of memory and storage: the one in the viewer, which somebody draws, or one that is near in the grid. */
async function evictPhoto({ page, random }: Walker): Promise<string> {
  const ids = await page.evaluate(() => {
    const shown = /photo\/([^/]+)$/.exec(location.pathname)?.[1];
    const near = [...document.querySelectorAll<HTMLElement>('.tile')].flatMap(({ dataset }) => dataset['photo'] ?? []);
    return shown ? [shown] : near;
  });
  const id = random.pick(ids);
  await page.evaluate((photo) => afterimage.evict(photo), id);
  return `evict(${id.slice(0, 8)})`;
}

async function chooseBudget(walker: Walker): Promise<string> {
  const bytes = walker.random.pick([0, 2 * PHOTO_BYTES, 5 * PHOTO_BYTES, 64_000_000, 256_000_000]);
  await walker.page.evaluate((budget) => afterimage.setMemoryBudget(budget), bytes);
  walker.known = { ...walker.known, memoryBudget: bytes };
  return `setMemoryBudget(${bytes})`;
}

async function killWorker({ devtools }: Walker): Promise<string> {
  await devtools.send('ServiceWorker.stopAllWorkers');
  return 'kill worker';
}

/** An engine may keep for a while what nobody can reach: collections follow each other until it is gone. */
async function collect(walker: Walker): Promise<string> {
  const { page } = walker;
  let left = 1;
  for (let attempts = 0; left > 0 && attempts < 10; attempts += 1) {
    await page.requestGC();
    left = (await page.evaluate(() => afterimage.stats())).memory.weak.count;
  }
  walker.known = { ...walker.known, just: 'collected' };
  return 'collect';
}

async function leafThrough({ page, random }: Walker): Promise<string> {
  const count = random.between(2, 4);
  for (let step = 0; step < count; step += 1) await page.keyboard.press('ArrowRight');
  return `leaf through ${count} photos`;
}

async function glimpse(walker: Walker): Promise<string> {
  const opened = await openPhoto(walker);
  await walker.page.keyboard.press('Escape');
  await expect.poll(() => isOpen(walker.page)).toBe(false);
  return `${opened}, and go back at once`;
}

async function fling({ page, random }: Walker): Promise<string> {
  const by = random.pick([-300, 300]);
  await page.evaluate(async (step) => {
    for (let frame = 0; frame < 8; frame += 1) {
      window.scrollBy(0, step);
      await new Promise(requestAnimationFrame);
    }
  }, by);
  return `fling by ${by}`;
}
