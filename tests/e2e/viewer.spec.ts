import type { Page } from 'playwright/test';
import { askToSaveData, expect, picture, seeAll, test, tile, tiles } from '../support/fixtures.ts';
import type { Site } from '../support/site.ts';

/** Runs in the page: the colour at a point of the canvas, given in fractions of its size. */
function colourAt(canvas: SVGElement | HTMLElement, { x, y }: { x: number; y: number }): number[] {
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error('not a canvas');
  const pixel = canvas.getContext('2d')?.getImageData(canvas.width * x, canvas.height * y, 1, 1).data ?? [];
  return [...pixel].slice(0, 3);
}

/** Matches a colour, give or take what JPEG changes. */
function near(colour: string) {
  const channels = [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
  // Within 5 of 255.
  return channels.map((channel) => expect.closeTo(channel, -1));
}

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

test('has the next photos in memory before they are asked for, and shows them in the same frame', async ({
  page,
  site,
}) => {
  await page.goto(site.url);
  await tile(page, 'july 3').getByRole('link').click();
  await expect(picture(page, 'july 3')).toHaveAttribute('data-state', 'full');
  await expect.poll(async () => (await page.evaluate(() => afterimage.stats())).memory.retained.count).toBe(3);
  for (const title of ['july 4', 'july 5', 'july 4', 'july 3', 'july 2']) {
    const tier = await page.evaluate(async (name) => {
      const forward = document.querySelector<HTMLElement>('.viewer-next');
      const back = document.querySelector<HTMLElement>('.viewer-previous');
      const shown = document.querySelector<HTMLElement>('.viewer-picture');
      const from = Number(shown?.ariaLabel?.split(' ')[1]);
      (Number(name.split(' ')[1]) > from ? forward : back)?.click();
      // The photo beside it is known, so only promises that are settled already lie between.
      await new Promise(requestAnimationFrame);
      return [shown?.ariaLabel, shown?.dataset['tier'], shown?.dataset['state']];
    }, title);
    expect(tier).toEqual([title, 'memory', 'full']);
    await expect
      .poll(async () => (await page.evaluate(() => afterimage.stats())).memory.retained.count)
      .toBeGreaterThan(2);
  }
});

test('loads nothing ahead for somebody who saves data', async ({ page, site }) => {
  await askToSaveData(page);
  await page.goto(site.url);
  await tile(page, 'july 3').getByRole('link').click();
  await expect(picture(page, 'july 3')).toHaveAttribute('data-state', 'full');
  await page.keyboard.press('ArrowRight');
  await expect(picture(page, 'july 4')).toHaveAttribute('data-state', 'full');
  expect([...site.requestsBelow('/library/screens/').values()]).toEqual([1, 1]);
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

test('keeps the keyboard to itself while it is open', async ({ page, site }) => {
  await page.goto(site.url);
  await tile(page, 'july 0').getByRole('link').click();
  await expect(picture(page, 'july 0')).toBeVisible();
  const focused = new Set<string>();
  for (let step = 0; step < 8; step += 1) {
    await page.keyboard.press('Tab');
    focused.add(await page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.tagName ?? ''));
  }
  focused.delete('BODY');
  expect([...focused].sort()).toEqual(['Close', 'Full size', 'Next photo', 'Previous photo']);
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

  test('waits for what is loaded ahead already when the user turns back to it', async ({ page, site }) => {
    let requests = 0;
    let answer = () => {};
    const gate = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.goto(site.url);
    const url = await page.evaluate(async () => {
      const { sections } = await (await fetch('library/library.json')).json();
      const section = new URL(sections[0].href, new URL('library/', document.baseURI));
      const { photos } = await (await fetch(section)).json();
      const before = photos.find(({ title }: { title: string }) => title === 'july 4');
      return new URL(before.screen, section).href;
    });
    await page.route(url, async (route) => {
      requests += 1;
      await gate;
      await route.continue();
    });
    const ahead = page.waitForRequest(url);
    await tile(page, 'july 5').getByRole('link').click();
    await ahead;
    await page.keyboard.press('ArrowLeft');
    await expect(picture(page, 'july 4')).toBeVisible();
    answer();
    await expect(picture(page, 'july 4')).toHaveAttribute('data-state', 'full');
    expect(requests).toBe(1);
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
async function addressOf(page: Page, site: Site, title: string): Promise<string> {
  await page.goto(site.url);
  await seeAll(page);
  return tile(page, title)
    .getByRole('link')
    .evaluate((link: HTMLAnchorElement) => link.href);
}
