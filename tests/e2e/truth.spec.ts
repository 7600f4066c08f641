import type { BrowserContext, Page } from 'playwright/test';
import { add, jpegOf } from '../support/device.ts';
import { askWorker } from '../support/faults.ts';
import { expect, test, tile, visitAll } from '../support/fixtures.ts';
import type { Site } from '../support/site.ts';
import { watchBitmaps } from '../support/truth/bitmaps.ts';
import type { Known } from '../support/truth/claims.ts';
import { quiet } from '../support/truth/quiet.ts';
import { watchReads } from '../support/truth/reads.ts';
import { watchScreen } from '../support/truth/screen.ts';

import { readStored } from '../support/truth/stored.ts';
import { walk } from '../support/truth/walk.ts';

test.use({ viewport: { width: 800, height: 600 } });

/** Has something stand in every tier, and begins to count. */
async function begin(page: Page, site: Site): Promise<Known> {
  await visitAll(page, site.url);
  await page.evaluate(() => window.scrollTo(0, 0));
  await add(page, [await jpegOf('device one.jpg')]);
  await keep(page, ['july 1', 'july 6', 'june 4']);
  const { thumbnails } = await readStored(page);
  await watch(page.context());
  site.forgetRequests();
  await page.goto(`${site.url}?overlay`);
  await quiet(page);
  const { memory } = await page.evaluate(() => afterimage.stats());
  return {
    memoryBudget: memory.budgetBytes,
    thumbnailBudget: 500_000_000,
    thumbnailsBefore: thumbnails.count,
    devicePhotos: 1,
    just: undefined,
  };
}

async function watch(context: BrowserContext): Promise<void> {
  for (const each of [watchBitmaps, watchReads, watchScreen]) await each(context);
}

async function keep(page: Page, titles: readonly string[]): Promise<void> {
  const months: Record<string, string> = { july: '2024-07', june: '2024-06' };
  const pins = await Promise.all(
    titles.map(async (title) => {
      const photo = await tile(page, title).getAttribute('data-photo');
      const section = months[title.split(' ')[0] ?? ''];
      return { scope: { kind: 'photo', photo, section }, quality: 'screen' };
    }),
  );
  await askWorker(page, { type: 'pin', pins });
  const kept = async () => {
    const { value } = await askWorker<{ value: { progress: { state: string; photos: { kept: number } } } }>(page, {
      type: 'pinning',
    });
    return [value.progress.state, value.progress.photos.kept];
  };
  await expect.poll(kept).toEqual(['idle', titles.length]);
}

for (const seed of [1, 2, 3, 4]) {
  test(`every figure agrees with the outside in every step of a walk: seed ${seed}`, async ({ page, site }) => {
    test.setTimeout(180_000);
    const known = await begin(page, site);
    await walk({ page, site, known, isOnline: true }, seed, 125);
  });
}
