import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type IndexedLibrary, indexFolder } from '../../src/indexer/index-folder.ts';
import { expect, test as plain, seeThumbnails, tiles } from '../support/fixtures.ts';
import { generatePhotos } from '../support/generated-photos.ts';
import { Site, withTemporaryFolder } from '../support/site.ts';

/** What CI has the time for; `AFTERIMAGE_MANY=20000` for more. The slider comes with 300. */
const TOTAL = Number(process.env['AFTERIMAGE_MANY'] ?? 400);
/** What a photo may take on a machine that has other things to do, in ms. */
const MOST_MS = 250;

interface Many {
  readonly library: IndexedLibrary;
  readonly again: IndexedLibrary;
  readonly site: Site;
}

const test = plain.extend<{ many: Many }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures out of this pattern.
  many: async ({}, use) => {
    await withTemporaryFolder(async (folder) => {
      const photos = join(folder, 'photos');
      await generatePhotos(photos, TOTAL);
      await writeFile(join(photos, 'roll-000', 'IMG_000007b.jpg'), 'no photo at all');
      const cache = join(folder, 'cache');
      const library = await indexFolder(photos, { cache });
      const again = await indexFolder(photos, { cache });
      const site = new Site(again);
      await site.start();
      try {
        await use({ library, again, site });
      } finally {
        await site.stop();
      }
    });
  },
});

test('generated photos are indexed, each by itself, and served: the page opens, scrolls, and is led to the oldest', async ({
  page,
  many: { library, again, site },
}) => {
  test.setTimeout(60_000 + TOTAL * MOST_MS);
  expect(library).toMatchObject({ photos: TOTAL, decoded: TOTAL, duplicates: 0 });
  expect(library.problems.map(({ path }) => path)).toEqual(['roll-000/IMG_000007b.jpg']);
  // What is known already is not decoded again.
  expect(again).toMatchObject({ photos: TOTAL, decoded: 0 });
  await page.goto(site.url);
  await seeThumbnails(page);
  await expect(tiles(page).first()).toHaveAttribute('aria-setsize', String(TOTAL));
  await expect(tiles(page).first()).toHaveAttribute('aria-label', 'IMG_000000');
  const slider = page.getByRole('slider', { name: 'Month' });
  await expect(slider).toHaveAttribute('aria-valuetext', 'December 2025');
  const track = await slider.boundingBox();
  const [x, y] = [(track?.x ?? 0) + 20, (track?.y ?? 0) + 1];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (const along of [0.5, 1]) {
    await page.mouse.move(x, y + along * (track?.height ?? 0), { steps: 20 });
    await seeThumbnails(page);
  }
  await page.mouse.up();
  // Twenty years before, at the top of a screen whose end is older still.
  await expect(slider).toHaveAttribute('aria-valuetext', /200[67]$/);
  await expect(tiles(page).last()).toHaveAttribute('aria-label', `IMG_${String(TOTAL - 1).padStart(6, '0')}`);
  await tiles(page).last().click();
  // As small as these are, the picture for the screen is all of it.
  await expect(page.getByRole('dialog', { name: 'Photo' }).locator('[data-state=full]').first()).toBeVisible();
});
