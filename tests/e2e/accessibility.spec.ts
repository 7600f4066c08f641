import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { violations } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';
import { misfits, smallTargets } from '../support/layout-checks.ts';
import { SyntheticSite } from '../support/synthetic-site.ts';
import { VIEWS, type View, type ViewSite } from '../support/views.ts';

/** Every view looks as it should: what comes of this is kept by CI, and looked at by people. */
const SCREENSHOTS = resolve(import.meta.dirname, '../../test-results/screenshots');
/** Enough for the month slider. */
const LARGE = { total: 400, perMonth: 100 };

const DEVICES = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
} as const;

test.beforeAll(() => mkdir(SCREENSHOTS, { recursive: true }));

for (const [device, options] of Object.entries(DEVICES)) {
  test.describe(`on a ${device}`, () => {
    test.use({ ...options, isFirstVisit: true });

    for (const view of VIEWS) {
      test(`${view.name}: everybody can read and use it, in light and dark, and with large text`, async ({
        page,
        site,
      }) => {
        await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
        await open(view, page, site);
        const shoot = (how: string) =>
          page.screenshot({ path: join(SCREENSHOTS, `${view.name.replaceAll(' ', '-')}.${device}.${how}.png`) });
        await shoot('light');
        expect(await violations(page)).toEqual([]);
        expect(await misfits(page)).toEqual([]);
        if (device === 'phone') expect(await smallTargets(page)).toEqual([]);
        await page.emulateMedia({ colorScheme: 'dark' });
        await shoot('dark');
        expect(await violations(page, ['color-contrast'])).toEqual([]);
        await page.emulateMedia({ forcedColors: 'active' });
        await shoot('forced-colours');
        await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
        await enlargeText(page);
        await shoot('large-text');
        expect(await misfits(page)).toEqual([]);
      });
    }
  });
}

async function open(view: View, page: Page, small: ViewSite): Promise<void> {
  if (!view.isLarge) return view.open(page, small);
  const large = new SyntheticSite(LARGE.total, LARGE.perMonth);
  await large.start();
  try {
    await view.open(page, large);
  } finally {
    await large.stop();
  }
}

/** As somebody has it who chose text twice as large in their browser. */
async function enlargeText(page: Page): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  // The grid measures text when its own width changes: here by hand, elsewhere when it opens.
  await page.setViewportSize({ width: width - 2, height });
  await page.setViewportSize({ width: Math.min(width, 1280), height });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

test('the Tab key goes through the page as it is seen: bar, photos, slider, credits', async ({ page }) => {
  const large = new SyntheticSite(LARGE.total, LARGE.perMonth);
  await large.start();
  try {
    const credits = [{ text: 'Who took them', href: 'https://example.com/' }];
    await page.route('**/library/library.json', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), credits } });
    });
    await page.goto(large.url);
    await expect(page.getByRole('link', { name: 'Who took them' })).toBeAttached();
    await expect(page.getByRole('listitem').first()).toBeVisible();
    const names: string[] = [];
    for (let stop = 0; stop < 20 && names.at(-1) !== 'Who took them'; stop += 1) {
      await page.keyboard.press('Tab');
      names.push(
        await page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent ?? ''),
      );
    }
    const [months, rest] = [
      names.filter((name) => /^Keep \w+ \d+ offline$/.test(name)),
      names.filter((name) => !/^Keep/.test(name)),
    ];
    expect(months[0]).toBe('Keep December 2026 offline');
    expect(names.indexOf('Keep December 2026 offline')).toBe(names.indexOf('photo 0') - 1);
    expect(rest.filter((name) => name !== 'Add a folder')).toEqual([
      'Afterimage',
      'Select',
      'Add photos',
      'Storage',
      'Tier overlay',
      'photo 0',
      'Month',
      'Who took them',
    ]);
  } finally {
    await large.stop();
  }
});

test('nothing is said while somebody scrolls, pictures come, and the overlay counts them', async ({ page, site }) => {
  await page.goto(`${site.url}?overlay`);
  await expect(page.getByRole('log')).toContainText('FETCHED_IMAGE');
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        // The nearest says how it is: an element of its own, or a role that implies it.
        const region = element?.closest('[aria-live], [role=status], [role=alert], [role=log], output');
        if (region && region.getAttribute('aria-live') !== 'off') said.push(region.textContent ?? '');
      }
    });
    observer.observe(document.body, { childList: true, characterData: true, subtree: true });
  });
  for (let turn = 0; turn < 5; turn += 1) {
    await page.evaluate(() => window.scrollBy(0, 300));
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLElement>('.tile')]
        .filter((tile) => tile.getBoundingClientRect().top < innerHeight && tile.getBoundingClientRect().bottom > 0)
        .every(({ dataset }) => dataset['state'] === 'thumbnail'),
    );
  }
  expect(await page.evaluate(() => (globalThis as unknown as { said: string[] }).said)).toEqual([]);
});

test('where the system chooses the colours, what is chosen, pressed, focused or marked is still told apart', async ({
  page,
  site,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(site.url);
  await page.keyboard.press('o');
  const select = page.getByRole('button', { name: 'Select', exact: true });
  const ground = (locator: Locator) => locator.evaluate((element) => getComputedStyle(element).backgroundColor);
  const idle = await ground(select);
  await select.click();
  expect(await ground(select)).not.toBe(idle);
  const mark = (index: number, of: '::after' | '::before' = '::after') =>
    page
      .getByRole('checkbox')
      .nth(index)
      .evaluate((element, which) => {
        const { content, borderTopWidth } = getComputedStyle(element, which);
        return { content, borderTopWidth };
      }, of);
  await page.getByRole('checkbox').first().click();
  expect((await mark(0)).content).toContain('✓');
  expect((await mark(1)).content).not.toContain('✓');
  expect((await mark(1)).borderTopWidth).toBe('2px');
  const tier = await page
    .getByRole('listitem')
    .first()
    .evaluate((element) => getComputedStyle(element, '::after').content);
  expect(tier).toMatch(/[●▲◆⬟■○]/u);
  await page.keyboard.press('Tab');
  const outline = await page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
    return `${outlineStyle} ${outlineWidth}`;
  });
  expect(outline).toBe('solid 3px');
});
