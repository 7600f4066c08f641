import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright/test';
import { indexFolder } from '../../src/indexer/index-folder.ts';
import { cell, collageOf } from '../support/collage.ts';
import { add, panel, pick, type TestFile } from '../support/device.ts';
import { TALKATIVE } from '../support/exif.ts';
import { askWorker } from '../support/faults.ts';
import { expect, picture, test, tile, tiles, visit } from '../support/fixtures.ts';
import { IPTC, iptcBlock, withBlocks, xmpBlock, xmpPart } from '../support/jpeg-blocks.ts';
import { LibraryCopy } from '../support/library-copy.ts';
import { openOverlay, overlay } from '../support/overlay.ts';
import { quarters } from '../support/pictures.ts';
import { Site, withTemporaryFolder } from '../support/site.ts';

// What strangers call their photos, and what they put into them and into a library. Violations of the
// Content-Security-Policy and of Trusted Types, and uncaught errors, fail each of these tests by themselves.

declare global {
  /** What every payload sets. */
  var ran: unknown;
}

const IMAGE = '<img src=x onerror="globalThis.ran=1">';
const SCRIPT = '"><script>globalThis.ran=1</script>';
const LINK = 'javascript:globalThis.ran=1';
const LONG = 'x'.repeat(10_000);
const TURNED = '\u202egpj.exe';

/** Titles as a library says them, and as they are shown. */
const TITLES = [
  ['july 0', IMAGE, IMAGE],
  ['july 1', SCRIPT, SCRIPT],
  ['july 2', LINK, LINK],
  ['july 3', LONG, LONG.slice(0, 255)],
  ['july 4', TURNED, 'gpj.exe'],
  ['july 5', '__proto__', '__proto__'],
] as const;

/** What else a library may say of a photo, all of it wrong. */
const NONSENSE = {
  ...{
    fileName: `../../${SCRIPT}${TURNED}`,
    taken: '9999-99-99T99:99:99',
    type: `image/${IMAGE}`,
    thumbhash: '!',
    bytes: -1,
  },
  ...{ camera: IMAGE, lens: TURNED, description: `${SCRIPT} ${LONG}`, credit: LINK, exposure: 1e308, iso: -1 },
  ...{ place: [1e308, 'x'], constructor: { prototype: { ran: 1 } } },
};

/** What is asked of anybody but the site, by pages and the service worker. */
function watchElsewhere(context: BrowserContext, site: string): string[] {
  const elsewhere: string[] = [];
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(site) && !url.startsWith('blob:')) elsewhere.push(url);
  });
  return elsewhere;
}

/** Nothing of a stranger's was run, and none of it became a part of the page. */
async function expectNothingRan(page: Page): Promise<void> {
  expect(await page.evaluate(() => globalThis.ran)).toBeUndefined();
  expect(await page.locator('img[src="x"], [onerror], [onload], a[href^="javascript:"], iframe, object').count()).toBe(
    0,
  );
}

async function withLibrary(
  library: ConstructorParameters<typeof Site>[0],
  use: (copy: LibraryCopy, site: Site) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    const copy = await LibraryCopy.make(library, folder);
    const site = new Site(copy.indexed);
    await site.start();
    try {
      await use(copy, site);
    } finally {
      await site.stop();
    }
  });
}

test('titles and details of strangers are text, wherever they are shown', async ({ page, library, context }) => {
  await withLibrary(library, async (copy, site) => {
    const elsewhere = watchElsewhere(context, site.url);
    for (const [title, said] of TITLES) await copy.tell(title, { ...NONSENSE, title: said });
    await copy.tellOfAll({
      title: SCRIPT,
      credits: [
        { text: IMAGE, href: 'https://elsewhere.invalid/' },
        { text: LINK, href: LINK },
      ],
    });
    await page.goto(site.url);
    await expect(tiles(page).first()).toHaveAttribute('data-state', 'thumbnail');
    await expect(page.getByRole('link', { name: IMAGE, exact: true }).last()).toHaveAttribute(
      'href',
      'https://elsewhere.invalid/',
    );
    await expect(page.getByRole('link', { name: LINK, exact: true })).toHaveAttribute('href', /^photo\//);
    await openOverlay(page);
    for (const [, , shown] of TITLES) {
      await tile(page, shown).getByRole('link').click();
      await expect(picture(page, shown)).toHaveAttribute('data-state', 'full');
      await expect(page).toHaveTitle(/– Afterimage$/);
      await expect(
        overlay(page)
          .getByRole('log')
          .locator(`p[data-title="${shown.replaceAll('"', '\\"')}"]`)
          .first(),
      ).toBeAttached();
      await page.keyboard.press('Escape');
    }
    await tile(page, IMAGE).getByRole('link').click();
    await page.keyboard.press('i');
    const information = page.getByRole('region', { name: 'Information' });
    await expect(information).toContainText(IMAGE);
    await expect(information).toContainText(LINK);
    await expect(information).toContainText(`../../${SCRIPT} gpj.exe`);
    await expectNothingRan(page);
    await expectNoTurns(page);
    expect(elsewhere).toEqual([]);
  });
});

test('they are text in a collage, in the list of what is stored, and in notices too', async ({
  page,
  library,
  context,
}) => {
  await withLibrary(library, async (copy, site) => {
    const elsewhere = watchElsewhere(context, site.url);
    await copy.tell('big one', { ...NONSENSE, title: IMAGE });
    await copy.tell('big two', { ...NONSENSE, title: SCRIPT });
    await visit(page, site.url);
    await collageOf(page, IMAGE, SCRIPT);
    await expect(cell(page, `${SCRIPT}, 2 of 2`)).toBeVisible();
    await context.setOffline(true);
    const download = page.getByRole('button', { name: 'Download collage' });
    await expect(download).toBeEnabled();
    await download.click();
    await expect(page.locator('.collage-making').getByRole('status')).toContainText(IMAGE);
    await context.setOffline(false);
    await expectNothingRan(page);
    await page.goto(new URL('storage', site.url).href);
    await expect(page.getByRole('table').first()).toBeVisible();
    await expectNothingRan(page);
    expect(elsewhere).toEqual([]);
  });
});

test('addresses of elsewhere are not asked for, and their photos are not shown', async ({ page, library, context }) => {
  await withLibrary(library, async (copy, site) => {
    const elsewhere = watchElsewhere(context, site.url);
    await copy.tell('july 0', { thumbnail: 'https://elsewhere.invalid/1.jpg' });
    await copy.tell('july 1', { screen: '//elsewhere.invalid/2.jpg' });
    await copy.tell('july 2', { original: 'javascript:globalThis.ran=1' });
    await copy.tell('july 3', { thumbnail: 'data:image/svg+xml,<svg onload="globalThis.ran=1"/>' });
    await copy.tell('july 4', { original: '../originals/..%2f..%2fstate.json' });
    await copy.tell('july 5', { full: 'file:///etc/passwd' });
    await visit(page, site.url);
    await expect(tile(page, 'july 6')).toHaveAttribute('data-state', 'thumbnail');
    for (const refused of ['july 0', 'july 1', 'july 2', 'july 3', 'july 4'])
      await expect(tile(page, refused)).toHaveCount(0);
    // Without the rendition that it cannot have, there is still the original.
    await tile(page, 'july 5').getByRole('link').click();
    await expect(picture(page, 'july 5')).toHaveAttribute('data-state', 'full');
    await expectNothingRan(page);
    expect(elsewhere).toEqual([]);
  });
});

test('photos that say they are huge, or are in two months, leave everything in its place', async ({
  page,
  library,
}) => {
  await withLibrary(library, async (copy, site) => {
    await copy.tell('july 0', { width: 100_000_000, height: 1 });
    await copy.tell('july 1', { width: 1, height: 100_000_000 });
    await copy.tell('july 2', { width: 100_000_000, height: 100_000_000 });
    const { id } = await copy.photo('july 3');
    await copy.tell('june 0', { id });
    await visit(page, site.url);
    for (const title of ['july 0', 'july 1', 'july 2']) {
      await tile(page, title).getByRole('link').click();
      await expect(picture(page, title)).not.toHaveAttribute('data-state', 'placeholder');
      await page.keyboard.press('z');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog', { name: 'Photo' })).toBeHidden();
    }
    await expect(tile(page, 'june 1')).toBeAttached();
    await expectNothingRan(page);
  });
});

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" onload="fetch('/ran-by-handler')">
  <script>fetch('/ran-by-script')</script><rect width="300" height="200" fill="red"/>
  <foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="/ran-by-frame"/></foreignObject>
  <script href="/library/ran.js"/>
</svg>`;

test('an SVG is at most a picture: it is never opened as a page, and nothing in it is run', async ({
  page,
  library,
  context,
}) => {
  await withLibrary(library, async (copy, site) => {
    const elsewhere = watchElsewhere(context, site.url);
    await copy.put('originals/strange.svg', SVG);
    await copy.put('ran.js', "fetch('/ran-by-file')");
    const svg = {
      original: '../originals/strange.svg',
      bytes: SVG.length,
      type: 'image/svg+xml',
      fileName: 'strange.svg',
    };
    await copy.tell('july 0', { ...svg, thumbnail: '../originals/strange.svg', screen: '../originals/strange.svg' });
    await copy.tell('july 1', { ...svg, screen: undefined });
    await page.goto(site.url);
    await expect(tile(page, 'july 2')).toHaveAttribute('data-state', 'thumbnail');
    for (const title of ['july 0', 'july 1']) {
      await tile(page, title).getByRole('link').click();
      await expect(page.getByRole('dialog', { name: 'Photo' })).toBeVisible();
      await page.keyboard.press('Escape');
    }
    const saved = page.waitForEvent('download');
    await tile(page, 'july 1').getByRole('link').click();
    await page.getByRole('button', { name: 'Download', exact: true }).click();
    expect((await saved).suggestedFilename()).toBe('strange.svg');
    await expectNothingRan(page);
    expect([...site.requestsBelow('/ran').keys(), ...site.requestsBelow('/library/ran').keys()]).toEqual([]);
    expect(elsewhere).toEqual([]);
  });
});

for (const [what, path, content] of [
  ['SVG', 'originals/strange.svg', SVG],
  [
    'page',
    'originals/strange.html',
    `<!doctype html><script src="/library/ran.js"></script><img src="/ran" onerror="fetch('/ran-by-handler')">`,
  ],
] as const) {
  test(`a ${what} in a library that somebody opens by its address runs nothing`, async ({
    site: _,
    library,
    context,
  }) => {
    await withLibrary(library, async (copy, site) => {
      await copy.put(path, content);
      await copy.put('ran.js', "fetch('/ran-by-file')");
      // What the browser says of it there is what keeps it from running.
      const other = await context.newPage();
      const refusals: string[] = [];
      other.on('console', (message) => refusals.push(message.text()));
      const answer = await other.goto(new URL(`library/${path}`, site.url).href);
      expect(answer?.headers()['content-security-policy']).toContain('sandbox');
      await expect.poll(() => refusals.length).toBeGreaterThan(0);
      await other.goto(site.url);
      await expect(tiles(other).first()).toHaveAttribute('data-state', 'thumbnail');
      expect([...site.requestsBelow('/ran').keys(), ...site.requestsBelow('/library/ran').keys()]).toEqual([]);
    });
  });
}

/** A photo with this name, whose EXIF says the same. */
async function strangePhoto(name: string): Promise<TestFile> {
  const exif = { IFD0: { ImageDescription: `${IMAGE} ${LONG}`, Artist: LINK, Make: SCRIPT, Model: name.slice(0, 20) } };
  const buffer = await quarters({ width: 900, height: 600 }).withExif(exif).jpeg().toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

test('files with strange names and strange EXIF are added as what they are, and shown as text', async ({
  page,
  site,
  context,
}) => {
  const elsewhere = watchElsewhere(context, site.url);
  await visit(page, site.url);
  await add(page, [await strangePhoto(`${IMAGE}.jpg`), await strangePhoto(`${TURNED}.jpg`)]);
  await tile(page, 'gpj.exe').getByRole('link').click();
  await expect(picture(page, 'gpj.exe')).toHaveAttribute('data-tier', 'device');
  await page.keyboard.press('i');
  const information = page.getByRole('region', { name: 'Information' });
  await expect(information).toContainText('gpj.exe.jpg');
  await expect(information).toContainText(IMAGE);
  await expect(information).toContainText(LINK);
  await expectNothingRan(page);
  await expectNoTurns(page);
  await page.keyboard.press('Escape');
  await expect(tile(page, IMAGE)).toBeAttached();
  expect(elsewhere).toEqual([]);
});

test('what IPTC and XMP say is shown by nobody, and in no picture but the original', async ({ page, context }) => {
  const said = [IMAGE, SCRIPT, LINK, TURNED, LONG, '__proto__'].map((text) => [IPTC.caption, `Said${text}`] as const);
  const entity = `<!DOCTYPE x [<!ENTITY e SYSTEM "https://elsewhere.invalid/Said">]><x>&e;${SCRIPT} Said</x>`;
  const photo = async (taken: string) => {
    const plain = quarters({ width: 2400, height: 1600 }).withExif({ ...TALKATIVE, IFD2: { DateTimeOriginal: taken } });
    const blocks = [iptcBlock(said), iptcBlock(said, { resource: 0xffff_ffff, text: 0 }), xmpBlock(entity)];
    return withBlocks(await plain.jpeg().toBuffer(), ...blocks, xmpPart(entity, 0xffff_ffff, 0));
  };
  await withTemporaryFolder(async (folder) => {
    await mkdir(join(folder, 'photos'));
    await writeFile(join(folder, 'photos', 'theirs.jpg'), await photo('2024:01:02 03:04:05'));
    const site = new Site(await indexFolder(join(folder, 'photos'), { cache: join(folder, 'cache') }));
    await site.start();
    try {
      const elsewhere = watchElsewhere(context, site.url);
      await visit(page, site.url);
      await add(page, [{ name: 'mine.jpg', mimeType: 'image/jpeg', buffer: await photo('2024:01:02 03:04:06') }]);
      for (const title of ['theirs', 'mine']) {
        await tile(page, title).getByRole('link').click();
        await expect(picture(page, title)).toHaveAttribute('data-state', 'screen');
        await page.keyboard.press('i');
        await expect(page.getByRole('region', { name: 'Information' })).toContainText('The gate in the evening');
        await expect(page.locator('html')).not.toContainText('Said');
        await expectNothingRan(page);
        await page.keyboard.press('i');
        await page.keyboard.press('Escape');
      }
      const stored = await storedPicturesWith(page, 'Said');
      expect(stored.with).toEqual([expect.stringMatching(/\/device\/\w+\/original$/)]);
      expect(stored.without).toBeGreaterThan(2);
      expect(elsewhere).toEqual([]);
    } finally {
      await site.stop();
    }
  });
});

/** The URLs of all pictures in Cache Storage that have this text somewhere, and how many have not. */
function storedPicturesWith(page: Page, text: string): Promise<{ with: string[]; without: number }> {
  return page.evaluate(async (wanted) => {
    const found = { with: [] as string[], without: 0 };
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        if (!answer?.headers.get('Content-Type')?.startsWith('image/')) continue;
        const bytes = new TextDecoder('latin1').decode(await answer.arrayBuffer());
        if (bytes.includes(wanted)) found.with.push(request.url);
        else found.without += 1;
      }
    }
    return found;
  }, text);
}

test('files that are no photos are refused by name, which is text too', async ({ page, site }) => {
  await visit(page, site.url);
  const files = [`${IMAGE}.svg`, `${SCRIPT.replaceAll('/', '')}.html`, `${TURNED}.jpg`].map((name) => ({
    ...{ name, mimeType: 'image/jpeg', buffer: Buffer.from(SVG) },
  }));
  await pick(page, files);
  await expect(panel(page)).toContainText(`${IMAGE}.svg is not a picture`);
  await expect(panel(page)).toContainText('gpj.exe.jpg is not a picture');
  await expectNothingRan(page);
  await expectNoTurns(page);
});

test('the service worker refuses what makes no sense, and loses nothing over it', async ({ page, site }) => {
  await visit(page, site.url);
  await add(page, [await strangePhoto('mine.jpg')]);
  const before = await page.evaluate(() => afterimage.stats());
  for (const message of [
    ...[null, 'clear', 5, [], {}, { type: {} }, { type: '__proto__' }, { type: 'clear', tier: 'everything' }],
    ...[{ type: 'set-thumbnail-budget', bytes: -1 }, { type: 'evict-thumbnail' }, { type: 'pin', pins: 5 }],
    ...[{ type: 'add-device-photo' }, { type: 'forget-deleted-photos', photos: [{}] }, { type: 'unpin' }],
  ]) {
    expect(await askWorker(page, message)).toMatchObject({ ok: false });
  }
  await page.reload();
  await expect(tile(page, 'mine')).toHaveAttribute('data-tier', 'device');
  const { thumbnails } = await page.evaluate(() => afterimage.stats());
  expect(thumbnails.budgetBytes).toBe(before.thumbnails.budgetBytes);
});

/** No mark on the page turns the direction of what follows, or can be seen in a name. */
async function expectNoTurns(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const marks = /[\u202a-\u202e\u2066-\u2069]/;
    const labels = [...document.querySelectorAll('[aria-label]')].map((element) => element.getAttribute('aria-label'));
    return [document.title, document.body.textContent, ...labels].filter((said) => marks.test(said ?? ''));
  });
  expect(found).toEqual([]);
}
