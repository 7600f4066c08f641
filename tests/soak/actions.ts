import { collageOf, download, said, select } from '../support/collage.ts';
import { hand, jpegOf, panel } from '../support/device.ts';
import { expect, tile, tiles } from '../support/fixtures.ts';
import { keepShownPhoto } from '../support/keep.ts';
import { overlay } from '../support/overlay.ts';
import { ACTIONS, type Action, possibleActions, type Walker } from '../support/truth/actions.ts';
import { quiet } from '../support/truth/quiet.ts';

/** Something that can be done, and perhaps only with a network. */
export interface Use extends Action {
  readonly needsNetwork?: boolean;
}

/** A later date than those of the photos of the server. */
const NEWEST = '2025:03:04 12:00:00';

/** What the walk does not do. Each ends where it began, but for the overlay and how large the photos are. */
const FURTHER: readonly Use[] = [
  { name: 'overlay', weight: 3, where: 'anywhere', run: toggleOverlay },
  { name: 'size of the photos', weight: 3, where: 'grid', run: zoomGrid },
  { name: 'month slider', weight: 2, where: 'grid', run: slide },
  { name: 'selection', weight: 3, where: 'grid', run: selectAndLeave },
  { name: 'storage page', weight: 3, where: 'grid', run: lookAtStorage },
  { name: 'collage', weight: 2, where: 'grid', run: makeCollage, needsNetwork: true },
  { name: 'photo of this device', weight: 2, where: 'grid', run: addAndDelete },
  { name: 'keep offline', weight: 3, where: 'viewer', run: keepAndRemove, needsNetwork: true },
  { name: 'information', weight: 3, where: 'viewer', run: readInformation },
  { name: 'slideshow', weight: 1, where: 'viewer', run: watchSlideshow },
  { name: 'download', weight: 2, where: 'viewer', run: downloadPhoto, needsNetwork: true },
  { name: 'second tab', weight: 1, where: 'anywhere', run: openSecondTab, needsNetwork: true },
];

/** All that is done: what the walk does, and the rest. */
export const USES: readonly Use[] = [...ACTIONS, ...FURTHER];

/** What of that can be done now. */
export async function possibleUses({ page, isOnline }: Walker): Promise<readonly Action[]> {
  return possibleActions(
    page,
    USES.filter(({ needsNetwork }) => isOnline || !needsNetwork),
  );
}

/** The top of the library, where the bar is, once what was on the screen before has left it. */
async function goToTop({ page, isOnline }: Walker): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(page.locator('html')).not.toHaveAttribute('data-bar', 'away');
  await quiet(page, isOnline);
}

/** Different photos of those at the top. */
async function titlesAtTop(walker: Walker, count: number): Promise<string[]> {
  const { page, random } = walker;
  await goToTop(walker);
  const found = await tiles(page).evaluateAll((elements) => elements.slice(0, 8).map(({ ariaLabel }) => ariaLabel));
  const titles = found.flatMap((title) => title ?? []);
  return Array.from({ length: Math.min(count, titles.length) }, () => {
    const [title = ''] = titles.splice(random.between(0, titles.length - 1), 1);
    return title;
  });
}

async function toggleOverlay({ page }: Walker): Promise<string> {
  const wasOpen = await overlay(page).isVisible();
  await page.keyboard.press('o');
  await expect(overlay(page)).toBeVisible({ visible: !wasOpen });
  return wasOpen ? 'close the overlay' : 'open the overlay';
}

async function zoomGrid({ page, random }: Walker): Promise<string> {
  const key = random.pick(['+', '-']);
  await page.keyboard.press(key);
  return `photos ${key === '+' ? 'larger' : 'smaller'}`;
}

async function slide({ page, random }: Walker): Promise<string> {
  const slider = page.getByRole('slider', { name: 'Month' });
  // It is there where the library is long enough.
  if (!(await slider.isVisible())) return 'no month slider';
  const count = random.between(1, 4);
  await slider.focus();
  for (let step = 0; step < count; step += 1) await page.keyboard.press('ArrowDown');
  await slider.blur();
  return `${count} months down`;
}

async function selectAndLeave(walker: Walker): Promise<string> {
  const { page } = walker;
  const titles = await titlesAtTop(walker, walker.random.between(1, 5));
  await select(page, ...titles);
  await expect(page.getByText(`${titles.length} selected`)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Selection' })).toBeHidden();
  return `select ${titles.length} photos`;
}

async function lookAtStorage(walker: Walker): Promise<string> {
  const { page } = walker;
  await goToTop(walker);
  await page.getByRole('link', { name: 'Storage' }).click();
  await expect(page.getByText(/^Afterimage takes /)).toBeVisible();
  await page.goBack();
  await expect(tiles(page).first()).toBeVisible();
  return 'storage page';
}

async function makeCollage(walker: Walker): Promise<string> {
  const { page, random } = walker;
  const titles = await titlesAtTop(walker, random.between(2, 4));
  await collageOf(page, ...titles);
  await expect(
    page.locator('.collage-cell canvas[data-state="screen"], .collage-cell canvas[data-state="full"]'),
  ).toHaveCount(titles.length);
  const isMade = random.chance(0.5);
  if (isMade) {
    const saving = page.waitForEvent('download');
    await download(page).click();
    await (await saving).delete();
    await expect(said(page)).toContainText('Made: ');
  }
  await page.goBack();
  // Whoever comes back may choose other photos.
  await expect(page.getByRole('region', { name: 'Selection' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Selection' })).toBeHidden();
  return `collage of ${titles.length}${isMade ? ', downloaded' : ''}`;
}

/** It is newer than all others, so it comes first. */
async function addAndDelete(walker: Walker): Promise<string> {
  const { page, random } = walker;
  const name = `own ${random.between(1, 1e9)}`;
  await goToTop(walker);
  // Playwright holds on to what a picker is opened by.
  await hand(page, random.pick(['drop', 'paste']), [await jpegOf(`${name}.jpg`, NEWEST)]);
  await expect(panel(page)).toContainText('1 photo added.');
  await panel(page).getByRole('button', { name: 'Close' }).click();
  // What is added above moves nothing that is on the screen.
  await expect(async () => {
    await goToTop(walker);
    await expect(tile(page, name)).toBeInViewport({ timeout: 500 });
  }).toPass();
  await tile(page, name).getByRole('link').click();
  await page.getByRole('button', { name: 'Delete' }).click();
  // Those count too that were deleted a moment ago.
  await expect(page.getByText(/^(?:The photo was|\d+ photos were) deleted\.$/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Photo' })).toBeHidden();
  return `add and delete ${name}`;
}

async function keepAndRemove({ page }: Walker): Promise<string> {
  await keepShownPhoto(page);
  await page.getByRole('button', { name: 'Remove offline copy' }).click();
  await expect(page.getByRole('button', { name: 'Keep offline', exact: true })).toBeVisible();
  return 'keep offline and remove';
}

async function readInformation({ page }: Walker): Promise<string> {
  const information = page.getByRole('region', { name: 'Information' });
  await page.keyboard.press('i');
  await expect(information).toBeVisible();
  await page.keyboard.press('i');
  await expect(information).toBeHidden();
  return 'information';
}

async function watchSlideshow({ page }: Walker): Promise<string> {
  const button = page.getByRole('button', { name: 'Slideshow' });
  const begun = page.url();
  await page.keyboard.press('s');
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  // At the last photo it ends by itself.
  await expect
    .poll(async () => page.url() !== begun || (await button.getAttribute('aria-pressed')) === 'false')
    .toBe(true);
  if ((await button.getAttribute('aria-pressed')) === 'true') await page.keyboard.press('s');
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  return 'slideshow';
}

async function downloadPhoto({ page }: Walker): Promise<string> {
  const saving = page.waitForEvent('download');
  await page.getByRole('dialog', { name: 'Photo' }).getByRole('button', { name: 'Download' }).click();
  await (await saving).delete();
  return 'download';
}

/** Only this one is loaded anew: a reload of the first would hide what that has left behind. */
async function openSecondTab({ page, site }: Walker): Promise<string> {
  const other = await page.context().newPage();
  await other.goto(site.url);
  await quiet(other);
  await tiles(other).first().getByRole('link').click();
  await quiet(other);
  await other.reload();
  await quiet(other);
  await other.close();
  await page.bringToFront();
  return 'second tab, reloaded and closed';
}
