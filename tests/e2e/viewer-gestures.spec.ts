import type { CDPSession, Page } from 'playwright/test';
import { colourAt, near } from '../support/colours.ts';
import { fingers } from '../support/fingers.ts';
import { expect, picture, seeAll, test, tile } from '../support/fixtures.ts';
import { LIBRARY } from '../support/global-setup.ts';
import { hold } from '../support/hold.ts';

test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

async function open(page: Page, url: string, title: string): Promise<CDPSession> {
  await page.goto(url);
  await seeAll(page);
  await tile(page, title).scrollIntoViewIfNeeded();
  await expect(tile(page, title)).toHaveAttribute('data-state', 'thumbnail');
  await tile(page, title).getByRole('link').click();
  await expect(picture(page, title)).not.toHaveAttribute('data-state', 'placeholder');
  return page.context().newCDPSession(page);
}

test('a swipe goes to the next photo and back, and the neighbour is in sight while the finger moves', async ({
  page,
  site,
}) => {
  const touch = await open(page, site.url, 'july 3');
  await expect(picture(page, 'july 3')).toHaveAttribute('data-state', 'full');
  await fingers(touch, [{ x: 350, y: 620 }], [{ x: 150, y: 624 }], false);
  const neighbour = page.locator('.viewer-neighbour canvas');
  const width = await page.locator('.viewer-stage').evaluate((stage) => stage.clientWidth);
  await expect.poll(async () => (await neighbour.boundingBox())?.x).toBeCloseTo(width + 24 - 200, -1);
  const colour = await neighbour.evaluate(colourAt, { x: 0.25, y: 0.25 });
  expect(colour).toEqual(near(LIBRARY[4]?.quarters[0] ?? ''));
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(picture(page, 'july 4')).toBeVisible();
  await expect(page.locator('.viewer-stage canvas')).toHaveCSS('translate', 'none');
  await fingers(touch, [{ x: 50, y: 620 }], [{ x: 300, y: 620 }]);
  await expect(picture(page, 'july 3')).toBeVisible();
});

test('a swipe that is taken back, and one beyond the last photo, change nothing', async ({ page, site }) => {
  const touch = await open(page, site.url, 'july 0');
  await fingers(touch, [{ x: 100, y: 620 }], [{ x: 350, y: 620 }]);
  await expect(page.locator('.viewer-stage canvas')).toHaveCSS('translate', 'none');
  await expect(picture(page, 'july 0')).toBeVisible();
  await fingers(touch, [{ x: 300, y: 620 }], [{ x: 270, y: 620 }], false);
  await expect.poll(() => page.locator('.viewer-neighbour canvas').getAttribute('aria-label')).toBe('july 1');
  // It rests there, so that it has no speed.
  await page.waitForFunction((begun) => performance.now() - begun > 150, await page.evaluate(() => performance.now()));
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(page.locator('.viewer-stage canvas')).toHaveCSS('translate', 'none');
  await expect(picture(page, 'july 0')).toBeVisible();
});

test('a neighbour that comes too late paints over nothing, and nobody waits for it', async ({
  page,
  site,
  context,
}) => {
  // The next photo is in a month that takes its time.
  const june = await hold(context, '**/library/sections/2024-06*');
  await page.goto(site.url);
  await tile(page, 'july 11').getByRole('link').click();
  await expect(picture(page, 'july 11')).not.toHaveAttribute('data-state', 'placeholder');
  const touch = await context.newCDPSession(page);
  await fingers(touch, [{ x: 300, y: 620 }], [{ x: 60, y: 620 }]);
  await expect(page.locator('.viewer-stage canvas')).toHaveCSS('translate', 'none');
  await expect(picture(page, 'july 11')).toBeVisible();
  june.letGo();
  await expect(
    page.getByRole('list', { name: 'Photos', includeHidden: true }).locator('[aria-label="june 0"]').first(),
  ).toBeAttached();
  expect(await page.locator('.viewer-neighbour canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width)).toBe(0);
  await page.keyboard.press('ArrowLeft');
  await expect(picture(page, 'july 10')).toBeVisible();
});

test('a swipe may begin on the buttons at the sides, which a finger that stays presses', async ({ page, site }) => {
  const touch = await open(page, site.url, 'july 3');
  await expect(picture(page, 'july 3')).toHaveAttribute('data-state', 'full');
  const middle = async (name: string) => {
    const box = await page.getByRole('button', { name }).boundingBox();
    return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  };
  const [previous, next] = [await middle('Previous photo'), await middle('Next photo')];
  // Further than to the next photo would be the button's doing.
  await fingers(touch, [next], [{ x: next.x - 260, y: next.y + 4 }]);
  await expect(picture(page, 'july 4')).toBeVisible();
  await expect(page.locator('.viewer-stage canvas')).toHaveCSS('translate', 'none');
  await fingers(touch, [previous], [{ x: previous.x + 260, y: previous.y }]);
  await expect(picture(page, 'july 3')).toBeVisible();
  await expect(page.locator('.viewer-stage canvas')).toHaveCSS('translate', 'none');
  // Only what is seen is pressed.
  await page.keyboard.press('Shift');
  await fingers(touch, [previous], [{ x: previous.x + 2, y: previous.y }]);
  await expect(picture(page, 'july 2')).toBeVisible();
});

test('a finger that the browser takes for something else has meant nothing', async ({ page, site }) => {
  const touch = await open(page, site.url, 'july 3');
  for (const to of [
    { x: 60, y: 620 },
    { x: 300, y: 800 },
  ]) {
    await fingers(touch, [{ x: 300, y: 620 }], [to], false);
    await touch.send('Input.dispatchTouchEvent', { type: 'touchCancel', touchPoints: [] });
    await expect(page.locator('.viewer-stage canvas')).toHaveCSS('translate', 'none');
    await expect(picture(page, 'july 3')).toBeVisible();
  }
});

test('two quick swipes go two photos on', async ({ page, site }) => {
  const touch = await open(page, site.url, 'july 3');
  await expect(picture(page, 'july 3')).toHaveAttribute('data-state', 'full');
  for (let swipe = 0; swipe < 2; swipe += 1) await fingers(touch, [{ x: 300, y: 620 }], [{ x: 60, y: 620 }]);
  await expect(picture(page, 'july 5')).toBeVisible();
});

test('pulling down closes the photo', async ({ page, site }) => {
  const touch = await open(page, site.url, 'july 3');
  await fingers(touch, [{ x: 190, y: 300 }], [{ x: 194, y: 560 }]);
  await expect(page.getByRole('dialog', { name: 'Photo' })).toBeHidden();
  await expect(page).toHaveURL(site.url);
});

test('two fingers go close to what is between them, up to the pixels of the original, and back to the whole', async ({
  page,
  site,
}) => {
  const touch = await open(page, site.url, 'big one');
  const shown = picture(page, 'big one');
  const zoom = page.getByRole('button', { name: 'Full size' });
  // Clear of the buttons at the sides.
  const [x, y] = [187, 600];
  const apart = (distance: number) => [
    { x: x - distance / 2, y },
    { x: x + distance / 2, y },
  ];
  await fingers(touch, apart(100), apart(200));
  await expect(zoom).toHaveAttribute('aria-pressed', 'true');
  await expect(shown).toHaveAttribute('data-state', 'full');
  // 390 px wide when whole: now about twice as large, and the canvas no larger than the screen.
  const half = await shown.evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.height]);
  expect(half[0]).toBeLessThanOrEqual(390);
  expect(half[1]).toBeGreaterThan(400);
  for (let pinch = 0; pinch < 4; pinch += 1) await fingers(touch, apart(60), apart(300));
  const close = await shown.evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.height]);
  expect(close).toEqual(
    await page.locator('.viewer-stage').evaluate((stage) => [stage.clientWidth, stage.clientHeight]),
  );
  for (let pinch = 0; pinch < 5; pinch += 1) await fingers(touch, apart(300), apart(60));
  await expect(zoom).toHaveAttribute('aria-pressed', 'false');
});

test('a picture that is let go of in motion slides on, unless motion is unwelcome', async ({ page, site }) => {
  const touch = await open(page, site.url, 'big one');
  const shown = picture(page, 'big one');
  await page.keyboard.press('z');
  await expect(shown).toHaveAttribute('data-state', 'full');
  const middle = () => shown.evaluate(colourAt, { x: 0.5, y: 0.5 });
  const before = await middle();
  // Not far enough by itself to leave the colour of the middle, 300 px to either side.
  await fingers(touch, [{ x: 100, y: 620 }], [{ x: 300, y: 620 }]);
  await expect.poll(middle).not.toEqual(before);
  await page.keyboard.press('z');
  await page.keyboard.press('z');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await fingers(touch, [{ x: 100, y: 620 }], [{ x: 300, y: 620 }]);
  // It would have slid on in these frames.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 20; frame += 1) await new Promise(requestAnimationFrame);
  });
  expect(await middle()).toEqual(before);
});

test('the wheel goes closer to what is under the pointer, and back', async ({ page, site }) => {
  await open(page, site.url, 'big two');
  const shown = picture(page, 'big two');
  const zoom = page.getByRole('button', { name: 'Full size' });
  // It flies out of its tile, to where it is looked at.
  await shown.evaluate((canvas) => Promise.all(canvas.getAnimations().map(({ finished }) => finished)));
  const box = await shown.boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 4, (box?.y ?? 0) + (box?.height ?? 0) / 4];
  const under = await shown.evaluate(colourAt, { x: 0.25, y: 0.25 });
  await page.mouse.move(x, y);
  for (let turn = 0; turn < 6; turn += 1) await page.mouse.wheel(0, -200);
  await expect(zoom).toHaveAttribute('aria-pressed', 'true');
  await expect(shown).toHaveAttribute('data-state', 'full');
  const close = await shown.boundingBox();
  const at = { x: (x - (close?.x ?? 0)) / (close?.width ?? 1), y: (y - (close?.y ?? 0)) / (close?.height ?? 1) };
  expect(await shown.evaluate(colourAt, at)).toEqual(under.map((channel) => expect.closeTo(channel, -1)));
  for (let turn = 0; turn < 8; turn += 1) await page.mouse.wheel(0, 300);
  await expect(zoom).toHaveAttribute('aria-pressed', 'false');
});

test.describe('out of its tile and back', () => {
  /** Has the page note every animation: what is animated, and where it begins and ends. */
  async function noteAnimations(page: Page): Promise<() => Promise<(readonly [string, string])[]>> {
    await page.addInitScript(() => {
      const noted: [string, string][] = [];
      const { animate } = Element.prototype;
      Element.prototype.animate = function (this: Element, frames, timing) {
        noted.push([this.className, JSON.stringify(frames)]);
        return animate.call(this, frames, timing);
      };
      Object.assign(globalThis, { noted });
    });
    return () => page.evaluate('noted');
  }

  test('the photo comes from where its tile is, and leaves nothing behind on its way back', async ({ page, site }) => {
    const animations = await noteAnimations(page);
    await open(page, site.url, 'july 3');
    const [coming] = (await animations()).filter(([name]) => name === 'viewer-picture');
    expect(coming?.[1]).toMatch(/translate\(-?[\d.]+px, -?[\d.]+px\) scale\(0?\.\d+\)/);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: 'Photo' })).toBeHidden();
    expect((await animations()).filter(([name]) => name === 'viewer-leaving')).toHaveLength(1);
    await expect(page.locator('.viewer-leaving')).toHaveCount(0);
    await expect(tile(page, 'july 3').getByRole('link')).toBeFocused();
  });

  test('nothing moves where motion is unwelcome', async ({ page, site }) => {
    const animations = await noteAnimations(page);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, site.url, 'july 3');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: 'Photo' })).toBeHidden();
    expect(await animations()).toEqual([]);
  });
});
