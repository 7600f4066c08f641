import { expect, picture, test, tile, visit } from '../support/fixtures.ts';
import { agreeToKeep, keepShownPhoto, pinnedFigures, pinnedPaths } from '../support/keep.ts';

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
  await expect(page.getByText(/^Removed\. [\d.]+ KB are free again\.$/).first()).toBeAttached();
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
  await expect(page.getByText(/^12 photos are kept offline, .*KB\.$/).first()).toBeVisible();
  expect(await pinnedPaths(page)).toHaveLength(24);
  await page.getByRole('button', { name: 'Stop keeping July 2024 offline' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect.poll(() => pinnedPaths(page)).toEqual([]);
  await expect(page.getByRole('button', { name: 'Keep July 2024 offline' })).toBeVisible();
});
