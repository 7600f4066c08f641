import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { exportApp } from '../../src/indexer/export-site.ts';
import { indexFolder } from '../../src/indexer/index-folder.ts';
import { test as base, expect, picture, seeAll, tile, tiles, visit } from '../support/fixtures.ts';
import { LIBRARY, LIBRARY_VARIABLE } from '../support/global-setup.ts';
import { APP, withTemporaryFolder } from '../support/site.ts';
import { NGINX, Nginx } from './nginx.ts';

const test = base.extend<{ nginx: Nginx }, { exported: string }>({
  exported: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures out of this pattern.
    async ({}, use) => {
      await withTemporaryFolder(async (folder) => {
        const [cache, out] = [join(folder, 'cache'), join(folder, 'site')];
        await indexFolder(join(process.env[LIBRARY_VARIABLE] ?? '', 'photos'), { cache, out });
        await exportApp(APP, out);
        await use(out);
      });
    },
    { scope: 'worker' },
  ],
  nginx: async ({ exported }, use) => {
    await withNginx(exported, (conf) => conf, use);
  },
});

/** Serves a site as its own `nginx.conf` says, with the changes that its comments ask for. */
async function withNginx(site: string, change: (conf: string) => string, use: (nginx: Nginx) => Promise<void>) {
  await withTemporaryFolder(async (folder) => {
    const conf = await readFile(join(site, 'nginx.conf'), 'utf8');
    const nginx = new Nginx(folder, change(conf.replaceAll('/srv/afterimage/', `${site}/`)));
    await nginx.start();
    try {
      await use(nginx);
    } finally {
      await nginx.stop();
    }
  });
}

/** Addresses of the site, below the app, one for each kind of answer. */
async function addresses(site: string): Promise<string[]> {
  const files = (await readdir(site, { recursive: true })).map((path) => path.replaceAll('\\', '/'));
  const first = (pattern: RegExp) => {
    const found = files.find((path) => pattern.test(path));
    if (found === undefined) throw new Error(`Nothing in the site is called ${pattern}`);
    return found;
  };
  return [
    ...['', 'index.html', 'photo/48e09ea998f3becc8ae71ad3035f5ed0', 'collage', 'storage'],
    ...['sw.js', 'manifest.webmanifest', 'library/library.json', 'icons/icon.svg', 'icons/icon-192.png'],
    ...[/^assets\/index-.*\.js$/, /^assets\/index-.*\.css$/, /^assets\/heic-worker-.*\.js$/, /^assets\/german-.*\.js$/]
      .concat([/^library\/sections\/.*\.json$/, /^library\/lookup\/parts\..*\.json$/])
      .concat([/^library\/thumbnails\/.*\.jpg$/, /^library\/screens\/.*\.jpg$/])
      .concat([/^library\/originals\/.*\.jpg$/, /^library\/originals\/.*\.png$/])
      .map(first),
    ...['library/thumbnails/00/none.jpg', 'library/sections/none.json', 'library/none.json', 'assets/none.js', 'none'],
    ...[
      'library',
      'library/',
      'assets/',
      'library/thumbnails/',
      'library/../sw.js.map',
      '.hidden',
      'photo/',
      'photo/a/b',
    ],
  ];
}

const SECURITY = ['X-Content-Type-Options', 'Referrer-Policy', 'Permissions-Policy'].concat(
  ['Opener', 'Embedder', 'Resource'].map((what) => `Cross-Origin-${what}-Policy`),
);

/** What is compared of an answer with that of `npm start`; of one that found nothing, only what protects. */
async function answerOf(url: string) {
  const { ok, status, headers } = await fetch(url);
  const compressed = headers.has('Content-Encoding') ? ['Content-Encoding', 'Vary'] : [];
  const names = [...SECURITY, ...(ok ? ['Content-Type', 'Cache-Control', ...compressed] : [])];
  return { status, ...Object.fromEntries(names.map((name) => [name, headers.get(name)?.replace('; ', ';')])) };
}

/** All directives by which a browser is bound that reads an answer, in alphabetical order: a page may bring some along. */
async function policyOf(url: string): Promise<{ isPage: boolean; policy: string[] }> {
  const { ok, headers, text } = await fetchText(url);
  const isPage = ok && headers.get('Content-Type')?.startsWith('text/html') === true;
  const [, meta = ''] = (isPage && /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)) || [];
  const directives = [headers.get('Content-Security-Policy') ?? '', meta.replaceAll('&#39;', "'")].join('; ');
  return { isPage, policy: [...new Set(directives.split('; '))].filter((directive) => directive !== '').sort() };
}

async function fetchText(url: string) {
  const answer = await fetch(url);
  return { ok: answer.ok, headers: answer.headers, text: await answer.text() };
}

/** Sees all of the library, until every thumbnail is stored. */
async function storeAll(page: Page, url: string): Promise<void> {
  await visit(page, url);
  await seeAll(page);
  const stored = () => page.evaluate(async () => (await afterimage.stats()).thumbnails.count);
  await expect.poll(stored).toBe(LIBRARY.length);
}

test.skip(NGINX === undefined, 'nginx is not installed');

test('opens under a sub-path, stores the thumbnails, and leads to every address again', async ({ page, nginx }) => {
  const url = `${nginx.url}photos/`;
  await storeAll(page, url);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).scope)).toBe(url);
  await page.evaluate(() => window.scrollTo(0, 0));
  await tile(page, 'july 1').getByRole('link').click();
  await expect(picture(page, 'july 1')).toHaveAttribute('data-state', 'full');
  await page.reload();
  await expect(picture(page, 'july 1')).toHaveAttribute('data-state', 'full');
});

for (const [path, name] of [
  ['collage', 'Collage'],
  ['storage', 'Storage'],
] as const) {
  test(`a first visit may begin at ${path}`, async ({ page, nginx }) => {
    await page.goto(`${nginx.url}photos/${path}`);
    await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
    await expect(page).toHaveURL(`${nginx.url}photos/${path}`);
  });
}

test('a first visit may begin at a photo, and at the path without its last stroke', async ({
  page,
  nginx,
  context,
}) => {
  await page.goto(`${nginx.url}photos?overlay`);
  await expect(page).toHaveURL(`${nginx.url}photos/?overlay`);
  await expect(tiles(page).first()).toHaveAttribute('data-state', 'thumbnail');
  const href = await tile(page, 'july 2').getByRole('link').getAttribute('href');
  const fresh = await context.browser()?.newPage();
  await fresh?.goto(new URL(href ?? '', `${nginx.url}photos/`).href);
  if (fresh) await expect(picture(fresh, 'july 2')).toHaveAttribute('data-state', 'full');
  await fresh?.close();
});

test('with nginx stopped and the browser restarted, everything seen is there', async ({ nginx, openProfile }) => {
  const first = await openProfile();
  await storeAll(await first.newPage(), `${nginx.url}photos/`);
  await first.close();
  await nginx.stop();

  const offline = await (await openProfile()).newPage();
  await offline.goto(`${nginx.url}photos/`);
  await expect(offline.getByRole('status').filter({ hasText: 'Offline' })).toBeVisible();
  await seeAll(offline);
  expect((await offline.evaluate(() => afterimage.stats())).thumbnails.misses).toBe(0);
  await offline.goto(`${nginx.url}photos/storage`);
  await expect(offline.getByRole('heading', { name: 'Storage', exact: true })).toBeVisible();
});

test('a second visit asks for nothing whose name changes with its content, and the rest has not changed', async ({
  nginx,
  openProfile,
}) => {
  const url = `${nginx.url}photos/`;
  const first = await openProfile();
  const page = await first.newPage();
  await storeAll(page, url);
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await navigator.locks.request(name, () => {});
  });
  await first.close();
  await nginx.forget();

  const again = await (await openProfile()).newPage();
  await visit(again, url);
  await seeAll(again);
  await expect.poll(async () => (await nginx.answered()).map(({ path }) => path)).toContain('/photos/sw.js');
  const answered = await nginx.answered();
  expect(answered.filter(({ path }) => /^\/photos\/(assets|library\/[a-z]+\/)/.test(path))).toEqual([]);
  expect(answered.filter(({ status }) => status !== 304)).toEqual([]);
});

test('answers as `npm start` does: types, compression, caching, security, and what is not there', async ({
  nginx,
  exported,
  site,
}) => {
  for (const address of await addresses(exported)) {
    expect(await answerOf(`${nginx.url}photos/${address}`), address).toEqual(await answerOf(site.url + address));
    // Only the page has scripts inside; nothing else needs to allow them.
    const own = await policyOf(site.url + address);
    const policy = own.policy.map((directive) => (own.isPage ? directive : directive.replace(/ 'sha256-[^']*'/g, '')));
    expect(await policyOf(`${nginx.url}photos/${address}`), address).toEqual({ ...own, policy });
  }
});

test('sends a part of a picture, and what was compressed beforehand as it lies there', async ({ nginx, exported }) => {
  const url = `${nginx.url}photos/`;
  const paths = await addresses(exported);
  const original = paths.find((path) => path.startsWith('library/originals/')) ?? '';
  const part = await fetch(url + original, { headers: { Range: 'bytes=10-19' } });
  expect([part.status, part.headers.get('Content-Range')]).toEqual([206, expect.stringMatching(/^bytes 10-19\/\d+$/)]);
  const whole = await readFile(join(exported, original));
  expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(10, 20));

  const script = paths.find((path) => path.startsWith('assets/index-')) ?? '';
  const { headers } = await fetch(url + script, { method: 'HEAD', headers: { 'Accept-Encoding': 'gzip' } });
  expect(Number(headers.get('Content-Length'))).toBe((await readFile(join(exported, `${script}.gz`))).length);
});

test('does not show its own configuration', async ({ nginx }) => {
  expect((await fetch(`${nginx.url}photos/nginx.conf`)).status).toBe(404);
});

test('works at the root, with the changes that the configuration names', async ({ page, exported }) => {
  const toRoot = (conf: string) => conf.replace(/^location = \/photos \{[^}]*\}/m, '').replaceAll('/photos/', '/');
  await withNginx(exported, toRoot, async ({ url }) => {
    await visit(page, url);
    await page.goto(`${url}storage`);
    await expect(page.getByRole('heading', { name: 'Storage', exact: true })).toBeVisible();
    expect((await fetch(`${url}library/none.json`)).status).toBe(404);
  });
});
