import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BrowserContextOptions, chromium, type Page } from 'playwright';
import { ensureBrowser } from './support/browser.ts';

/**
 * `npm run screenshots`, while `npm start` serves the sample library: takes the pictures of the README and of the
 * web app manifest.
 */
const address = process.env['AFTERIMAGE_ADDRESS'] ?? 'http://localhost:4173/';
const folder = fileURLToPath(new URL('../public/screenshots/', import.meta.url));

const browser = await chromium.launch({ executablePath: ensureBrowser(), args: ['--no-sandbox', '--hide-scrollbars'] });

async function take(
  name: string,
  options: BrowserContextOptions,
  prepare: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.locator('.tile[data-state=thumbnail]').first().waitFor();
  // The second visit is the one that the tiers are for.
  await page.reload();
  await page.locator('.tile[data-tier=thumbnails]').first().waitFor();
  await prepare(page);
  await page.screenshot({ path: `${folder}${name}.jpg`, type: 'jpeg', quality: 82 });
  await context.close();
}

async function openPhoto(page: Page, title: string): Promise<void> {
  await page.getByRole('listitem', { name: title, exact: true }).getByRole('link').click();
  await page.locator('.viewer-picture:is([data-state=screen], [data-state=full])').first().waitFor();
}

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true } as const;
const desktop = { viewport: { width: 1440, height: 900 } } as const;

await mkdir(folder, { recursive: true });
await take('library-wide', { ...desktop, colorScheme: 'light' }, async (page) => {
  // Open a photo and come back, so that the overlay has more than one tier to show.
  await page.keyboard.press('o');
  await openPhoto(page, 'Learning to fly');
  await page.keyboard.press('Escape');
  await openPhoto(page, 'Learning to fly');
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('log').getByText('CACHED_IMAGE Learning to fly (full').waitFor();
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    window.scrollTo(0, 0);
  });
});
await take('viewer-narrow', { ...phone, colorScheme: 'dark' }, (page) => openPhoto(page, 'Pouring a leaf'));
await browser.close();
