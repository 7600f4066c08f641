import { colourAt } from '../support/colours.ts';
import { expect, picture, seeAll, test, tile } from '../support/fixtures.ts';

test('goes close, pixel for pixel of the screen, from the full picture, which is fetched then', async ({
  page,
  site,
}) => {
  await page.goto(site.url);
  await seeAll(page);
  await tile(page, 'big one').getByRole('link').click();
  const shown = picture(page, 'big one');
  await expect(shown).toHaveAttribute('data-state', 'screen');
  const zoom = page.getByRole('button', { name: 'Full size' });
  await zoom.click();
  await expect(zoom).toHaveAttribute('aria-pressed', 'true');
  await expect(shown).toHaveAttribute('data-state', 'full');
  const stage = await page.locator('.viewer-stage').boundingBox();
  const size = await shown.evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.height]);
  expect(size).toEqual([stage?.width, stage?.height]);
  // The middle of the photo has a colour of its own, one tenth of the photo wide: 600 px.
  const middle = await shown.evaluate(colourAt, { x: 0.5, y: 0.5 });
  const beside = await shown.evaluate(colourAt, { x: 0.5 - 320 / (stage?.width ?? 0), y: 0.5 });
  expect(beside).not.toEqual(middle);
  expect(await shown.evaluate(colourAt, { x: 0.5 - 280 / (stage?.width ?? 0), y: 0.5 })).toEqual(middle);
  // Dragged to the right, what was left of the middle is in the middle.
  await page.mouse.move(640, 400);
  await page.mouse.down();
  await page.mouse.move(980, 400, { steps: 4 });
  await page.mouse.up();
  expect(await shown.evaluate(colourAt, { x: 0.5, y: 0.5 })).toEqual(beside);
  await page.keyboard.press('z');
  await expect(zoom).toHaveAttribute('aria-pressed', 'false');
  await expect(shown).toHaveAttribute('data-state', 'full');
  const { memory } = await page.evaluate(() => afterimage.stats());
  expect(memory.leased).toEqual({ count: 1, bytes: 6000 * 4000 * 4 });
  // What is on the screen already is not asked for.
  expect(memory.hits).toBe(0);
});

test('goes close to what was double-clicked', async ({ page, site }) => {
  await page.goto(site.url);
  await seeAll(page);
  await tile(page, 'big two').getByRole('link').click();
  const shown = picture(page, 'big two');
  await expect(shown).toHaveAttribute('data-state', 'screen');
  const box = await shown.boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 4, (box?.y ?? 0) + (box?.height ?? 0) / 4];
  const under = await shown.evaluate(colourAt, { x: 0.25, y: 0.25 });
  await page.mouse.dblclick(x, y);
  await expect(shown).toHaveAttribute('data-state', 'full');
  const close = await shown.boundingBox();
  const at = { x: (x - (close?.x ?? 0)) / (close?.width ?? 1), y: (y - (close?.y ?? 0)) / (close?.height ?? 1) };
  expect(await shown.evaluate(colourAt, at)).toEqual(under.map((channel) => expect.closeTo(channel, -1)));
});

test('from close by, arrow keys move the picture, and step again when it is seen whole', async ({ page, site }) => {
  await page.goto(site.url);
  await seeAll(page);
  await tile(page, 'big one').getByRole('link').click();
  const shown = picture(page, 'big one');
  await page.keyboard.press('z');
  await expect(shown).toHaveAttribute('data-state', 'full');
  // The middle has a colour of its own, 600 × 400 px large: four steps to the right are beside it.
  const middle = await shown.evaluate(colourAt, { x: 0.5, y: 0.5 });
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
  await expect(shown).toBeVisible();
  expect(await shown.evaluate(colourAt, { x: 0.5, y: 0.5 })).not.toEqual(middle);
  await page.keyboard.press('z');
  await page.keyboard.press('ArrowRight');
  await expect(picture(page, 'big two')).toBeVisible();
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('from close by, a finger moves the picture, and neither the page nor the history', async ({ page, site }) => {
    await page.goto(site.url);
    await seeAll(page);
    await tile(page, 'big one').getByRole('link').tap();
    const shown = picture(page, 'big one');
    await page.getByRole('button', { name: 'Full size' }).tap();
    await expect(shown).toHaveAttribute('data-state', 'full');
    const before = await shown.evaluate(colourAt, { x: 0.5, y: 0.5 });
    const finger = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y: 600 }] });
    for (let stroke = 0; stroke < 2; stroke += 1) {
      await touch('touchStart', 50);
      for (let x = 70; x <= 350; x += 20) await touch('touchMove', x);
      await touch('touchEnd', 350);
    }
    await expect(shown).toBeVisible();
    // The middle's colour is 300 px wide to each side; the strokes went 600.
    expect(await shown.evaluate(colourAt, { x: 0.5, y: 0.5 })).not.toEqual(before);
  });
});

test.describe('without a service worker', () => {
  // Where one takes part, Playwright does not always tell that a request was cancelled.
  test.use({ serviceWorkers: 'block' });

  test('stepping back from a full picture that is still on its way cancels it', async ({ page, site }) => {
    await page.goto(site.url);
    await seeAll(page);
    // A server that takes its time; the test waits for the request, not for the answer.
    await page.route('**/library/originals/**', () => {});
    await tile(page, 'big one').getByRole('link').click();
    await expect(picture(page, 'big one')).toHaveAttribute('data-state', 'screen');
    const asked = page.waitForRequest('**/library/originals/**');
    await page.keyboard.press('z');
    const request = await asked;
    const failed = page.waitForEvent('requestfailed', (failure) => failure === request);
    await page.keyboard.press('z');
    await failed;
    await expect(picture(page, 'big one')).toHaveAttribute('data-state', 'screen');
    await expect(page.locator('.viewer-notice')).toBeEmpty();
  });
});

test('fetches the full picture when the window comes to a screen on which the smaller one is soft', async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 900, height: 600 });
  await page.goto(site.url);
  await seeAll(page);
  await tile(page, 'big one').getByRole('link').click();
  await expect(picture(page, 'big one')).toHaveAttribute('data-state', 'screen');
  await page.setViewportSize({ width: 3840, height: 2560 });
  await expect(picture(page, 'big one')).toHaveAttribute('data-state', 'full');
});
