import { addressOf, expect, test } from '../support/fixtures.ts';
import { hold } from '../support/hold.ts';

for (const [page, file] of [
  ['a photo', /\/assets\/viewing-[^/]+\.js$/],
  ['the storage page', /\/assets\/storage-page-[^/]+\.js$/],
  ['a collage', /\/assets\/collage-page-[^/]+\.js$/],
] as const) {
  test(`where an address leads to ${page}, its files are asked for while the first one is on its way, and once`, async ({
    page: known,
    site,
    browser,
  }) => {
    const address = {
      'a photo': () => addressOf(known, site, 'july 1'),
      'the storage page': () => `${site.url}storage`,
      'a collage': () => `${site.url}collage`,
    }[page];
    const url = await address();
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const first = await hold(context, '**/assets/index-*.js');
    const fresh = await context.newPage();
    const asked: string[] = [];
    fresh.on('request', (request) => asked.push(request.url()));
    const early = fresh.waitForRequest(file);
    await fresh.goto(url, { waitUntil: 'commit' });
    await first.reached;
    await early;
    first.letGo();
    await expect(fresh.getByRole('link', { name: 'Storage' })).toBeVisible();
    expect(asked.filter((path) => file.test(path))).toHaveLength(1);
    await context.close();
  });
}

test('where an address leads to the library, nothing is asked for with the first file', async ({ browser, site }) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const first = await hold(context, '**/assets/index-*.js');
  const fresh = await context.newPage();
  const asked: string[] = [];
  fresh.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const styles = fresh.waitForResponse(/\/assets\/index-[^/]+\.css$/);
  await fresh.goto(site.url, { waitUntil: 'commit' });
  await first.reached;
  await styles;
  expect(asked.filter((path) => path.startsWith('/assets/')).map((path) => path.replace(/-[^-.]+\./, '.'))).toEqual(
    expect.arrayContaining(['/assets/index.js', '/assets/index.css']),
  );
  expect(asked.filter((path) => path.startsWith('/assets/'))).toHaveLength(2);
  first.letGo();
  await context.close();
});
