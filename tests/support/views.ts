import type { Page } from 'playwright/test';
import { collageOf } from './collage.ts';
import { add, jpegOf, panel, pick } from './device.ts';
import { expect, picture, tile, visit } from './fixtures.ts';
import { agreeToKeep, strip } from './keep.ts';
import type { Site } from './site.ts';

/** What a view needs of the server that it is opened from. */
export type ViewSite = Pick<Site, 'url' | 'stop'>;

/** Something that the app shows, for tests of all of it: how it looks, whether everybody can use it. */
export interface View {
  readonly name: string;
  /** Opens it in a new page, and comes back when it is as it stays. */
  readonly open: (page: Page, site: ViewSite) => Promise<void>;
  /** Needs more photos than the tests' library has. */
  readonly isLarge?: boolean;
}

/** Every view of the app, and every state that looks different. */
export const VIEWS: readonly View[] = [
  { name: 'library at the first visit', open: openLibrary },
  { name: 'library further down', open: scrollDown },
  { name: 'selection', open: select },
  { name: 'month slider', open: openSlider, isLarge: true },
  { name: 'photo', open: openPhoto },
  { name: 'information', open: openInformation },
  { name: 'collage', open: openCollage },
  { name: 'collage without photos', open: openEmptyCollage },
  { name: 'tier overlay', open: openOverlay },
  { name: 'tier overlay beside a photo', open: openOverlayBesidePhoto },
  { name: 'levers of the tier overlay', open: openOverlayLevers },
  { name: 'storage', open: openStorage },
  { name: 'keep offline', open: openKeepDialog },
  { name: 'kept offline', open: keepMonth },
  { name: 'question before deleting', open: askToDelete },
  { name: 'photos added', open: addPhotos },
  { name: 'empty library', open: openEmptyLibrary },
  { name: 'no library', open: openMissingLibrary },
  { name: 'notice', open: openNotice },
  { name: 'offline', open: goOffline },
  { name: 'install steps', open: openInstallSteps },
  { name: 'everything deleted', open: deleteEverything },
];

const LIBRARY_FILE = '**/library/library.json';

/** Waits until every photo that is seen is there. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const seen = [...document.querySelectorAll<HTMLElement>('.tile')].filter((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return bottom > 0 && top < window.innerHeight;
    });
    return seen.length > 0 && seen.every(({ dataset }) => dataset['state'] === 'thumbnail');
  });
}

async function openLibrary(page: Page, { url }: ViewSite): Promise<void> {
  await page.goto(url);
  await settle(page);
}

async function scrollDown(page: Page, site: ViewSite): Promise<void> {
  await openLibrary(page, site);
  await page.evaluate(() => window.scrollTo(0, 500));
  await expect(page.locator('html')).toHaveAttribute('data-bar', 'away');
  await settle(page);
}

async function select(page: Page, site: ViewSite): Promise<void> {
  await openLibrary(page, site);
  await page.getByRole('button', { name: 'Select' }).click();
  for (const name of ['july 0', 'july 2']) await tile(page, name).getByRole('checkbox').click();
  await expect(page.getByText('2 selected')).toBeVisible();
}

async function openSlider(page: Page, site: ViewSite): Promise<void> {
  await openLibrary(page, site);
  await page.getByRole('slider', { name: 'Month' }).focus();
  await page.keyboard.press('ArrowDown');
  await settle(page);
}

async function openInformation(page: Page, site: ViewSite): Promise<void> {
  await openPhoto(page, site);
  await page.keyboard.press('i');
  await expect(page.getByRole('region', { name: 'Information' })).toBeVisible();
}

async function openCollage(page: Page, site: ViewSite): Promise<void> {
  await openLibrary(page, site);
  await collageOf(page, 'july 0', 'july 1', 'july 2', 'july 3');
  await expect(page.locator('.collage-cell canvas[data-state="screen"]')).toHaveCount(4);
  await page.getByRole('button', { name: 'Download collage' }).click();
  await expect(page.getByText('Made: ')).toBeVisible();
}

async function openEmptyCollage(page: Page, { url }: ViewSite): Promise<void> {
  await page.goto(`${url}collage`);
  await expect(page.getByRole('button', { name: 'Select photos' })).toBeVisible();
}

async function openPhoto(page: Page, site: ViewSite): Promise<void> {
  await openLibrary(page, site);
  await tile(page, 'july 1').getByRole('link').click();
  await expect(picture(page, 'july 1')).toHaveAttribute('data-state', /screen|full/);
}

async function openOverlay(page: Page, site: ViewSite): Promise<void> {
  await openLibrary(page, site);
  await page.keyboard.press('o');
  await expect(page.getByRole('log')).toContainText('FETCHED_IMAGE');
}

async function openOverlayBesidePhoto(page: Page, site: ViewSite): Promise<void> {
  await openPhoto(page, site);
  await page.keyboard.press('o');
  await expect(page.getByRole('log')).toContainText('FETCHED_IMAGE');
}

async function openOverlayLevers(page: Page, site: ViewSite): Promise<void> {
  await openOverlayBesidePhoto(page, site);
  await page.getByText('Levers', { exact: true }).click();
  await page.getByRole('button', { name: 'Trim memory' }).click();
  await expect(page.getByText(/^Gave back/)).toBeVisible();
}

async function openStorage(page: Page, { url }: ViewSite): Promise<void> {
  await visit(page, url);
  await page.getByRole('link', { name: 'Storage' }).click();
  await expect(page.getByText(/^Afterimage takes /)).toBeVisible();
}

async function openKeepDialog(page: Page, { url }: ViewSite): Promise<void> {
  await visit(page, url);
  await page.getByRole('button', { name: 'Keep July 2024 offline' }).click();
  await expect(page.getByRole('dialog', { name: 'Keep offline' })).toBeVisible();
}

async function keepMonth(page: Page, site: ViewSite): Promise<void> {
  await openKeepDialog(page, site);
  await agreeToKeep(page);
  await expect(strip(page)).toContainText('kept offline');
}

async function askToDelete(page: Page, site: ViewSite): Promise<void> {
  await openStorage(page, site);
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await expect(page.getByRole('dialog', { name: 'Delete everything' })).toBeVisible();
}

async function addPhotos(page: Page, { url }: ViewSite): Promise<void> {
  await visit(page, url);
  const broken = { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') };
  await pick(page, [await jpegOf('own.jpg'), broken]);
  await expect(panel(page)).toContainText('1 photo added.');
  await panel(page).getByText('Which ones').click();
}

async function openEmptyLibrary(page: Page, { url }: ViewSite): Promise<void> {
  const json = { version: 1, title: 'Nothing', total: 0, sections: [] };
  await page.context().route(LIBRARY_FILE, (route) => route.fulfill({ json }));
  await page.goto(url);
  await expect(page.getByRole('heading', { name: 'No photos yet' })).toBeVisible();
}

async function openMissingLibrary(page: Page, { url }: ViewSite): Promise<void> {
  await page.context().route(LIBRARY_FILE, (route) => route.abort());
  await page.goto(url);
  await expect(page.getByRole('heading', { name: 'The library cannot be shown' })).toBeVisible();
}

async function openNotice(page: Page, site: ViewSite): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(navigator.storage, 'estimate', { value: async () => ({ usage: 0, quota: 40_000_000 }) });
  });
  await openLibrary(page, site);
  await expect(page.locator('.notice')).toBeVisible();
}

async function goOffline(page: Page, site: ViewSite): Promise<void> {
  await visit(page, site.url);
  // A photo of this device is there whatever else is stored by now.
  await add(page, [await jpegOf('own.jpg')]);
  await site.stop();
  await page.reload();
  await expect(page.getByRole('status').filter({ hasText: 'Offline' })).toBeVisible();
  await expect(tile(page, 'july 0')).toBeVisible();
}

async function openInstallSteps(page: Page, { url }: ViewSite): Promise<void> {
  const userAgent =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';
  await page.addInitScript((value) => Object.defineProperty(navigator, 'userAgent', { get: () => value }), userAgent);
  // Where there is little room, this is where the button is.
  await page.goto(`${url}storage`);
  await page.getByRole('button', { name: 'Install' }).click();
  await expect(page.getByRole('dialog', { name: 'Install Afterimage' })).toBeVisible();
}

async function deleteEverything(page: Page, site: ViewSite): Promise<void> {
  await askToDelete(page, site);
  await page.getByRole('checkbox').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
  await expect(page.getByRole('heading', { name: 'Everything was deleted from this device' })).toBeVisible();
}
