import type { Locator, Page } from 'playwright/test';
import { expect, tile, tiles } from '../support/fixtures.ts';
import { hold } from '../support/hold.ts';
import { withLargeLibrary } from '../support/large-library.ts';

const BAR = 56;

/** More photos in a month than three screens above the one that is seen. */
const test = withLargeLibrary(1000, 200);

const bar = (page: Page) => page.getByRole('banner');
const name = (page: Page) => bar(page).getByRole('link', { name: 'Afterimage' });
const heading = (page: Page, month: string) => page.getByRole('heading', { name: month });
const slider = (page: Page) => page.getByRole('slider', { name: 'Month' });

/** Where something is in the window once it has come to rest, in CSS px. */
async function topOf(locator: Locator): Promise<number> {
  return locator.evaluate(async (element) => {
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {})));
    return Math.round(element.getBoundingClientRect().top);
  });
}

/** Scrolls as somebody does, in steps of so many CSS px, one in each frame. */
function scroll(page: Page, by: number, steps = 1): Promise<void> {
  return page.evaluate(
    async ([each, count]) => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      for (let step = 0; step < count; step += 1) {
        window.scrollBy(0, each);
        await frame();
      }
      await frame();
    },
    [by, steps] as const,
  );
}

test.beforeEach(async ({ page, large }) => {
  await page.goto(large.url);
  await expect(tiles(page).first()).toHaveAttribute('data-state', 'thumbnail');
});

test('the bar goes on the way down, and is back as soon as somebody turns round', async ({ page }) => {
  await expect(name(page)).toBeInViewport();
  await scroll(page, 60, 5);
  await expect(name(page)).not.toBeInViewport();
  await scroll(page, -10);
  await expect(name(page)).toBeInViewport();
});

test('the bar is there at the top of the page, also where the slider led there', async ({ page }) => {
  await scroll(page, 60, 5);
  await expect(name(page)).not.toBeInViewport();
  await slider(page).focus();
  await page.keyboard.press('Home');
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(name(page)).toBeInViewport();
});

test('the bar comes for the keyboard, and stays while that is in it', async ({ page }) => {
  await scroll(page, 60, 5);
  await expect(name(page)).not.toBeInViewport();
  await page.keyboard.press('Shift+Tab');
  await name(page).focus();
  await expect(name(page)).toBeInViewport();
  await scroll(page, 60, 5);
  await expect(name(page)).toBeInViewport();
});

test('the focus in the bar moves nothing below it', async ({ page }) => {
  await scroll(page, 60, 10);
  await scroll(page, -10);
  const before = await page.evaluate(() => window.scrollY);
  await page.getByRole('link', { name: 'Storage' }).focus();
  await page.getByRole('link', { name: 'Storage' }).hover();
  expect(await page.evaluate(() => window.scrollY)).toBe(before);
});

test('the bar stays while photos are selected, as that ends there', async ({ page }) => {
  await page.getByRole('button', { name: 'Select' }).click();
  await expect(page.getByText('Choose photos')).toBeVisible();
  await scroll(page, 60, 5);
  await expect(page.getByRole('button', { name: 'Select', exact: true })).toBeInViewport();
  await page.getByRole('button', { name: 'Select', exact: true }).click();
  await expect(page.getByText('Choose photos')).toBeHidden();
  await scroll(page, 60, 5);
  await expect(name(page)).not.toBeInViewport();
});

test('the bar is back where selecting begins late, after somebody scrolled on', async ({ page, context, large }) => {
  const selecting = await hold(context, '**/start-selecting-*.js');
  await page.goto(large.url);
  await page.getByRole('button', { name: 'Select' }).click();
  await selecting.reached;
  await scroll(page, 60, 5);
  selecting.letGo();
  await expect(page.getByText('Choose photos')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Select', exact: true })).toBeInViewport();
});

test('months that load above the screen are no reason for the bar to come or go', async ({ page }) => {
  await slider(page).focus();
  await page.keyboard.press('End');
  await expect(tile(page, 'photo 800')).toBeAttached();
  const isAway = () => page.evaluate(() => document.documentElement.dataset['bar'] === 'away');
  await scroll(page, -20);
  expect(await isAway()).toBe(false);
  // Each frame may find that a month above is not as high as was thought.
  for (let turn = 0; turn < 10; turn += 1) {
    await scroll(page, -300);
    expect(await isAway()).toBe(false);
  }
});

test('without motion, the bar comes and goes at once', async ({ page }) => {
  await expect(name(page)).not.toHaveCSS('transition-duration', '0s');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(name(page)).toHaveCSS('transition-duration', '0s');
});

test('the heading of a month stays as long as one of its photos is seen, below the bar or at the top', async ({
  page,
}) => {
  await scroll(page, 600, 8);
  // Its first photo is far away by now.
  expect((await tile(page, 'photo 0').boundingBox())?.y).toBeLessThan(-3000);
  await expect(heading(page, 'December 2026')).toBeInViewport();
  expect(await topOf(heading(page, 'December 2026').locator('..'))).toBe(0);
  await scroll(page, -10);
  expect(await topOf(heading(page, 'December 2026').locator('..'))).toBe(BAR);
});

test('a month pushes the heading of the one before out of the window', async ({ page }) => {
  await slider(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(tile(page, 'photo 200')).toBeAttached();
  const november = heading(page, 'November 2026').locator('..');
  expect(await topOf(november)).toBe(BAR);
  // 30 px of it are seen again.
  await scroll(page, -30);
  const december = await heading(page, 'December 2026').locator('..').boundingBox();
  expect((december?.y ?? 0) + (december?.height ?? 0)).toBeLessThanOrEqual(await topOf(november));
});

test('each month has one heading, in the list before its first photo', async ({ page }) => {
  await scroll(page, 600, 8);
  await expect(page.getByRole('heading', { name: 'December 2026' })).toHaveCount(1);
  const first = page.getByRole('listitem').filter({ has: heading(page, 'December 2026') });
  await expect(first).toHaveAccessibleName('photo 0');
});

test('what the bar would cover is not gone to: a month that the slider leads to begins below it', async ({ page }) => {
  for (const bar of ['away', 'there'] as const) {
    await scroll(page, 60, 10);
    if (bar === 'there') await scroll(page, -10);
    await slider(page).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await expect(slider(page)).toHaveAttribute('aria-valuetext', 'September 2026');
    await expect(tile(page, 'photo 600')).toBeAttached();
    await expect.poll(() => topOf(heading(page, 'September 2026').locator('..'))).toBe(bar === 'there' ? BAR : 0);
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('what can be done stays at the foot, also while the bar is away', async ({ page }) => {
    const actions = page.getByRole('navigation', { name: 'Actions' });
    const before = await actions.boundingBox();
    expect((before?.y ?? 0) + (before?.height ?? 0)).toBe(844);
    await scroll(page, 60, 5);
    await expect(name(page)).not.toBeInViewport();
    expect(await actions.boundingBox()).toEqual(before);
  });
});
