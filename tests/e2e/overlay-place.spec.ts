import type { Page } from 'playwright/test';
import { expect, test, tile, tiles, visit } from '../support/fixtures.ts';
import { openOverlay, overlay } from '../support/overlay.ts';

const PHONE = { width: 390, height: 844 };

const box = async (page: Page, element = overlay(page)) => {
  const found = await element.boundingBox();
  if (!found) throw new Error('It is not to be seen.');
  return found;
};
const isAtEnd = async (page: Page) => (await box(page)).x > (page.viewportSize()?.width ?? 0) / 2;
const isAtBottom = async (page: Page) => (await box(page)).y > (page.viewportSize()?.height ?? 0) / 2 - 60;
const moveButton = (page: Page) => page.getByRole('button', { name: 'Move tier overlay' });

/** Whether two elements lie over one another. */
async function overlap(page: Page, one: string, other: string): Promise<boolean> {
  return page.evaluate(
    ([first, second]) => {
      const boxes = [first, second].map((selector) => document.querySelector(selector)?.getBoundingClientRect());
      const [a, b] = boxes;
      if (!a || !b) throw new Error('It is not there.');
      return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    },
    [one, other] as const,
  );
}

test('goes to the other side by its button, and by arrow keys, and is there again after a reload', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}?overlay`);
  await expect.poll(() => isAtEnd(page)).toBe(true);
  await moveButton(page).click();
  await expect.poll(() => isAtEnd(page)).toBe(false);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => isAtEnd(page)).toBe(true);
  await page.keyboard.press('ArrowLeft');
  await page.reload();
  await expect(overlay(page)).toBeVisible();
  expect(await isAtEnd(page)).toBe(false);
});

test('is drawn to the other side by its head, and stays where it was when it is drawn a little', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}?overlay`);
  const draw = async (to: (x: number) => number) => {
    // It is higher with each figure that comes.
    const head = await box(page, overlay(page).getByRole('heading', { name: 'Tier overlay' }));
    const [x, y] = [head.x + 20, head.y + 10];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(to(x), y, { steps: 5 });
    await page.mouse.up();
  };
  const before = await box(page);
  await draw((x) => x - 60);
  await expect.poll(async () => (await box(page)).x).toBe(before.x);
  await draw(() => 200);
  await expect.poll(() => isAtEnd(page)).toBe(false);
});

test('on a phone, it is a sheet at the bottom, or at the top', async ({ page, site }) => {
  await page.setViewportSize(PHONE);
  await page.goto(`${site.url}?overlay`);
  await expect.poll(() => isAtBottom(page)).toBe(true);
  await moveButton(page).click();
  await expect.poll(() => isAtBottom(page)).toBe(false);
  expect(await overlap(page, '.overlay', '.actions')).toBe(false);
});

for (const [device, viewport] of Object.entries({ desktop: { width: 1280, height: 800 }, phone: PHONE })) {
  for (const moved of [false, true]) {
    test(`covers no photo, no bar and no slider${moved ? ' where it was moved' : ''}: ${device}`, async ({
      page,
      site,
    }) => {
      await page.setViewportSize(viewport);
      await page.goto(`${site.url}?overlay`);
      await expect(overlay(page)).toBeVisible();
      if (moved) await moveButton(page).click();
      await expect(tiles(page).first()).toHaveAttribute('data-tier', /./);
      await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
      expect(await overlap(page, '.overlay', '.bar')).toBe(false);
      expect(await overlap(page, '.overlay', '.actions')).toBe(false);
      for (const name of ['Select', 'Add photos', 'Tier overlay']) {
        await page.getByRole('button', { name, exact: true }).click({ trial: true });
      }
      // Each photo can be brought to where the panel is not.
      for (const photo of [tiles(page).last(), tiles(page).first()]) {
        await photo.getByRole('link').focus();
        await photo.getByRole('link').click({ trial: true });
      }
      await tile(page, 'july 1').getByRole('link').focus();
      await tile(page, 'july 1').getByRole('link').click();
      for (const name of ['Next photo', 'Previous photo', 'Close', 'Full size', 'Information']) {
        await page.getByRole('button', { name, exact: true }).click({ trial: true });
      }
    });
  }
}

test('the photos keep their place while the page makes room', async ({ page, site }) => {
  await visit(page, site.url);
  // To the top of the window, from which the grid counts.
  await tile(page, 'july 7').evaluate((item) => item.scrollIntoView());
  await tile(page, 'july 7')
    .getByRole('link')
    .evaluate((link) => link.focus({ preventScroll: true }));
  await openOverlay(page);
  await expect(tile(page, 'july 7')).toBeInViewport();
  await expect(tile(page, 'july 7').getByRole('link')).toBeFocused();
});

test('Escape closes it from inside, and leaves the photo open', async ({ page, site }) => {
  await page.goto(`${site.url}?overlay`);
  await tile(page, 'july 1').getByRole('link').click();
  await overlay(page).getByRole('button', { name: 'Copy as JSON' }).focus();
  await page.keyboard.press('Escape');
  await expect(overlay(page)).toBeHidden();
  await expect(page.getByRole('dialog', { name: 'Photo' })).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Photo' })).toBeFocused();
});

test('leaves no timer, listener or observer behind when it is closed', async ({ page, site }) => {
  await page.addInitScript(() => {
    const timers = new Set<number>();
    const [set, clear] = [window.setInterval.bind(window), window.clearInterval.bind(window)];
    const counted = (...args: Parameters<typeof window.setInterval>) => {
      const timer = set(...args);
      timers.add(timer);
      return timer;
    };
    const cleared = (timer: number) => {
      timers.delete(timer);
      clear(timer);
    };
    let observers = 0;
    const { observe, disconnect } = MutationObserver.prototype;
    MutationObserver.prototype.observe = function (...args) {
      observers += 1;
      return observe.apply(this, args);
    };
    MutationObserver.prototype.disconnect = function () {
      observers -= 1;
      return disconnect.call(this);
    };
    Object.assign(window, { setInterval: counted, clearInterval: cleared });
    Object.assign(globalThis, { running: () => ({ timers: timers.size, observers }) });
  });
  await visit(page, site.url);
  const running = () => page.evaluate(() => Reflect.get(globalThis, 'running')());
  await openOverlay(page);
  await page.keyboard.press('o');
  await expect(overlay(page)).toBeHidden();
  const before = await running();
  for (let times = 0; times < 3; times += 1) {
    await openOverlay(page);
    expect(await running()).not.toEqual(before);
    await page.keyboard.press('o');
    await expect(overlay(page)).toBeHidden();
    expect(await running()).toEqual(before);
  }
});
