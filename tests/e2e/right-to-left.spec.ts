import type { Page } from 'playwright/test';
import { fingers } from '../support/fingers.ts';
import { expect, picture, test, tile, tiles } from '../support/fixtures.ts';

// No language of the app is read from right to left yet, so the test answers with a page that is, and a service worker would
// ask past it.
test.use({ serviceWorkers: 'block', hasTouch: true });

const PHONE = { width: 390, height: 844 };

async function open(page: Page, url: string): Promise<void> {
  await page.route(
    ({ href }) => href.split('?')[0] === url,
    async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace('<html lang="en">', '<html dir="rtl">') });
    },
  );
  await page.goto(url);
  await expect(tiles(page).first()).toHaveAttribute('data-state', 'thumbnail');
}

/** How far the page can be scrolled aside, in CSS px. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const far = 1000;
    const places = [far, -far].map((x) => {
      window.scrollTo({ left: x, behavior: 'instant' });
      return Math.abs(window.scrollX);
    });
    return Math.max(...places);
  });
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.ariaLabel);

test('photos begin at the right, below their heading, and go on to the left', async ({ page, site }) => {
  await open(page, site.url);
  const list = await page.getByRole('list', { name: 'Photos' }).boundingBox();
  const [first, second] = [await tile(page, 'july 0').boundingBox(), await tile(page, 'july 1').boundingBox()];
  const heading = await page.getByRole('heading', { level: 2 }).first().boundingBox();
  if (!list || !first || !second || !heading) throw new Error('all of it is on the screen');
  expect(first.x + first.width).toBeCloseTo(list.x + list.width, 0);
  expect(heading.x + heading.width).toBeCloseTo(list.x + list.width, 0);
  expect(second.y).toBe(first.y);
  expect(second.x + second.width).toBeCloseTo(first.x - 4, 0);
});

test('the left arrow key leads to the next photo, in the grid and in the viewer, and the right one back', async ({
  page,
  site,
}) => {
  await open(page, site.url);
  await tile(page, 'july 0').getByRole('link').focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => focused(page)).toBe('july 1');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => focused(page)).toBe('july 2');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => focused(page)).toBe('july 1');
  await page.keyboard.press('Enter');
  await expect(picture(page, 'july 1')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(picture(page, 'july 2')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(picture(page, 'july 1')).toBeVisible();
});

test('the button for the next photo stands at the left, and those at the top stand there too', async ({
  page,
  site,
}) => {
  await open(page, site.url);
  await tile(page, 'july 1').getByRole('link').click();
  const middle = (page.viewportSize()?.width ?? 0) / 2;
  const place = async (name: string) => (await page.getByRole('button', { name, exact: true }).boundingBox())?.x;
  for (const name of ['Next photo', 'Close', 'Full size']) expect(await place(name)).toBeLessThan(middle);
  expect(await place('Previous photo')).toBeGreaterThan(middle);
});

test('a swipe to the right goes to the next photo, which comes from the left', async ({ page, site, context }) => {
  await page.setViewportSize(PHONE);
  await open(page, site.url);
  await tile(page, 'july 0').getByRole('link').click();
  await expect(picture(page, 'july 0')).toHaveAttribute('data-state', 'full');
  const touch = await context.newCDPSession(page);
  await fingers(touch, [{ x: 50, y: 620 }], [{ x: 250, y: 620 }], false);
  const neighbour = page.locator('.viewer-neighbour canvas');
  const stage = await page.locator('.viewer-stage').boundingBox();
  const beside = (stage?.x ?? 0) - (stage?.width ?? 0) - 24;
  await expect.poll(async () => (await neighbour.boundingBox())?.x).toBeCloseTo(beside + 200, -1);
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(picture(page, 'july 1')).toBeVisible();
  await fingers(touch, [{ x: 350, y: 620 }], [{ x: 100, y: 620 }]);
  await expect(picture(page, 'july 0')).toBeVisible();
});

test('nothing sticks out at a side of a phone, on any page', async ({ page, site }) => {
  await page.setViewportSize(PHONE);
  await open(page, site.url);
  expect(await overflow(page)).toBe(0);
  await page.getByRole('button', { name: 'Tier overlay', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Tier overlay' })).toBeVisible();
  expect(await overflow(page)).toBe(0);
  await page.getByRole('button', { name: 'Close tier overlay' }).click();
  await page.getByRole('button', { name: 'Select' }).click();
  await tiles(page).first().getByRole('checkbox').click();
  expect(await overflow(page)).toBe(0);
  await page.getByRole('button', { name: 'Keep offline', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Keep offline' })).toBeVisible();
  expect(await overflow(page)).toBe(0);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Clear selection' }).click();
  await page.getByRole('link', { name: 'Storage' }).click();
  await expect(page.getByRole('heading', { name: 'Storage' })).toBeVisible();
  expect(await overflow(page)).toBe(0);
});
