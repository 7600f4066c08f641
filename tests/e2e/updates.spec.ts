import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright/test';
import { build } from 'vite';
import { test as base, expect, picture, seeAll, tile, tiles, visit } from '../support/fixtures.ts';
import { APP, Site, withTemporaryFolder } from '../support/site.ts';

interface Fixtures {
  /** A server whose app can be replaced. */
  deployed: Site;
  /** Puts the next version of the app on the server, in place of what is there. */
  deploy: () => Promise<void>;
}

/** The app, built a second time, so that every script has another name and says of which version it is. */
const test = base.extend<Fixtures, { nextVersion: string }>({
  nextVersion: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures out of this pattern.
    async ({}, use) => {
      await withTemporaryFolder(async (folder) => {
        const plugin = {
          name: 'next-version',
          renderChunk: (code: string) => `${code}\nglobalThis.isNextVersion = true;`,
        };
        const root = resolve(import.meta.dirname, '../..');
        await build({ root, logLevel: 'warn', plugins: [plugin], build: { outDir: folder, emptyOutDir: true } });
        await use(folder);
      });
    },
    { scope: 'worker' },
  ],
  deployed: async ({ library }, use) => {
    await withTemporaryFolder(async (folder) => {
      await cp(APP, folder, { recursive: true });
      const site = new Site(library, folder);
      await site.start();
      await use(site);
      await site.stop();
    });
  },
  deploy: async ({ deployed, nextVersion }, use) => {
    await use(async () => {
      await rm(join(deployed.app, 'assets'), { recursive: true });
      await cp(nextVersion, deployed.app, { recursive: true, force: true });
    });
  },
});

const isNextVersion = (page: Page) => page.evaluate(() => 'isNextVersion' in globalThis).catch(() => false);
const reloadOffer = (page: Page) => page.getByText('Afterimage was updated. Reload to finish the update.');

/** Takes the new version in this window, as soon as it is offered. */
async function update(page: Page): Promise<void> {
  await page.bringToFront();
  await page.reload();
  await page.getByRole('button', { name: 'Update' }).click();
  await expect.poll(() => isNextVersion(page)).toBe(true);
}

/** Has the page believe that nobody sees it: to pages, windows without a head are always in front. */
async function hide(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

test('where one window takes a new version, another follows by itself, at the same place', async ({
  page,
  context,
  deployed,
  deploy,
}) => {
  await visit(page, deployed.url);
  const other = await context.newPage();
  await other.goto(deployed.url);
  await seeAll(other);
  await other.evaluate(() => window.scrollTo(0, 700));
  await expect(tile(other, 'june 3')).toBeVisible();
  const before = await tile(other, 'june 3').boundingBox();
  await deploy();
  await update(page);
  await expect.poll(() => isNextVersion(other)).toBe(true);
  await expect(tile(other, 'june 3')).toHaveAttribute('data-state', 'thumbnail');
  expect(await tile(other, 'june 3').boundingBox()).toEqual(before);
  await expect(reloadOffer(other)).toBeHidden();
});

test('a window in which somebody looks at a photo is asked, and follows when nobody sees it', async ({
  page,
  context,
  deployed,
  deploy,
}) => {
  await visit(page, deployed.url);
  const other = await context.newPage();
  await other.goto(deployed.url);
  await tile(other, 'july 2').getByRole('link').click();
  await expect(picture(other, 'july 2')).toHaveAttribute('data-state', 'full');
  await deploy();
  await update(page);
  await expect(reloadOffer(other)).toBeVisible();
  await expect(picture(other, 'july 2')).toHaveAttribute('data-state', 'full');
  expect(await isNextVersion(other)).toBe(false);
  await hide(other);
  await expect.poll(() => isNextVersion(other)).toBe(true);
  await expect(picture(other, 'july 2')).toHaveAttribute('data-state', 'full');
});

test('a window in which photos are selected keeps them until told, also where nobody sees it', async ({
  page,
  context,
  deployed,
  deploy,
}) => {
  await visit(page, deployed.url);
  const other = await context.newPage();
  await other.goto(deployed.url);
  await other.getByRole('button', { name: 'Select', exact: true }).click();
  await tile(other, 'july 2').getByRole('checkbox').click();
  await deploy();
  await update(page);
  await expect(reloadOffer(other)).toBeVisible();
  await hide(other);
  await expect(tile(other, 'july 2').getByRole('checkbox')).toBeChecked();
  expect(await isNextVersion(other)).toBe(false);
  await other.bringToFront();
  await other.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => isNextVersion(other)).toBe(true);
});

test('a window that was asked reloads when told', async ({ page, context, deployed, deploy }) => {
  await visit(page, deployed.url);
  const other = await context.newPage();
  await other.goto(deployed.url);
  await tile(other, 'july 2').getByRole('link').click();
  await expect(picture(other, 'july 2')).toHaveAttribute('data-state', 'full');
  await deploy();
  await update(page);
  await other.bringToFront();
  await other.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => isNextVersion(other)).toBe(true);
});

test('a new version is offered, though the page is told of it only when it has been installed', async ({
  page,
  deployed,
  deploy,
}) => {
  await visit(page, deployed.url);
  const failures: Error[] = [];
  page.on('pageerror', (error) => failures.push(error));
  // As WebKit does at times.
  const late = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      registration.dispatchEvent(new Event('updatefound'));
    });
  await late();
  await expect(page.getByRole('button', { name: 'Update' })).toBeHidden();
  await deploy();
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    // Nobody else hears of it.
    registration.addEventListener('updatefound', (event) => event.stopImmediatePropagation(), {
      capture: true,
      once: true,
    });
    await registration.update();
    await new Promise<void>((resolve) => {
      const { installing } = registration;
      if (!installing) return resolve();
      installing.addEventListener('statechange', () => registration.waiting && resolve());
    });
  });
  await late();
  await page.getByRole('button', { name: 'Update' }).click();
  await expect.poll(() => isNextVersion(page)).toBe(true);
  expect(failures).toEqual([]);
});

test('a worker that speaks another language than the page is not talked to in vain: a reload is offered', async ({
  page,
  deployed,
}) => {
  const path = join(deployed.app, 'sw.js');
  const script = await readFile(path, 'utf8');
  expect(script).toMatch(/protocol:\s*\d+/);
  await writeFile(path, script.replace(/protocol:\s*\d+/, 'protocol: 1'));
  await visit(page, deployed.url);
  await page.reload();
  await expect(reloadOffer(page)).toBeVisible();
  await expect(tiles(page).first()).toHaveAttribute('data-state', 'thumbnail');
});

test('a device that was used with a newer version says what to do, and shows the photos meanwhile', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}manifest.webmanifest`);
  await page.evaluate(
    () =>
      new Promise((done) => {
        const opening = indexedDB.open('afterimage', 999);
        opening.onsuccess = () => done(opening.result.close());
      }),
  );
  await visit(page, site.url);
  await page.reload();
  await expect(page.getByText('This device was used with a newer version of Afterimage.')).toBeVisible();
  await expect(tiles(page).first()).toHaveAttribute('data-state', 'thumbnail');
});

test.describe('without a service worker', () => {
  test.use({ serviceWorkers: 'block' });

  test('a part of the app that is gone from the server leads to an offer, and not to a dead button', async ({
    page,
    deployed,
    deploy,
  }) => {
    await page.goto(deployed.url);
    await expect(tiles(page).first()).toHaveAttribute('data-state', 'thumbnail');
    await deploy();
    await page.getByRole('link', { name: 'Storage' }).click();
    await expect(page.getByText('This part of Afterimage could not be loaded.')).toBeVisible();
    await expect(tiles(page).first()).toBeVisible();
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect.poll(() => isNextVersion(page)).toBe(true);
    await page.getByRole('link', { name: 'Storage' }).click();
    await expect(page.getByRole('heading', { name: 'Storage', level: 1 })).toBeVisible();
  });
});
