import type { Page } from 'playwright/test';
import { add, jpegOf } from '../support/device.ts';
import { expect, picture, seeAll, storedThumbnails, test, tile, tiles, visit, visitAll } from '../support/fixtures.ts';

const heading = (page: Page) => page.getByRole('heading', { name: 'Storage', level: 1 });
const openStorage = (page: Page) => page.getByRole('link', { name: 'Storage' }).click();
const tierRow = (page: Page, name: string) =>
  page.getByRole('table', { name: 'What is stored' }).getByRole('row', { name });

test.describe('as a page of the app', () => {
  test('opens from the bar, by its address, and after a reload', async ({ page, site }) => {
    await page.goto(site.url);
    await openStorage(page);
    await expect(heading(page)).toBeVisible();
    await expect(page).toHaveURL(`${site.url}storage`);
    await expect(page.getByRole('link', { name: 'Storage' })).toHaveAttribute('aria-current', 'page');
    await page.reload();
    await expect(heading(page)).toBeVisible();
    await expect(tiles(page).first()).toBeHidden();
  });

  test('keeps its title when the library arrives', async ({ page, site }) => {
    await page.goto(`${site.url}storage`);
    await expect(page.getByRole('list', { name: 'Photos', includeHidden: true })).toBeAttached();
    await expect(page).toHaveTitle('Storage – Afterimage');
  });

  test('shows no library on the way, though that is there first', async ({ page, site }) => {
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route('**/assets/storage-page-*.js', async (route) => {
      await gate;
      await route.continue();
    });
    await page.goto(`${site.url}storage`);
    await expect(page.getByRole('list', { name: 'Photos', includeHidden: true })).toBeAttached();
    await expect(page.getByRole('list', { name: 'Photos' })).toBeHidden();
    letGo();
    await expect(heading(page)).toBeVisible();
  });

  test('gives way to the library where it cannot be loaded', async ({ page, site }) => {
    await page.route('**/assets/storage-page-*.js', (route) => route.abort());
    await page.goto(`${site.url}storage`);
    await expect(page.getByText('This part of Afterimage could not be loaded.')).toBeVisible();
    await expect(tiles(page).first()).toBeVisible();
    await expect(page).toHaveURL(site.url);
  });

  test('opens though the library cannot be shown', async ({ page, site }) => {
    await page.route('**/library/library.json', (route) => route.fulfill({ status: 404, body: 'gone' }));
    await page.goto(`${site.url}storage`);
    await expect(heading(page)).toBeVisible();
    await page.getByRole('link', { name: 'Photos' }).click();
    await expect(page.getByRole('heading', { name: 'The library cannot be shown' })).toBeVisible();
  });

  for (const way of ['the browser', 'its own link'] as const) {
    test(`leads back by ${way} to the place in the library that one came from`, async ({ page, site }) => {
      await page.goto(site.url);
      await seeAll(page);
      await page.evaluate(() => window.scrollTo(0, 700));
      await expect(tile(page, 'june 3')).toBeVisible();
      const before = await tile(page, 'june 3').boundingBox();
      await openStorage(page);
      await expect(heading(page)).toBeVisible();
      if (way === 'the browser') await page.goBack();
      else await page.getByRole('link', { name: 'Photos' }).click();
      await expect(tile(page, 'june 3')).toHaveAttribute('data-state', 'thumbnail');
      expect(await tile(page, 'june 3').boundingBox()).toEqual(before);
      await expect(page).toHaveURL(site.url);
    });
  }

  test('leads back to the place also when it was reloaded meanwhile', async ({ page, site }) => {
    await page.goto(site.url);
    await seeAll(page);
    await page.evaluate(() => window.scrollTo(0, 700));
    await expect(tile(page, 'june 3')).toBeVisible();
    const before = await tile(page, 'june 3').boundingBox();
    await openStorage(page);
    await page.reload();
    await page.getByRole('link', { name: 'Photos' }).click();
    await expect(tile(page, 'june 3')).toHaveAttribute('data-state', 'thumbnail');
    expect(await tile(page, 'june 3').boundingBox()).toEqual(before);
  });

  test('leads to a month', async ({ page, site }) => {
    await visitAll(page, site.url);
    await page.goto(`${site.url}#2024-05`);
    await expect(tile(page, 'may 0')).toBeInViewport();
    await expect(page.getByRole('heading', { name: 'May 2024' })).toBeInViewport();
    await expect(page).toHaveURL(site.url);
  });

  test('leads to a month also where somebody scrolled a moment ago', async ({ page, site }) => {
    await visitAll(page, site.url);
    await page.evaluate(() => {
      // Browsers tell of it in the next frame only.
      window.scrollTo(0, 100);
      history.pushState(null, '', '#2024-05');
      window.dispatchEvent(new PopStateEvent('popstate'));
    });
    await expect(tile(page, 'may 0')).toBeInViewport();
    await expect(page.getByRole('heading', { name: 'May 2024' })).toBeInViewport();
  });
});

test('shows what is stored, and forgets the thumbnails when asked twice', async ({ page, site }) => {
  await visitAll(page, site.url);
  await openStorage(page);
  await expect(tierRow(page, 'Thumbnails')).toContainText('38, for browsing');
  const { thumbnails } = await page.evaluate(() => afterimage.stats());
  await expect(tierRow(page, 'Thumbnails')).toContainText(`${Math.round(thumbnails.bytes / 1000)} KB`);
  await page.getByRole('button', { name: 'Clear thumbnails' }).click();
  const dialog = page.getByRole('dialog', { name: 'Clear thumbnails?' });
  await expect(dialog).toContainText('38 thumbnails will be removed');
  await page.keyboard.press('Escape');
  expect(await storedThumbnails(page)).toBe(38);
  await page.getByRole('button', { name: 'Clear thumbnails' }).click();
  await dialog.getByRole('button', { name: 'Clear thumbnails' }).click();
  await expect(page.getByText('The thumbnails were removed.')).toBeVisible();
  await expect(tierRow(page, 'Thumbnails')).toContainText('None yet');
  await expect(page.getByRole('main')).toBeFocused();
  expect(await storedThumbnails(page)).toBe(0);
});

test('changes the budget of the thumbnails at once, and says before how many go', async ({ page, site }) => {
  await visit(page, site.url);
  await seeAll(page);
  await openStorage(page);
  const budget = page.getByLabel('Thumbnails may take');
  await expect(budget).toHaveValue('500000000');
  await expect(budget.getByRole('option').first()).toHaveText('0 B (removes about 38)');
  await budget.selectOption('0');
  await expect(tierRow(page, 'Thumbnails')).toContainText('None yet');
  await page.reload();
  await expect(budget).toHaveValue('0');
});

test('keeps the budget of memory for the next start', async ({ page, site }) => {
  await page.goto(`${site.url}storage`);
  await page.getByLabel('Opened photos may take').selectOption('64 MB');
  const budget = async () => (await page.evaluate(() => afterimage.stats())).memory.budgetBytes;
  expect(await budget()).toBe(64_000_000);
  await page.reload();
  await expect(page.getByLabel('Opened photos may take')).toHaveValue('64000000');
  expect(await budget()).toBe(64_000_000);
});

test('says whether the browser keeps what is stored', async ({ page, site }) => {
  await page.goto(`${site.url}storage`);
  await expect(page.getByText('The browser may remove this')).toBeVisible();
  await page.evaluate(() => {
    Object.defineProperty(navigator.storage, 'persist', { value: async () => true });
  });
  await page.getByRole('button', { name: 'Ask the browser to keep it' }).click();
  await expect(page.getByText('The browser promised to keep this')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ask the browser to keep it' })).toBeHidden();
});

test('deletes everything after a second, deliberate step, in every window, and begins anew when told', async ({
  page,
  context,
  site,
}) => {
  await visitAll(page, site.url);
  const other = await context.newPage();
  await other.goto(site.url);
  await expect(tiles(other).first()).toHaveAttribute('data-state', 'thumbnail');
  await other.keyboard.press('o');
  await tile(other, 'july 0').getByRole('link').click();
  await expect(picture(other, 'july 0')).toHaveAttribute('data-state', 'full');
  await page.bringToFront();
  await openStorage(page);
  await page.getByLabel('Opened photos may take').selectOption('64 MB');
  await page.getByRole('button', { name: 'Delete everything' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete everything?' });
  await expect(dialog).toContainText('38 thumbnails');
  const agree = dialog.getByRole('button', { name: 'Delete everything' });
  await expect(agree).toBeDisabled();
  await dialog.getByRole('checkbox').check();
  await agree.click();
  for (const window of [page, other]) {
    await expect(window.getByRole('heading', { name: 'Everything was deleted from this device' })).toBeVisible();
    await expect(tiles(window)).toHaveCount(0);
  }
  await expect(other.getByRole('region', { name: 'Tier overlay' })).toHaveCount(0);
  await expect(other.locator('dialog[open]')).toHaveCount(0);
  const { memory } = await other.evaluate(() => afterimage.stats());
  expect(memory.leased.count + memory.retained.count).toBe(0);
  const left = await page.evaluate(async () => ({
    caches: (await caches.keys()).filter((name) => name.startsWith('afterimage')),
    settings: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
  }));
  expect(left).toEqual({ caches: [], settings: [] });
  await page.getByRole('link', { name: 'Begin anew' }).click();
  await expect(tiles(page).first()).toHaveAttribute('data-tier', 'network');
});

test('follows what another window does', async ({ page, context, site }) => {
  await visitAll(page, site.url);
  await openStorage(page);
  await expect(tierRow(page, 'Thumbnails')).toContainText('38, for browsing');
  const other = await context.newPage();
  await other.goto(`${site.url}storage`);
  await other.getByRole('button', { name: 'Clear thumbnails' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Clear thumbnails' }).click();
  await expect(tierRow(page, 'Thumbnails')).toContainText('None yet');
});

test('shows the newest of a thousand months, and more when asked', async ({ page, site }) => {
  await page.addInitScript(() => {
    const figures = Array.from({ length: 1000 }, (_, index) => {
      const month = String(1 + (index % 12)).padStart(2, '0');
      return {
        tier: 'thumbnails',
        section: `${1940 + Math.floor(index / 12)}-${month}`,
        count: 1,
        bytes: 1000 + index,
      };
    });
    // Another worker's books, in the place of a library of a lifetime.
    const send = ServiceWorker.prototype.postMessage;
    ServiceWorker.prototype.postMessage = function (message: unknown, ...rest: unknown[]) {
      const [port] = Array.isArray(rest[0]) ? rest[0] : [];
      const asks =
        typeof message === 'object' && message !== null && 'type' in message && message.type === 'section-figures';
      if (asks && port instanceof MessagePort) port.postMessage({ ok: true, value: figures });
      else Reflect.apply(send, this, [message, ...rest]);
    };
  });
  await visit(page, site.url);
  await openStorage(page);
  const months = page.getByRole('table', { name: 'By month' }).getByRole('rowheader');
  await expect(months).toHaveCount(24);
  await expect(months.first()).toContainText('April 2023');
  await page.getByRole('button', { name: 'Show more months' }).click();
  await expect(months).toHaveCount(48);
  await expect(months.nth(24).getByRole('link')).toBeFocused();
});

test('gives the photos of this device back as files, and deletes them only from whoever says they have them', async ({
  page,
  site,
}) => {
  // Where browsers have no way to a folder.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showDirectoryPicker'));
  await visit(page, site.url);
  await add(page, [await jpegOf('my cat.jpg')]);
  await openStorage(page);
  const row = tierRow(page, 'Photos of this device');
  await expect(row).toContainText('that you added');
  const download = page.waitForEvent('download');
  await row.getByRole('button', { name: 'Export' }).click();
  expect((await download).suggestedFilename()).toMatch(/^Afterimage .*\.zip$/);
  await expect(page.getByText('1 photo exported.')).toBeVisible();
  await row.getByRole('button', { name: 'Delete photos of this device' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete photos of this device?' });
  const agree = dialog.getByRole('button', { name: 'Delete photos of this device' });
  await expect(agree).toBeDisabled();
  await dialog.getByRole('checkbox').check();
  await agree.click();
  await expect(row).toContainText('None added');
  await page.getByRole('link', { name: 'Photos' }).click();
  await expect(tiles(page).first()).toHaveAccessibleName('july 0');
});

test.describe('when the worker does not say what is stored', () => {
  test.beforeEach(async ({ page }) => {
    // What the page asks for figures is refused, or held back, as `figuresAre` says.
    await page.addInitScript(() => {
      const send = ServiceWorker.prototype.postMessage;
      ServiceWorker.prototype.postMessage = function (message: unknown, ...rest: unknown[]) {
        const [port] = Array.isArray(rest[0]) ? rest[0] : [];
        const asks = typeof message === 'object' && message !== null && 'type' in message && message.type === 'figures';
        const mode = document.documentElement.dataset['figuresAre'];
        const pass = () => Reflect.apply(send, this, [message, ...rest]);
        if (asks && mode === 'refused' && port instanceof MessagePort) port.postMessage({ ok: false, reason: 'busy' });
        else if (asks && mode === 'late') document.addEventListener('figures', pass, { once: true });
        else pass();
      };
    });
  });

  const figuresAre = (page: Page, mode: 'refused' | 'late') =>
    page.evaluate((value) => {
      document.documentElement.dataset['figuresAre'] = value;
    }, mode);

  test('keeps the last figures, says that they are not of now, and deletes nothing', async ({ page, site }) => {
    await visit(page, site.url);
    await add(page, [await jpegOf('my cat.jpg')]);
    await openStorage(page);
    await expect(tierRow(page, 'Photos of this device')).toContainText('that you added');
    await figuresAre(page, 'refused');
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await expect(page.getByText('What is stored could not be read, so nothing was deleted.')).toBeVisible();
    await page.getByRole('button', { name: 'Delete photos of this device' }).click();
    await expect(page.getByText('What is stored could not be read, so nothing was deleted.')).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.getByLabel('Thumbnails may take').selectOption('50 MB');
    await expect(page.getByText('What is stored now could not be read.')).toBeVisible();
    await expect(tierRow(page, 'Photos of this device')).toContainText('that you added');
  });

  test('waits for it before it asks', async ({ page, site }) => {
    await visit(page, site.url);
    await add(page, [await jpegOf('my cat.jpg')]);
    await openStorage(page);
    await expect(tierRow(page, 'Photos of this device')).toContainText('that you added');
    await figuresAre(page, 'late');
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await expect(page.getByText('Reading what is stored.')).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.evaluate(() => document.dispatchEvent(new Event('figures')));
    await expect(page.getByRole('dialog')).toContainText('It also deletes 1 photo');
  });
});
