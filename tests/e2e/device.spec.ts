import type { Page } from 'playwright/test';
import { expect, picture, test, tile, visit } from '../support/fixtures.ts';
import { quarters } from '../support/pictures.ts';

/** A file as somebody picks it. */
interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A JPEG of its own colours, with an EXIF date. */
async function jpeg(name: string, taken = '2021:03:04 05:06:07', colour = '#c02020'): Promise<TestFile> {
  const buffer = await quarters({ width: 900, height: 600 }, [colour, '#20a040', '#2040c0', '#c0a020'])
    .withExif({ IFD2: { DateTimeOriginal: taken } })
    .jpeg()
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

async function pick(page: Page, files: readonly TestFile[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add photos' }).click();
  await (await chooser).setFiles([...files]);
}

function panel(page: Page) {
  return page.getByRole('region', { name: 'Adding photos' });
}

test('adds a picked photo to its month, and shows it after a restart with the server stopped', async ({
  openProfile,
  site,
}) => {
  const first = await openProfile();
  const page = await first.newPage();
  await visit(page, site.url);
  await pick(page, [await jpeg('my cat.jpg')]);
  await expect(panel(page)).toContainText('1 photo added.');
  await panel(page).getByRole('link', { name: 'Show' }).click();
  await expect(picture(page, 'my cat')).toHaveAttribute('data-tier', 'device');
  await page.keyboard.press('Escape');
  await expect(tile(page, 'my cat')).toHaveAttribute('data-tier', 'device');
  await expect(page.getByRole('heading', { name: 'March 2021 1 photo' })).toBeVisible();
  await first.close();
  await site.stop();

  const second = await openProfile();
  const offline = await second.newPage();
  await offline.goto(site.url);
  await offline.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await tile(offline, 'my cat').getByRole('link').click();
  await expect(picture(offline, 'my cat')).toHaveAttribute('data-tier', 'device');
  await expect(picture(offline, 'my cat')).toHaveAttribute('data-state', 'full');
});
