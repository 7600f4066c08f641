import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { indexFolder } from '../../src/indexer/index-folder.ts';
import { askWorker } from '../support/faults.ts';
import { expect, picture, test, tile, visit } from '../support/fixtures.ts';
import { hold } from '../support/hold.ts';
import { agreeToKeep, keepShownPhoto, pinnedFigures, pinnedPaths, strip } from '../support/keep.ts';
import { plan, writePhotos } from '../support/photos.ts';
import { Site, withTemporaryFolder } from '../support/site.ts';

test('a photo that is kept offline is sharp with the server stopped and the browser restarted', async ({
  site,
  openProfile,
}) => {
  const first = await openProfile();
  const page = await first.newPage();
  await visit(page, site.url);
  await tile(page, 'july 3').getByRole('link').click();
  await keepShownPhoto(page);
  const address = page.url();
  await first.close();
  await site.stop();

  const offline = await (await openProfile()).newPage();
  await offline.goto(address);
  await expect(picture(offline, 'july 3')).toHaveAttribute('data-state', 'full');
  await expect(picture(offline, 'july 3')).toHaveAttribute('data-tier', 'pinned');
  await expect(offline.getByRole('button', { name: 'Remove offline copy' })).toBeVisible();
});

test('originals can be zoomed into offline, previews cannot', async ({ page, site }) => {
  await visit(page, site.url);
  await tile(page, 'big one').getByRole('link').click();
  await keepShownPhoto(page, 'Originals');
  await page.getByRole('button', { name: 'Next photo' }).click();
  await expect(picture(page, 'big two')).toHaveAttribute('data-state', 'screen');
  await keepShownPhoto(page, 'Previews');
  await page.evaluate(() => afterimage.setMemoryBudget(0));
  await site.stop();
  await page.getByRole('button', { name: 'Full size' }).click();
  await expect(page.getByText('Offline. Showing the saved preview.')).toBeVisible();
  await page.getByRole('button', { name: 'Previous photo' }).click();
  await page.getByRole('button', { name: 'Full size' }).click();
  await expect(picture(page, 'big one')).toHaveAttribute('data-state', 'full');
  await expect(picture(page, 'big one')).toHaveAttribute('data-tier', 'pinned');
});

test('removing the offline copy gives its space back, and says how much', async ({ page, site }) => {
  await visit(page, site.url);
  await tile(page, 'july 3').getByRole('link').click();
  await keepShownPhoto(page);
  expect(await pinnedPaths(page)).toEqual([
    expect.stringMatching(/^screens\//),
    expect.stringMatching(/^thumbnails\//),
  ]);
  const { count, bytes } = await pinnedFigures(page);
  expect(count).toBe(2);
  expect(bytes).toBeGreaterThan(1000);
  await page.getByRole('button', { name: 'Remove offline copy' }).click();
  await expect(page.getByRole('button', { name: 'Keep offline', exact: true })).toBeVisible();
  expect(await pinnedPaths(page)).toEqual([]);
  expect(await pinnedFigures(page)).toEqual({ count: 0, bytes: 0 });
  await expect(strip(page).getByText(/^Removed\. [\d.]+ KB are free again\.$/)).toBeVisible();
});

test('says the size before, and changes nothing for whoever thinks better of it', async ({ page, site }) => {
  await visit(page, site.url);
  const control = page.getByRole('button', { name: 'Keep July 2024 offline' });
  await control.click();
  const dialog = page.getByRole('dialog', { name: 'Keep offline' });
  await expect(dialog).toContainText('July 2024, 12 photos');
  await expect(dialog.getByRole('radio', { name: /^Previews.* KB$/ })).toBeChecked();
  await expect(dialog.getByRole('radio', { name: /^Originals.* KB$/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(control).toBeFocused();
  expect(await pinnedPaths(page)).toEqual([]);
});

test('a month is kept as a whole, with progress, and removed as a whole', async ({ page, site }) => {
  await visit(page, site.url);
  await page.getByRole('button', { name: 'Keep July 2024 offline' }).click();
  await agreeToKeep(page);
  await expect(strip(page).getByText(/^12 photos are kept offline, .*KB\.$/)).toBeVisible();
  expect(await pinnedPaths(page)).toHaveLength(24);
  await page.getByRole('button', { name: 'Stop keeping July 2024 offline' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect.poll(() => pinnedPaths(page)).toEqual([]);
  await expect(page.getByRole('button', { name: 'Keep July 2024 offline' })).toBeVisible();
});

test('everything is kept, in two tabs at once without fetching anything twice', async ({ page, site, context }) => {
  await visit(page, site.url);
  const other = await context.newPage();
  await visit(other, site.url);
  await page.bringToFront();
  site.forgetRequests();
  await page.getByRole('navigation').getByRole('link', { name: 'Storage' }).click();
  await page.getByRole('button', { name: 'Keep everything offline' }).click();
  await agreeToKeep(page);
  for (const tab of [page, other]) await expect(strip(tab).getByText(/^38 photos are kept offline/)).toBeVisible();
  expect(await pinnedPaths(page)).toHaveLength(76);
  const screens = [...site.requestsBelow('/library/screens/').values()];
  expect(screens).toHaveLength(38);
  expect(screens.every((count) => count === 1)).toBe(true);
  await expect(other.getByRole('button', { name: 'Stop keeping July 2024 offline' })).toBeVisible();
  await other.close();
});

test('what two wishes cover stays until neither does, in the better of their qualities', async ({ page, site }) => {
  await visit(page, site.url);
  await tile(page, 'july 3').getByRole('link').click();
  await keepShownPhoto(page, 'Originals');
  await page.getByRole('button', { name: 'Close', exact: true }).first().click();
  await page.getByRole('button', { name: 'Keep July 2024 offline' }).click();
  await agreeToKeep(page, 'Previews');
  await expect(strip(page).getByText(/^12 photos are kept offline/)).toBeVisible();
  expect((await pinnedPaths(page)).filter((path) => path.startsWith('originals/'))).toHaveLength(1);
  expect(await pinnedPaths(page)).toHaveLength(25);
  await page.getByRole('button', { name: 'Stop keeping July 2024 offline' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect.poll(async () => (await pinnedPaths(page)).length).toBe(3);
  await tile(page, 'july 3').getByRole('link').click();
  await page.getByRole('button', { name: 'Remove offline copy' }).click();
  await expect.poll(() => pinnedPaths(page)).toEqual([]);
});

test('can be paused, goes on, and can be cancelled', async ({ page, site, context }) => {
  await visit(page, site.url);
  const july = await hold(context, '**/library/screens/**');
  const control = page.getByRole('button', { name: 'Stop keeping July 2024 offline' });
  await page.getByRole('button', { name: 'Keep July 2024 offline' }).click();
  await agreeToKeep(page);
  await expect(control).toHaveAttribute('aria-busy', 'true');
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(control).toHaveAttribute('aria-busy', 'false');
  await expect(control).toHaveAttribute('title', 'Paused');
  await expect(strip(page).getByText(/^Paused at \d+ of 12$/)).toBeVisible();
  july.letGo();
  await page.reload();
  await expect(strip(page).getByText(/^Paused at \d+ of 12$/)).toBeVisible();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(strip(page).getByText(/^12 photos are kept offline/)).toBeVisible();
  const june = await hold(context, '**/library/screens/**');
  await page.getByRole('button', { name: 'Keep June 2024 offline' }).click();
  await agreeToKeep(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(strip(page).getByText('Cancelled. What was not complete was removed.')).toBeVisible();
  june.letGo();
  await expect.poll(async () => (await pinnedPaths(page)).length).toBe(24);
  await expect(control).toBeVisible();
  await expect(page.getByRole('button', { name: 'Keep June 2024 offline' })).toBeVisible();
});

test('asks once, however often somebody clicks', async ({ page, site }) => {
  await visit(page, site.url);
  await page.getByRole('button', { name: 'Keep July 2024 offline' }).evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  const dialog = page.getByRole('dialog', { name: 'Keep offline' });
  await expect(dialog).toBeVisible();
  await agreeToKeep(page);
  await expect(strip(page).getByText(/^12 photos are kept offline/)).toBeVisible();
  await expect(dialog).toHaveCount(0);
});

test('names every month that goes with a selection', async ({ page, site }) => {
  await visit(page, site.url);
  const pins = ['2024-07', '2024-06'].map((section) => ({ scope: { kind: 'section', section }, quality: 'screen' }));
  await askWorker(page, { type: 'pin', pins });
  await expect(strip(page).getByText(/^24 photos are kept offline/)).toBeVisible();
  await page.getByRole('button', { name: 'Select', exact: true }).click();
  for (const title of ['july 11', 'june 0']) await tile(page, title).click();
  await page.getByRole('button', { name: 'Remove offline copy' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove offline copy' });
  await expect(dialog).toContainText('July 2024, June 2024');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect.poll(() => pinnedPaths(page)).toEqual([]);
});

test('how a photo is coming is shown over it to whoever asks, with what can be done about it', async ({
  page,
  site,
  context,
}) => {
  await visit(page, site.url);
  const screens = await hold(context, '**/library/screens/**');
  await tile(page, 'july 3').getByRole('link').click();
  await page.getByRole('button', { name: 'Keep offline', exact: true }).click();
  await agreeToKeep(page);
  await expect(strip(page)).toBeVisible();
  await strip(page).getByRole('button', { name: 'Close' }).click();
  await expect(strip(page)).toBeHidden();
  await page.getByRole('dialog', { name: 'Photo' }).getByRole('button', { name: 'Keep offline' }).click();
  await expect(strip(page).getByRole('button', { name: 'Pause' })).toBeVisible();
  screens.letGo();
  await expect(strip(page).getByText(/^1 photo is kept offline/)).toBeVisible();
});

test('refuses politely what the browser would not allow, and offers what fits', async ({ page, site }) => {
  // Chromium's own account says 10 GiB, whatever the device has: here it is one that knows.
  await page.addInitScript(() => {
    navigator.storage.estimate = async () => ({ quota: 1_600_000, usage: 1_000_000 });
  });
  await visit(page, site.url);
  await page.getByRole('navigation').getByRole('link', { name: 'Storage' }).click();
  await page.getByRole('button', { name: 'Keep everything offline' }).click();
  const dialog = page.getByRole('dialog', { name: 'Keep offline' });
  await dialog.getByRole('radio', { name: 'Originals' }).check();
  await expect(
    dialog.getByText(/^This takes 8\d\d KB, and the browser allows 600 KB more\. Previews would fit\.$/),
  ).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Keep', exact: true })).toBeDisabled();
  await dialog.getByRole('radio', { name: 'Previews' }).check();
  await dialog.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(strip(page).getByText(/^38 photos are kept offline/)).toBeVisible();
});

test('counts what is here already when it says whether something fits', async ({ page, site }) => {
  await visit(page, site.url);
  await page.getByRole('button', { name: 'Keep July 2024 offline' }).click();
  await agreeToKeep(page, 'Originals');
  await expect(strip(page).getByText(/^12 photos are kept offline/)).toBeVisible();
  const { bytes } = await pinnedFigures(page);
  await page.evaluate((quota) => {
    navigator.storage.estimate = async () => ({ quota, usage: 0 });
  }, 1_000_000 - bytes);
  await page.getByRole('navigation').getByRole('link', { name: 'Storage' }).click();
  await page.getByRole('button', { name: 'Keep everything offline' }).click();
  const dialog = page.getByRole('dialog', { name: 'Keep offline' });
  await dialog.getByRole('radio', { name: 'Originals' }).check();
  await expect(dialog.getByText(/^The browser allows \d+ KB more\.$/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Keep', exact: true })).toBeEnabled();
});

test('a photo that comes into a month that is kept is kept too, and one that goes gives its space back', async ({
  page,
}) => {
  await withTemporaryFolder(async (folder) => {
    const index = () => indexFolder(join(folder, 'photos'), { cache: join(folder, 'cache') });
    const photo = (name: string, day: number) => plan(name, day, '2024-07');
    await writePhotos(join(folder, 'photos'), [photo('one.jpg', 1), photo('two.jpg', 2)]);
    const site = new Site(await index());
    await site.start();
    try {
      await visit(page, site.url);
      await page.getByRole('button', { name: 'Keep July 2024 offline' }).click();
      await agreeToKeep(page);
      await expect(strip(page).getByText(/^2 photos are kept offline/)).toBeVisible();
      const before = await pinnedPaths(page);
      await writePhotos(join(folder, 'photos'), [photo('three.jpg', 3)]);
      await rm(join(folder, 'photos', 'one.jpg'));
      await index();
      await page.reload();
      await expect(tile(page, 'three')).toBeVisible();
      await expect.poll(async () => (await pinnedPaths(page)).filter((path) => !before.includes(path)).length).toBe(2);
      await expect.poll(async () => (await pinnedPaths(page)).length).toBe(4);
      expect((await pinnedFigures(page)).count).toBe(4);
    } finally {
      await site.stop();
    }
  });
});
