import { expect, test, tiles, visit } from '../support/fixtures.ts';
import { countObjects } from './figures.ts';

test('what is lent to the storage page holds nothing of it once it is left', async ({ page, site }) => {
  await visit(page, site.url);
  const devtools = await page.context().newCDPSession(page);
  const pages = () => countObjects(devtools, 'HTMLDivElement.prototype', 'each.matches(".storage")');
  await page.getByRole('link', { name: 'Storage' }).click();
  await expect(page.getByRole('button', { name: 'Keep everything offline' })).toBeVisible();
  expect(await pages()).toBe(1);
  await page.goBack();
  await expect(tiles(page).first()).toBeVisible();
  await expect.poll(pages).toBe(0);
  await page.goForward();
  await expect(page.getByRole('button', { name: 'Keep everything offline' })).toBeVisible();
});
