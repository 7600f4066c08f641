import type { Page } from 'playwright/test';
import { expect, picture, seeAll, settleAtTop, test, tile, visit, visitAll } from '../support/fixtures.ts';
import { hold } from '../support/hold.ts';

function button(page: Page) {
  return page.getByRole('button', { name: 'Slideshow' });
}

async function open(page: Page, url: string, title: string): Promise<void> {
  await page.clock.install();
  await page.goto(url);
  await seeAll(page);
  await tile(page, title).getByRole('link').click();
  await expect(picture(page, title)).not.toHaveAttribute('data-state', 'placeholder');
}

/** Lets time go by until the photo is shown, and no longer. */
async function waitFor(page: Page, title: string): Promise<void> {
  await expect(async () => {
    await page.clock.fastForward(500);
    await expect(picture(page, title)).toBeVisible({ timeout: 200 });
  }).toPass();
}

/** Lets so much time go by that the slideshow would have gone on. */
async function waitInVain(page: Page, title: string): Promise<void> {
  for (let second = 0; second < 12; second += 1) await page.clock.fastForward(1000);
  await expect(picture(page, title)).toBeVisible();
}

/** Has the page believe that its tab is hidden, or seen again. */
function hide(page: Page, hidden: boolean): Promise<void> {
  return page.evaluate((is) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => is });
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (is ? 'hidden' : 'visible') });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

test('goes from photo to photo, across months, each sharp, and ends at the last', async ({ page, site }) => {
  await open(page, site.url, 'may 10');
  await button(page).click();
  await expect(button(page)).toHaveAttribute('aria-pressed', 'true');
  await page.clock.fastForward(3000);
  await expect(picture(page, 'may 10')).toBeVisible();
  for (const title of ['may 11', 'big one', 'big two']) {
    await waitFor(page, title);
    await expect(picture(page, title)).toHaveAttribute('data-tier', 'memory');
  }
  await expect(page).toHaveTitle('big two – Afterimage');
  await expect(async () => {
    await page.clock.fastForward(1000);
    await expect(button(page)).toHaveAttribute('aria-pressed', 'false', { timeout: 100 });
  }).toPass();
});

test('waits for the next photo until that is sharp', async ({ page, site, context }) => {
  const screens = await hold(context, '**/library/screens/**');
  await open(page, site.url, 'july 3');
  await page.keyboard.press('s');
  await waitInVain(page, 'july 3');
  screens.letGo();
  await waitFor(page, 'july 4');
  await expect(picture(page, 'july 4')).toHaveAttribute('data-state', 'full');
});

test('stops when it is pressed again, when somebody steps or goes close, and when the viewer is closed', async ({
  page,
  site,
}) => {
  await open(page, site.url, 'july 3');
  const ends = [
    () => page.keyboard.press('s'),
    () => button(page).click(),
    () => page.keyboard.press('ArrowRight'),
    () => page.keyboard.press('ArrowLeft'),
    () => page.keyboard.press('+'),
    () => page.keyboard.press('z'),
  ];
  for (const end of ends) {
    await page.keyboard.press('s');
    await expect(button(page)).toHaveAttribute('aria-pressed', 'true');
    await end();
    await expect(button(page)).toHaveAttribute('aria-pressed', 'false');
  }
  await waitInVain(page, 'july 3');
  await page.keyboard.press('s');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Photo' })).toBeHidden();
  await page.clock.fastForward(10_000);
  await expect(page).toHaveURL(site.url);
});

test('pauses while nobody sees the page', async ({ page, site }) => {
  await open(page, site.url, 'july 3');
  await page.keyboard.press('s');
  await hide(page, true);
  await waitInVain(page, 'july 3');
  await expect(button(page)).toHaveAttribute('aria-pressed', 'true');
  await hide(page, false);
  await waitFor(page, 'july 4');
});

test('keeps the screen awake while it runs, and no longer', async ({ page, site }) => {
  await page.addInitScript(() => {
    const locks: string[] = [];
    Object.assign(globalThis, { locks });
    Object.defineProperty(navigator, 'wakeLock', {
      value: {
        request: async (type: string) => {
          locks.push(type);
          return { release: async () => locks.push('released') };
        },
      },
    });
  });
  const locks = () => page.evaluate('locks.join()');
  await open(page, site.url, 'july 3');
  expect(await locks()).toBe('');
  await page.keyboard.press('s');
  await expect.poll(locks).toBe('screen');
  await waitFor(page, 'july 4');
  expect(await locks()).toBe('screen');
  await page.keyboard.press('s');
  await expect.poll(locks).toBe('screen,released');
});

test('shows each photo for as long as was chosen, also the next time', async ({ page, site }) => {
  await open(page, site.url, 'july 3');
  const pace = page.getByRole('combobox', { name: 'Time for each photo' });
  await expect(pace).toBeHidden();
  await page.keyboard.press('s');
  await expect(pace).toHaveValue('4');
  await pace.selectOption('8 s');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Photo' })).toBeHidden();
  await page.reload();
  await tile(page, 'july 3').getByRole('link').click();
  await expect(picture(page, 'july 3')).toHaveAttribute('data-state', 'full');
  await page.keyboard.press('s');
  await expect(pace).toHaveValue('8');
  await page.clock.fastForward(7000);
  await expect(picture(page, 'july 3')).toBeVisible();
  await waitFor(page, 'july 4');
});

test('goes on without a network with what is stored, and leaves out what is not', async ({ page, site }) => {
  await visit(page, site.url);
  await visitAll(page, site.url);
  await settleAtTop(page);
  await site.stop();
  // Of the next two, nothing is left.
  await page.evaluate(async () => {
    const library = await (await fetch('library/library.json')).json();
    const section = new URL(`library/${library.sections[0].href}`, document.baseURI);
    const { photos } = await (await fetch(section)).json();
    const cache = await caches.open('afterimage-thumbnails-v1');
    for (const { thumbnail } of photos.slice(4, 6)) await cache.delete(new URL(thumbnail, section).href);
  });
  await page.setViewportSize({ width: 300, height: 300 });
  await page.clock.install();
  await page.reload();
  await tile(page, 'july 3').getByRole('link').click();
  await expect(picture(page, 'july 3')).toHaveAttribute('data-state', 'thumbnail');
  await page.keyboard.press('s');
  // The first that comes.
  await expect(async () => {
    await page.clock.fastForward(500);
    await expect(picture(page, 'july 3')).toHaveCount(0, { timeout: 200 });
  }).toPass();
  await expect(picture(page, 'july 6')).toHaveAttribute('data-state', 'thumbnail');
});

test('photos fade into each other, unless motion is unwelcome', async ({ page, site }) => {
  await page.addInitScript(() => {
    const faded: string[] = [];
    const { animate } = Element.prototype;
    Element.prototype.animate = function (this: Element, frames, timing) {
      if (JSON.stringify(frames).includes('opacity')) faded.push(this.className);
      return animate.call(this, frames, timing);
    };
    Object.assign(globalThis, { faded });
  });
  const faded = () => page.evaluate('faded.join()');
  await open(page, site.url, 'july 3');
  await page.keyboard.press('s');
  await waitFor(page, 'july 4');
  expect(await faded()).toBe('viewer-picture,viewer-leaving');
  await expect(page.locator('.viewer-leaving')).toHaveCount(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await waitFor(page, 'july 5');
  expect(await faded()).toBe('viewer-picture,viewer-leaving');
});

test('tells readers nothing at each photo', async ({ page, site }) => {
  await open(page, site.url, 'july 3');
  const notice = page.getByRole('dialog', { name: 'Photo' }).getByRole('status', { includeHidden: true });
  await expect(notice).not.toHaveAttribute('aria-live');
  await page.keyboard.press('s');
  await expect(notice).toHaveAttribute('aria-live', 'off');
  await page.keyboard.press('s');
  await expect(notice).not.toHaveAttribute('aria-live');
});
