import type { Page } from 'playwright/test';
import { expect, storedThumbnails, test, tiles, visit } from '../support/fixtures.ts';

/** What installing needs of a manifest, and what people see of it. */
interface Manifest {
  id: string;
  name: string;
  start_url: string;
  icons: { src: string; sizes: string; type: string; purpose: string }[];
  screenshots: { src: string; sizes: string; type: string; form_factor: string }[];
}

/** `1440x900` of the image at `url`, or `any` for SVG. */
async function sizeOf(page: Page, url: string, type: string): Promise<string> {
  if (type === 'image/svg+xml') return 'any';
  return page.evaluate(async (src) => {
    const { width, height } = await createImageBitmap(await (await fetch(src)).blob());
    return `${width}x${height}`;
  }, url);
}

test('the manifest is complete, and its icons and screenshots are what it says', async ({ page, site }) => {
  await page.goto(site.url);
  const url = new URL('manifest.webmanifest', site.url);
  const manifest: Manifest = await (await page.request.get(url.href)).json();
  expect(manifest).toMatchObject({ name: 'Afterimage', start_url: './', scope: './', display: 'standalone' });
  for (const key of [
    'id',
    'short_name',
    'description',
    'theme_color',
    'background_color',
    'display_override',
    'shortcuts',
  ]) {
    expect(manifest).toHaveProperty(key);
  }
  expect(new Set(manifest.icons.map(({ purpose }) => purpose))).toEqual(new Set(['any', 'maskable', 'monochrome']));
  expect(new Set(manifest.screenshots.map(({ form_factor }) => form_factor))).toEqual(new Set(['wide', 'narrow']));
  for (const { src, sizes, type } of [...manifest.icons, ...manifest.screenshots]) {
    expect(await sizeOf(page, new URL(src, url).href, type)).toBe(sizes);
  }
});

test('the browser finds nothing that keeps it from being installed', async ({ site, openProfile }) => {
  const context = await openProfile();
  const page = await context.newPage();
  await visit(page, site.url);
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors).toEqual([]);
});

test('it installs, and starts as an app, also with the server stopped', async ({ site, openProfile }) => {
  const context = await openProfile();
  const page = await context.newPage();
  await visit(page, site.url);
  const session = await context.newCDPSession(page);
  const manifestId = new URL('afterimage', site.url).href;
  await session.send('PWA.install', { manifestId, installUrlOrBundleUrl: site.url });
  await expect.poll(() => storedThumbnails(page)).toBeGreaterThan(0);
  await site.stop();
  const launched = context.waitForEvent('page');
  await session.send('PWA.launch', { manifestId });
  const app = await launched;
  await expect(app).toHaveURL(site.url);
  await expect(tiles(app).first()).toHaveAttribute('data-tier', 'thumbnails');
});
