import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import type { Replies, Reply } from '../../src/shared/messages.ts';
import type { Pin, PinQuality } from '../../src/shared/pin.ts';
import { CACHES } from '../../src/shared/tier.ts';
import { askWorker } from '../support/faults.ts';
import { expect, test, tile, visit } from '../support/fixtures.ts';
import { hold } from '../support/hold.ts';
import { pinnedFigures, pinnedPaths, strip, wrongBytes } from '../support/keep.ts';
import { LibraryCopy } from '../support/library-copy.ts';
import { Site, withTemporaryFolder } from '../support/site.ts';

/** The address of a month's file, as a pattern for `route`. */
async function sectionFile(site: Site, id: string): Promise<string> {
  const response = await fetch(new URL('library/library.json', site.url));
  const { sections } = (await response.json()) as { sections: { id: string; href: string }[] };
  return `**/library/${sections.find((section) => section.id === id)?.href}`;
}

async function pinning(page: Page): Promise<Replies['pinning']> {
  const reply = await askWorker<Reply<Replies['pinning']>>(page, { type: 'pinning' });
  if (!reply.ok) throw new Error(reply.reason);
  return reply.value;
}

/** Asks the worker to keep a photo by itself. */
async function pinPhoto(page: Page, title: string, section: string, quality: PinQuality): Promise<void> {
  const href = await tile(page, title).getByRole('link').getAttribute('href');
  const pins = [{ scope: { kind: 'photo', photo: href?.split('/').at(-1), section }, quality }];
  await askWorker(page, { type: 'pin', pins });
}

const EVERYTHING: Pin = { scope: { kind: 'library' }, quality: 'screen' };

test('what is cleared while months are still being looked at does not come back', async ({ page, site, context }) => {
  const june = await hold(context, await sectionFile(site, '2024-06'));
  await visit(page, site.url);
  await askWorker(page, { type: 'pin', pins: [EVERYTHING] });
  await june.reached;
  await expect.poll(async () => (await pinnedPaths(page)).length).toBeGreaterThan(0);
  await askWorker(page, { type: 'clear', tier: 'pinned' });
  june.letGo();
  await expect
    .poll(() => page.evaluate(async (url) => (await fetch(url)).ok, `${site.url}library/library.json`))
    .toBe(true);
  await askWorker(page, { type: 'work' });
  const { pins, progress } = await pinning(page);
  expect([pins, progress.state, progress.photos.wanted]).toEqual([[], 'idle', 0]);
  expect(await pinnedPaths(page)).toEqual([]);
  expect(await pinnedFigures(page)).toEqual({ count: 0, bytes: 0 });
});

test('a month that the server does not have holds up no other, is named, and is kept once it is there', async ({
  page,
  site,
  context,
}) => {
  const june = await sectionFile(site, '2024-06');
  await context.route(june, (route) => route.fulfill({ status: 404 }));
  await visit(page, site.url);
  await askWorker(page, { type: 'pin', pins: [EVERYTHING] });
  await expect(strip(page)).toContainText('A month of the library could not be read.');
  expect(await pinnedPaths(page)).toHaveLength(52);
  await context.unroute(june);
  await strip(page).getByRole('button', { name: 'Try again' }).click();
  await expect(strip(page)).toContainText(/^38 photos are kept offline/);
  expect(await pinnedPaths(page)).toHaveLength(76);
});

test('a month that the server sends empty by mistake costs nobody what is pinned of it', async ({
  page,
  library,
  context,
}) => {
  await withTemporaryFolder(async (folder) => {
    const copy = await LibraryCopy.make(library, folder);
    const site = new Site(copy.indexed);
    await site.start();
    try {
      await visit(page, site.url);
      await askWorker(page, { type: 'pin', pins: [EVERYTHING] });
      const isComplete = async () => (await pinning(page)).pins.every(({ complete }) => complete);
      await expect.poll(isComplete, { timeout: 40_000 }).toBe(true);
      const before = await pinnedPaths(page);
      await copy.remove('july 3');
      const july = `**/library/${await copy.sectionFile('2024-07')}`;
      await context.route(july, (route) => route.fulfill({ contentType: 'application/json', body: '{"photos":[]}' }));
      await page.reload();
      await expect(strip(page)).toContainText('A month of the library could not be read.');
      expect(await pinnedPaths(page)).toEqual(before);
      await context.unroute(july);
      await strip(page).getByRole('button', { name: 'Try again' }).click();
      await expect.poll(async () => (await pinnedPaths(page)).length).toBe(before.length - 2);
    } finally {
      await site.stop();
    }
  });
});

test('what is kept is complete no longer when the storage lost it, and is again once it is back', async ({
  page,
  site,
  context,
}) => {
  await visit(page, site.url);
  const july = { scope: { kind: 'section', section: '2024-07' }, quality: 'screen' };
  await askWorker(page, { type: 'pin', pins: [july] });
  const isComplete = async () => (await pinning(page)).pins[0]?.complete;
  await expect.poll(isComplete, { timeout: 40_000 }).toBe(true);
  const before = await pinnedPaths(page);
  const screens = await hold(context, '**/library/screens/**');
  await page.evaluate((name) => caches.delete(name), CACHES.pinned);
  expect(await pinnedFigures(page)).toEqual({ count: 0, bytes: 0 });
  await screens.reached;
  expect(await isComplete()).toBe(false);
  screens.letGo();
  await expect.poll(isComplete, { timeout: 40_000 }).toBe(true);
  expect(await pinnedPaths(page)).toEqual(before);
});

test('one photo that cannot be had makes no other wish incomplete, and cancelling costs only what is on its way', async ({
  page,
  library,
  site,
  context,
}) => {
  const { photos } = JSON.parse(
    await readFile(join(library.library, (await sectionFile(site, '2024-06')).replace('**/library/', '')), 'utf8'),
  ) as { photos: { screen: string }[] };
  await context.route(`**/${photos[3]?.screen.replace('../', '')}`, (route) => route.fulfill({ status: 404 }));
  await visit(page, site.url);
  const month = (section: string): Pin => ({ scope: { kind: 'section', section }, quality: 'screen' });
  await askWorker(page, { type: 'pin', pins: [month('2024-07'), month('2024-06')] });
  await expect(strip(page)).toContainText('1 of 24 photos could not be kept.', { timeout: 40_000 });
  const completeness = async () =>
    (await pinning(page)).pins.map(({ scope, complete }) => scope.kind === 'section' && [scope.section, complete]);
  expect(await completeness()).toEqual([
    ['2024-06', false],
    ['2024-07', true],
  ]);
  await expect(page.getByRole('button', { name: 'Stop keeping July 2024 offline' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stop keeping June 2024 offline' })).toBeVisible();
  const before = await pinnedPaths(page);
  const may = await hold(context, '**/library/screens/**');
  await askWorker(page, { type: 'pin', pins: [month('2024-05')] });
  await may.reached;
  await strip(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(strip(page)).toContainText('Cancelled.');
  may.letGo();
  expect(await completeness()).toEqual([
    ['2024-06', false],
    ['2024-07', true],
  ]);
  expect(await pinnedPaths(page)).toEqual(before);
});

test('a photo that loses a file while another of its files is on its way is not taken for complete', async ({
  page,
  site,
  context,
}) => {
  await visit(page, site.url);
  const screens = await hold(context, '**/library/screens/**');
  await pinPhoto(page, 'july 3', '2024-07', 'screen');
  await screens.reached;
  expect(await pinnedPaths(page)).toEqual([expect.stringMatching(/^thumbnails\//)]);
  await page.evaluate((name) => caches.delete(name), CACHES.pinned);
  await askWorker(page, { type: 'figures' });
  screens.letGo();
  await expect.poll(async () => (await pinning(page)).progress.photos.kept).toBe(1);
  expect(await pinnedPaths(page)).toEqual([
    expect.stringMatching(/^screens\//),
    expect.stringMatching(/^thumbnails\//),
  ]);
});

for (const whole of [false, true]) {
  test(`a photo that moves to another month stays kept, and is not fetched again: ${whole ? 'months are kept' : 'it is kept by itself'}`, async ({
    page,
    library,
  }) => {
    await withTemporaryFolder(async (folder) => {
      const copy = await LibraryCopy.make(library, folder);
      const site = new Site(copy.indexed);
      await site.start();
      try {
        await visit(page, site.url);
        if (whole) await askWorker(page, { type: 'pin', pins: [EVERYTHING] });
        else await pinPhoto(page, 'july 3', '2024-07', 'screen');
        const isComplete = async () => (await pinning(page)).pins.every(({ complete }) => complete);
        await expect.poll(isComplete, { timeout: 40_000 }).toBe(true);
        const before = await pinnedPaths(page);
        await copy.move('july 3', '2024-06');
        site.forgetRequests();
        await page.reload();
        await expect.poll(async () => site.requestsBelow('/library/sections/').size).toBe(2);
        await expect.poll(async () => (await pinning(page)).progress.state).toBe('idle');
        const { pins, progress } = await pinning(page);
        if (!whole) expect(pins.map(({ scope }) => 'section' in scope && scope.section)).toEqual(['2024-06']);
        expect(progress.photos.kept).toBe(before.length / 2);
        expect(await pinnedPaths(page)).toEqual(before);
        expect([...site.requestsBelow('/library/screens/').keys()]).toEqual([]);
      } finally {
        await site.stop();
      }
    });
  });
}

test('a pinned copy whose bytes were changed is found by its hash when it is pinned again, and renewed', async ({
  page,
  site,
}) => {
  await visit(page, site.url);
  await pinPhoto(page, 'july 3', '2024-07', 'screen');
  await expect.poll(async () => (await pinning(page)).progress.photos.kept).toBe(1);
  await page.evaluate(async (name) => {
    const cache = await caches.open(name);
    const headers = { 'Content-Type': 'image/jpeg' };
    for (const request of await cache.keys()) await cache.put(request, new Response('not what it was', { headers }));
  }, CACHES.pinned);
  expect(await wrongBytes(page)).toHaveLength(2);
  await askWorker(page, { type: 'pin', pins: [{ scope: { kind: 'section', section: '2024-07' }, quality: 'screen' }] });
  await expect.poll(async () => (await pinning(page)).pins.map(({ complete }) => complete)).toEqual([true, true]);
  expect(await pinnedPaths(page)).toHaveLength(24);
  expect(await wrongBytes(page)).toEqual([]);
});
