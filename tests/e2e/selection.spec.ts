import type { Page } from 'playwright/test';
import { add, jpegOf } from '../support/device.ts';
import { expect, seeAll, test, tile, tiles, visit } from '../support/fixtures.ts';
import { hold } from '../support/hold.ts';
import { agreeToKeep, pinnedPaths } from '../support/keep.ts';

const select = (page: Page) => page.getByRole('button', { name: 'Select', exact: true });
const bar = (page: Page) => page.getByRole('region', { name: 'Selection' });
const count = (page: Page) => bar(page).getByRole('status');
const box = (page: Page, title: string) => tile(page, title).getByRole('checkbox', { name: title });

test('a click selects a photo and a second one lets it go, and opens nothing', async ({ page, site }) => {
  await page.goto(site.url);
  await expect(bar(page)).toBeHidden();
  await select(page).click();
  await expect(select(page)).toHaveAttribute('aria-pressed', 'true');
  await expect(count(page)).toHaveText('Choose photos');
  await box(page, 'july 1').click();
  await box(page, 'july 3').click();
  await expect(count(page)).toHaveText('2 selected');
  await expect(box(page, 'july 1')).toBeChecked();
  await expect(box(page, 'july 2')).not.toBeChecked();
  await box(page, 'july 1').click();
  await expect(count(page)).toHaveText('1 selected');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page).toHaveURL(site.url);
});

for (const [way, leave] of Object.entries({
  Escape: (page: Page) => page.keyboard.press('Escape'),
  'its button': (page: Page) => select(page).click(),
  '"Clear selection"': (page: Page) => page.getByRole('button', { name: 'Clear selection' }).click(),
})) {
  test(`ends by ${way}, and photos open again`, async ({ page, site }) => {
    await page.goto(site.url);
    await select(page).click();
    await box(page, 'july 1').click();
    await leave(page);
    await expect(bar(page)).toBeHidden();
    await expect(page.getByRole('checkbox')).toHaveCount(0);
    await tile(page, 'july 1').getByRole('link').click();
    await expect(page.getByRole('dialog', { name: 'Photo' })).toBeVisible();
    await page.keyboard.press('Escape');
    await select(page).click();
    await expect(count(page)).toHaveText('Choose photos');
  });
}

test('a click with shift selects all from the last to here, across months', async ({ page, site }) => {
  await page.goto(site.url);
  await select(page).click();
  await box(page, 'july 10').click();
  await box(page, 'june 2').click({ modifiers: ['Shift'] });
  await expect(count(page)).toHaveText('5 selected');
  for (const title of ['july 10', 'july 11', 'june 0', 'june 1', 'june 2'])
    await expect(box(page, title)).toBeChecked();
  await expect(box(page, 'june 3')).not.toBeChecked();
});

test('a range that has to be loaded first selects nothing for whoever is done by then', async ({
  page,
  site,
  context,
}) => {
  const may = await hold(context, '**/library/sections/2024-05.*');
  await page.goto(site.url);
  await select(page).click();
  await box(page, 'july 0').click();
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await box(page, 'big one').click({ modifiers: ['Shift'] });
  await page.keyboard.press('Escape');
  may.letGo();
  await expect(tile(page, 'may 11')).toBeAttached();
  await select(page).click();
  await expect(count(page)).toHaveText('Choose photos');
});

test('is done by keyboard alone: space and enter select, Ctrl+A takes the month and then all', async ({
  page,
  site,
}) => {
  await page.goto(site.url);
  await select(page).press('Enter');
  await box(page, 'july 0').focus();
  await page.keyboard.press('Space');
  await expect(box(page, 'july 0')).toBeChecked();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await page.keyboard.press('ArrowRight');
  await expect(box(page, 'july 1')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(count(page)).toHaveText('2 selected');
  await page.keyboard.press('Control+a');
  await expect(count(page)).toHaveText('12 selected');
  await page.keyboard.press('Control+a');
  await expect(count(page)).not.toHaveText('12 selected');
  await expect(box(page, 'june 0')).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(bar(page)).toBeHidden();
});

test('keeps what is selected while its tiles come and go, and over a visit to another page', async ({ page, site }) => {
  await page.setViewportSize({ width: 400, height: 200 });
  await page.goto(site.url);
  await select(page).click();
  await box(page, 'july 0').click();
  // A tile that has the focus stays.
  await page.evaluate(() => document.querySelector<HTMLElement>(':focus')?.blur());
  await seeAll(page);
  await expect(tile(page, 'july 0')).toHaveCount(0);
  await expect(count(page)).toHaveText('1 selected');
  // On a phone the selection takes the place of the other actions.
  await page.locator('a[href=storage]').dispatchEvent('click');
  await expect(page.getByRole('heading', { name: 'Storage', level: 1 })).toBeVisible();
  await expect(bar(page)).toBeHidden();
  await page.keyboard.press('Escape');
  await page.goBack();
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(box(page, 'july 0')).toBeChecked();
  await expect(count(page)).toHaveText('1 selected');
});

/** Draws over photos with the mouse, from one to another. */
async function draw(page: Page, from: string, to: string): Promise<void> {
  const [one, other] = [await tile(page, from).boundingBox(), await tile(page, to).boundingBox()];
  await page.mouse.move((one?.x ?? 0) + 30, (one?.y ?? 0) + 30);
  await page.mouse.down();
  await page.mouse.move((other?.x ?? 0) + 30, (other?.y ?? 0) + 30, { steps: 8 });
}

test('drawing over photos selects them, less when drawn back, and opens nothing', async ({ page, site }) => {
  await page.goto(site.url);
  await select(page).click();
  await draw(page, 'july 1', 'july 6');
  await expect(count(page)).toHaveText('6 selected');
  const back = await tile(page, 'july 3').boundingBox();
  await page.mouse.move((back?.x ?? 0) + 30, (back?.y ?? 0) + 30, { steps: 4 });
  await expect(count(page)).toHaveText('3 selected');
  await page.mouse.up();
  await expect(box(page, 'july 3')).toBeChecked();
  await expect(page.getByRole('dialog', { name: 'Photo' })).toBeHidden();
  await box(page, 'july 8').click();
  await expect(count(page)).toHaveText('4 selected');
});

test('drawing that begins on a selected photo lets photos go', async ({ page, site }) => {
  await page.goto(site.url);
  await select(page).click();
  await draw(page, 'july 0', 'july 5');
  await page.mouse.up();
  await expect(count(page)).toHaveText('6 selected');
  await draw(page, 'july 2', 'july 4');
  await page.mouse.up();
  await expect(count(page)).toHaveText('3 selected');
  await expect(box(page, 'july 3')).not.toBeChecked();
});

test('a mouse whose button was let go of elsewhere draws no more', async ({ page, site }) => {
  await page.goto(site.url);
  await select(page).click();
  await draw(page, 'july 0', 'july 2');
  await expect(count(page)).toHaveText('3 selected');
  const far = await tile(page, 'july 8').boundingBox();
  // Nobody told this window.
  await tile(page, 'july 8')
    .getByRole('checkbox')
    .dispatchEvent('pointermove', {
      ...{ pointerId: 1, pointerType: 'mouse', buttons: 0, bubbles: true },
      ...{ clientX: (far?.x ?? 0) + 30, clientY: (far?.y ?? 0) + 30 },
    });
  await page.mouse.move((far?.x ?? 0) + 30, (far?.y ?? 0) + 30);
  await expect(count(page)).toHaveText('3 selected');
  await page.mouse.up();
  // The keyboard selects at once, though no click followed.
  await box(page, 'july 10').focus();
  await page.keyboard.press('Enter');
  await expect(count(page)).toHaveText('4 selected');
});

test('drawing to the foot of the window goes on below it', async ({ page, site }) => {
  await page.setViewportSize({ width: 500, height: 400 });
  await page.goto(site.url);
  await select(page).click();
  const first = await tile(page, 'july 0').boundingBox();
  await page.mouse.move((first?.x ?? 0) + 30, (first?.y ?? 0) + 30);
  await page.mouse.down();
  await page.mouse.move((first?.x ?? 0) + 30, 390, { steps: 4 });
  await expect.poll(async () => Number.parseInt((await count(page).textContent()) ?? '', 10)).toBeGreaterThan(12);
  await page.mouse.up();
});

test('what is selected, and the focus, outlive a reload', async ({ page, site }) => {
  await page.goto(site.url);
  await select(page).click();
  await box(page, 'july 1').click();
  await box(page, 'july 4').click();
  await page.keyboard.press('ArrowRight');
  await expect(box(page, 'july 5')).toBeFocused();
  await page.reload();
  await expect(count(page)).toHaveText('2 selected');
  await expect(box(page, 'july 1')).toBeChecked();
  await expect(box(page, 'july 5')).toBeFocused();
});

test('a list stays a list, and its items keep their names and places', async ({ page, site }) => {
  await page.goto(site.url);
  await select(page).click();
  await expect(tiles(page).first()).toHaveAccessibleName('july 0');
  await expect(tile(page, 'june 0')).toHaveAttribute('aria-posinset', '13');
});

test.describe('by finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('resting on a photo begins it with that photo, and taps go on', async ({ page, site, context }) => {
    await open(page, site.url);
    const first = await tile(page, 'july 1').boundingBox();
    const session = await context.newCDPSession(page);
    const at = { x: (first?.x ?? 0) + 20, y: (first?.y ?? 0) + 20 };
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
    await expect(count(page)).toHaveText('1 selected');
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(box(page, 'july 1')).toBeChecked();
    await box(page, 'july 2').tap();
    await expect(count(page)).toHaveText('2 selected');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  test('a finger that rested on a photo goes on to select what it moves over, and the page stays', async ({
    page,
    site,
    context,
  }) => {
    await open(page, site.url);
    const session = await context.newCDPSession(page);
    const at = async (title: string) => {
      const box = await tile(page, title).boundingBox();
      return { x: Math.round((box?.x ?? 0) + 30), y: Math.round((box?.y ?? 0) + 30) };
    };
    const [from, to] = [await at('july 0'), await at('july 5')];
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] });
    await expect(count(page)).toHaveText('1 selected');
    for (let step = 1; step <= 6; step += 1) {
      const point = { x: from.x + ((to.x - from.x) * step) / 6, y: from.y + ((to.y - from.y) * step) / 6 };
      await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point] });
    }
    await expect(count(page)).toHaveText('6 selected');
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    await expect(count(page)).toHaveText('6 selected');
  });

  test('moving on from a photo scrolls, and selects nothing', async ({ page, site, context }) => {
    await open(page, site.url);
    const session = await context.newCDPSession(page);
    const first = await tile(page, 'july 1').boundingBox();
    const [x, y] = [(first?.x ?? 0) + 20, (first?.y ?? 0) + 20];
    await page.clock.install();
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x, y: y + 40 }] });
    await page.clock.runFor(2000);
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(bar(page)).toBeHidden();
  });
});

test('shrinks a selected photo by 8 %, unless motion is unwelcome', async ({ page, site }) => {
  const scale = () => box(page, 'july 1').evaluate((link) => getComputedStyle(link).scale);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.goto(site.url);
  await select(page).click();
  await box(page, 'july 1').click();
  await expect.poll(scale).toBe('0.92');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(scale).toBe('none');
});

test('selected photos of this device can be deleted together, and brought back', async ({ page, site }) => {
  await visit(page, site.url);
  await add(page, [
    await jpegOf('my cat.jpg', '2025:03:04 05:06:07'),
    await jpegOf('my dog.jpg', '2025:03:04 05:06:08'),
  ]);
  await select(page).click();
  await box(page, 'july 1').click();
  const remove = bar(page).getByRole('button', { name: 'Delete' });
  await expect(remove).toBeHidden();
  for (const title of ['my cat', 'my dog']) await box(page, title).click();
  await remove.click();
  await expect(tile(page, 'my cat')).toHaveCount(0);
  await expect(count(page)).toHaveText('1 selected');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(tile(page, 'my cat')).toBeVisible();
  await expect(tile(page, 'my dog')).toBeVisible();
});

test('the selected photos are kept offline together, and their copies removed together', async ({ page, site }) => {
  await visit(page, site.url);
  await select(page).click();
  await expect(bar(page).getByRole('button', { name: 'Keep offline' })).toBeHidden();
  for (const title of ['july 1', 'june 2']) await box(page, title).click();
  await bar(page).getByRole('button', { name: 'Keep offline' }).click();
  await expect(page.getByRole('dialog', { name: 'Keep offline' })).toContainText('2 photos');
  await agreeToKeep(page);
  await expect.poll(() => pinnedPaths(page)).toHaveLength(4);
  await expect(count(page)).toHaveText('2 selected');
  await bar(page).getByRole('button', { name: 'Remove offline copy' }).click();
  await expect.poll(() => pinnedPaths(page)).toEqual([]);
});

test('leaves the focus at "Select" when it was ended from its bar', async ({ page, site }) => {
  await page.goto(site.url);
  const select = page.getByRole('button', { name: 'Select', exact: true });
  await select.click();
  await page.getByRole('button', { name: 'Clear selection' }).click();
  await expect(select).toBeFocused();
  await select.click();
  await page.getByRole('button', { name: 'Clear selection' }).focus();
  await page.keyboard.press('Escape');
  await expect(select).toBeFocused();
});

/** Opens the library, and waits until it is ready for a finger: what selects is loaded after the photos. */
async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.locator('.selection-bar')).toBeAttached();
}
