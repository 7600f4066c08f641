import { colourAt, near } from '../support/colours.ts';
import { addressOf, expect, picture, seeAll, test, tile, tiles } from '../support/fixtures.ts';

test('opens a photo at full size at device resolution, upright and in its own colours', async ({ page, site }) => {
  await page.goto(site.url);
  await tile(page, 'june 0').getByRole('link').click();
  const shown = picture(page, 'june 0');
  await expect(shown).toHaveAttribute('data-state', 'full');
  await expect(shown).toHaveAttribute('data-tier', 'network');
  await expect(page).toHaveURL(/\/photo\/[0-9a-f]{32}$/);
  expect(await shown.evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.height])).toEqual([600, 800]);
  const seen = [];
  for (const y of [0.25, 0.75]) for (const x of [0.25, 0.75]) seen.push(await shown.evaluate(colourAt, { x, y }));
  expect(seen).toEqual(['#c0a020', '#a020a0', '#20a0a0', '#c02020'].map(near));
});

test('shows a photo of 24 megapixels as large as the window, pixel for pixel of the screen', async ({
  browser,
  site,
}) => {
  const context = await browser.newContext({ viewport: { width: 900, height: 600 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  await page.goto(site.url);
  await seeAll(page);
  await tile(page, 'big one').getByRole('link').click();
  const shown = picture(page, 'big one');
  await expect(shown).toHaveAttribute('data-state', 'screen');
  const size = await shown.evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.height]);
  // The scroll bar's room is left free.
  const room = await page.getByRole('dialog').evaluate((dialog) => dialog.clientWidth);
  expect(size).toEqual([room * 2, Math.round((room * 2 * 2) / 3)]);
  expect(site.requestsBelow('/library/originals/')).toEqual(new Map());
  await context.close();
});

test('begins with the thumbnail of the grid in the first frame, and gets sharper by steps, never a step back', async ({
  page,
  site,
}) => {
  await page.goto(site.url);
  await seeAll(page);
  await page.evaluate(() => {
    const states: (string | undefined)[] = [];
    const canvas = document.querySelector<HTMLElement>('.viewer-picture');
    if (!canvas) throw new Error('no viewer');
    new MutationObserver(() => states.push(canvas.dataset['state'])).observe(canvas, {
      attributeFilter: ['data-state'],
    });
    Object.assign(window, { states });
  });
  await tile(page, 'big one').getByRole('link').click();
  await page.keyboard.press('z');
  await expect(picture(page, 'big one')).toHaveAttribute('data-state', 'full');
  expect(await page.evaluate('states')).toEqual(['thumbnail', 'screen', 'full']);
});

test('goes to the next and the previous photo by button and by key, across months, and stops at the ends', async ({
  page,
  site,
}) => {
  await page.goto(site.url);
  await tile(page, 'july 10').getByRole('link').click();
  await page.getByRole('button', { name: 'Next photo' }).click();
  await expect(picture(page, 'july 11')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(picture(page, 'june 0')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(picture(page, 'july 11')).toBeVisible();
  await page.getByRole('button', { name: 'Previous photo' }).click();
  await expect(picture(page, 'july 10')).toHaveAttribute('data-state', 'full');
});

test('closes by button, by Escape and by the back button, and leaves the grid where it was', async ({ page, site }) => {
  await page.goto(site.url);
  await seeAll(page);
  await page.evaluate(() => window.scrollTo(0, 600));
  await expect(tile(page, 'june 2')).toBeInViewport();
  const place = await page.evaluate(() => window.scrollY);
  const close = [
    () => page.getByRole('button', { name: 'Close', exact: true }).click(),
    () => page.keyboard.press('Escape'),
    () => page.goBack(),
  ];
  for (const act of close) {
    await tile(page, 'june 2').getByRole('link').click();
    await expect(picture(page, 'june 2')).toBeVisible();
    await act();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page).toHaveURL(site.url);
    expect(await page.evaluate(() => window.scrollY)).toBe(place);
    await expect(tile(page, 'june 2').getByRole('link')).toBeFocused();
  }
});

test('brings the grid to the photo that was seen last', async ({ page, site }) => {
  await page.setViewportSize({ width: 800, height: 500 });
  await page.goto(site.url);
  await tile(page, 'july 0').getByRole('link').click();
  await expect(picture(page, 'july 0')).toBeVisible();
  for (let step = 0; step < 20; step += 1) {
    const address = page.url();
    await page.keyboard.press('ArrowRight');
    await expect(page).not.toHaveURL(address);
  }
  await page.keyboard.press('Escape');
  await expect(tile(page, 'june 8')).toBeInViewport();
});

test('opens by its address, also after a reload, and closes into the library', async ({ page, site }) => {
  await page.goto(site.url);
  await tile(page, 'july 3').getByRole('link').click();
  await expect(picture(page, 'july 3')).toBeVisible();
  const address = page.url();
  const other = await page.context().newPage();
  await other.goto(address);
  await expect(picture(other, 'july 3')).toHaveAttribute('data-state', 'full');
  await other.reload();
  await expect(picture(other, 'july 3')).toHaveAttribute('data-state', 'full');
  await other.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(other).toHaveURL(site.url);
  await expect(tiles(other).first()).toBeVisible();
});

test('says so when the address names a photo that is not there', async ({ page, site }) => {
  await page.goto(`${site.url}photo/${'0'.repeat(32)}`);
  await expect(page.getByText('This photo is not in the library.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tiles(page).first()).toBeVisible();
});

test('shows the photo from memory when it is opened again, in the same frame', async ({ page, site }) => {
  await page.goto(site.url);
  const messages: string[] = [];
  page.on('console', (message) => messages.push(message.text()));
  await tile(page, 'july 4').getByRole('link').click();
  await expect(picture(page, 'july 4')).toHaveAttribute('data-state', 'full');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  const [state, tier] = await tile(page, 'july 4')
    .getByRole('link')
    .evaluate((link: HTMLElement) => {
      link.click();
      const canvas = document.querySelector<HTMLElement>('.viewer-picture');
      return [canvas?.dataset['state'], canvas?.dataset['tier']];
    });
  expect([state, tier]).toEqual(['full', 'memory']);
  expect(messages.filter((text) => text.endsWith(' july 4'))).toEqual(['FETCHED_IMAGE july 4', 'CACHED_IMAGE july 4']);
});

test('brings the grid to a photo of a month that nobody had scrolled to', async ({ page, site }) => {
  await page.setViewportSize({ width: 500, height: 250 });
  const address = await addressOf(page, site, 'big two');
  await page.goto('about:blank');
  await page.goto(address);
  await expect(picture(page, 'big two')).toHaveAttribute('data-state', 'screen');
  await page.evaluate(() => sessionStorage.clear());
  await page.keyboard.press('Escape');
  await expect(tile(page, 'big two')).toBeInViewport();
  await expect(tile(page, 'big two')).toHaveAttribute('data-state', 'thumbnail');
});

test('an address that is slow to find gives way to what was opened meanwhile', async ({ page, site, browser }) => {
  const address = await addressOf(page, site, 'big two');
  // Without a service worker, which would have the section already.
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const slow = await context.newPage();
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  await slow.route('**/library/sections/2023-01*', async (route) => {
    await gate;
    await route.continue();
  });
  await slow.goto(address);
  await expect(slow.getByRole('dialog', { name: 'Photo' })).toBeVisible();
  await slow.keyboard.press('Escape');
  await tile(slow, 'july 2').getByRole('link').click();
  await expect(picture(slow, 'july 2')).toHaveAttribute('data-state', 'full');
  const arrived = slow.waitForResponse('**/library/sections/2023-01*');
  open();
  await (await arrived).finished();
  await expect(picture(slow, 'july 2')).toBeVisible();
  await context.close();
});

test('closing twice in a hurry does not leave the app', async ({ page, site }) => {
  await page.goto('about:blank');
  await page.goto(site.url);
  await tile(page, 'july 0').getByRole('link').click();
  await expect(picture(page, 'july 0')).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).evaluate((button: HTMLElement) => {
    button.click();
    button.click();
  });
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page).toHaveURL(site.url);
});

test('an address that cannot be a photo shows the library behind a word on it', async ({ page, site }) => {
  await page.goto(`${site.url}photo/nope`);
  await expect(page.getByText('This photo is not in the library.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tiles(page).first()).toHaveAttribute('data-state', 'thumbnail');
});

test('names the window after the photo, also after going to the next', async ({ page, site }) => {
  await page.goto(site.url);
  await tile(page, 'july 0').getByRole('link').click();
  await expect(page).toHaveTitle('july 0 – Afterimage');
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveTitle('july 1 – Afterimage');
  await page.keyboard.press('Escape');
  await expect(page).toHaveTitle('Afterimage');
});

test('takes the focus itself when it opens, so that no button looks chosen', async ({ page, site }) => {
  await page.goto(site.url);
  await tile(page, 'july 0').getByRole('link').click();
  await expect(page.getByRole('dialog', { name: 'Photo' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('dialog', { name: 'Photo' })).toBeFocused();
});

test('keeps the keyboard to itself while it is open', async ({ page, site }) => {
  await page.goto(site.url);
  await tile(page, 'july 0').getByRole('link').click();
  await expect(picture(page, 'july 0')).toBeVisible();
  const focused = new Set<string>();
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab');
    focused.add(await page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.tagName ?? ''));
  }
  focused.delete('BODY');
  expect([...focused].sort()).toEqual([
    ...['Close', 'Download', 'Full screen', 'Full size', 'Information'],
    ...['Keep offline', 'Next photo', 'Previous photo', 'Slideshow'],
  ]);
});

test.describe('with a server that has not everything', () => {
  // The test answers for the server, and a service worker would ask past it.
  test.use({ serviceWorkers: 'block' });

  test('keeps the best picture at hand when a sharper one fails, and says why', async ({ page, site }) => {
    await page.route('**/library/originals/**', (route) => route.fulfill({ status: 500, body: 'broken' }));
    await page.goto(site.url);
    await seeAll(page);
    await tile(page, 'big one').getByRole('link').click();
    await page.getByRole('button', { name: 'Full size' }).click();
    await expect(page.getByText('The photo library answered with an error. Showing the saved preview.')).toBeVisible();
    await expect(picture(page, 'big one')).toHaveAttribute('data-state', 'screen');
    // Once the server has recovered, trying again succeeds, and nothing is said any more.
    await page.unroute('**/library/originals/**');
    await page.keyboard.press('z');
    await page.keyboard.press('z');
    await expect(picture(page, 'big one')).toHaveAttribute('data-state', 'full');
    await expect(page.locator('.viewer-notice')).toBeEmpty();
  });

  test('goes on to the original when the library lacks the screen rendition', async ({ page, site }) => {
    await page.route('**/library/screens/**', (route) => route.fulfill({ status: 404, body: 'gone' }));
    await page.goto(site.url);
    await tile(page, 'july 5').getByRole('link').click();
    await expect(picture(page, 'july 5')).toHaveAttribute('data-state', 'full');
    await expect(page.locator('.viewer-notice')).toBeEmpty();
  });
});

/** The address of a photo, taken from its link in the grid. */
