import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright/test';
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
    test.use(options);

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
