import { execFileSync } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { buildApp } from '../../src/indexer/build-app.ts';
import { exportApp } from '../../src/indexer/export-site.ts';
import { ensureBrowser } from '../support/browser.ts';
import { BROWSER_ARGS } from '../support/browser-args.ts';
import { agreeToKeep, type Quality, strip } from '../support/keep.ts';
import { withTemporaryFolder } from '../support/site.ts';
import { ManyPhotos, writeDetailedPhotos } from './many-photos.ts';
import { type Answered, NGINX, Nginx } from './nginx.ts';

// Prints what a library of 1,000 photos costs its server: `npx tsx tests/deploy/cost.ts [folder of photos]`. They are as
// large as those of the folder, each of them many times; without one, made-up pictures of 6 megapixels.

const PHOTOS = 1000;
const LOOKED_AT = 60;
const OPENED = 100;
const ADDED = 10;
/** What the app does by itself is over when nothing was asked for so long, in ms. */
const QUIET_MS = 3000;
const LONG_MS = 1_800_000;
const VIEWPORT = { width: 1280, height: 800 };
const KINDS = [
  ['thumbnails', /\/library\/thumbnails\//],
  ['screens', /\/library\/screens\//],
  ['originals', /\/library\/(originals|full)\//],
  ['lists', /\/library\//],
  ['app', /./],
] as const;

/** A browser profile's visits to the site, and what they asked of nginx. */
class Visitor {
  readonly #nginx: Nginx;
  readonly #profile: string;
  #context: BrowserContext | undefined;

  constructor(nginx: Nginx, profile: string) {
    this.#nginx = nginx;
    this.#profile = profile;
  }

  /** Starts the browser anew, opens the library and waits until the app is stored. */
  async visit(): Promise<Page> {
    await this.close();
    const options = { executablePath: ensureBrowser(), args: [...BROWSER_ARGS], viewport: VIEWPORT };
    this.#context = await chromium.launchPersistentContext(this.#profile, options);
    const page = await this.#context.newPage();
    await page.goto(`${this.#nginx.url}photos/`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.locator('.tile[data-state=thumbnail]').first().waitFor();
    return page;
  }

  async close(): Promise<void> {
    await this.#context?.close();
    this.#context = undefined;
  }

  /** Does something, prints the row of the table for it once all is quiet, and gives what it gave. */
  async row<T>(name: string, action: () => Promise<T>): Promise<T> {
    await this.#nginx.forget();
    const result = await action();
    let before = -1;
    for (let answered = await this.#nginx.answered(); answered.length > before; ) {
      before = answered.length;
      await new Promise((quiet) => setTimeout(quiet, QUIET_MS));
      answered = await this.#nginx.answered();
    }
    printRow(name, await this.#nginx.answered());
    return result;
  }
}

function printRow(name: string, answered: readonly Answered[]): void {
  const kinds = new Map<string, number>();
  for (const { path } of answered) {
    const [kind] = KINDS.find(([, pattern]) => pattern.test(path)) ?? ['app'];
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const bytes = answered.reduce((sum, answer) => sum + answer.bytes, 0);
  const unchanged = answered.filter(({ status }) => status === 304).length;
  const failed = answered.filter(({ status }) => status >= 400).map(({ path, status }) => `${status} ${path}`);
  const what = [...kinds].map(([kind, count]) => `${kind} ${count}`).join(', ');
  console.log(`| ${name} | ${answered.length.toLocaleString()} | ${unchanged} | ${megabytes(bytes)} | ${what} |`);
  if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} KB` : `${(bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0)} MB`;
}

async function printUpload(site: string): Promise<void> {
  const files = (await readdir(site, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`| the upload itself | ${files.length.toLocaleString()} | 0 | ${megabytes(bytes)} | |`);
}

async function scrollUntil(page: Page, isEnough: () => Promise<boolean>): Promise<void> {
  while (!(await isEnough())) {
    await page.evaluate(() => window.scrollBy(0, 300));
    await page.waitForFunction(() => {
      const seen = [...document.querySelectorAll<HTMLElement>('.tile')].filter((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return bottom > 0 && top < window.innerHeight;
      });
      return seen.length > 0 && seen.every(({ dataset }) => dataset['state'] === 'thumbnail');
    });
  }
}

function isAtEnd(page: Page): Promise<boolean> {
  return page.evaluate(() => window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 1);
}

/** Opens the newest photo and goes on from one to the next. */
async function openPhotos(page: Page): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.locator('.tile').first().getByRole('link').click();
  for (let index = PHOTOS - 1; index >= PHOTOS - OPENED; index -= 1) {
    const picture = page
      .getByRole('dialog', { name: 'Photo' })
      .getByRole('img', { name: `photo ${index}`, exact: true });
    await picture.and(page.locator('[data-state=screen], [data-state=full]')).waitFor();
    if (index > PHOTOS - OPENED) await page.keyboard.press('ArrowRight');
  }
}

async function keepEverything(page: Page, quality: Quality): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Storage' }).click();
  await page.getByRole('button', { name: 'Keep everything offline' }).click();
  await agreeToKeep(page, quality);
  await strip(page)
    .getByText(/^1,000 photos are kept offline/)
    .waitFor({ timeout: LONG_MS });
}

async function measure(site: string, nginx: Nginx, photos: ManyPhotos, work: string): Promise<void> {
  console.log('| | requests | of them unchanged (304) | bytes | for what |\n|---|---|---|---|---|');
  await printUpload(site);
  const visitor = new Visitor(nginx, join(work, 'profile'));
  const thumbnails = async () => (await nginx.answered()).filter(({ path }) => /thumbnails\//.test(path)).length;
  const page = await visitor.row(`a first visit, looking at ${LOOKED_AT} thumbnails`, async () => {
    const first = await visitor.visit();
    await scrollUntil(first, async () => (await thumbnails()) >= LOOKED_AT);
    return first;
  });
  await visitor.row('… and then at all others', () => scrollUntil(page, () => isAtEnd(page)));
  await visitor.row(`… and then opening ${OPENED} photos, one after the other`, () => openPhotos(page));
  const again = await visitor.row('a visit on another day, looking at all thumbnails', async () => {
    const next = await visitor.visit();
    await scrollUntil(next, () => isAtEnd(next));
    return next;
  });
  await again.close();
  await photos.write(site, PHOTOS + ADDED);
  await visitor.row(`a visit after ${ADDED} photos were added`, () => visitor.visit());
  await visitor.close();

  await photos.write(site, PHOTOS);
  for (const quality of ['Previews', 'Originals'] as const) {
    const keeper = new Visitor(nginx, join(work, quality));
    const kept = await keeper.visit();
    const name = quality === 'Previews' ? 'keeping all offline as previews' : 'keeping all offline with the originals';
    await keeper.row(`${name}, after a first look`, () => keepEverything(kept, quality));
    await keeper.close();
  }
}

await withTemporaryFolder(async (work) => {
  if (!NGINX) throw new Error('nginx is not installed (Debian: nginx-light).');
  const { app } = await buildApp(resolve(import.meta.dirname, '../..'));
  const folder = process.argv[2] ?? join(work, 'photos');
  if (process.argv[2] === undefined) await writeDetailedPhotos(folder);
  const photos = await ManyPhotos.of(folder, work);
  const site = join(work, 'site');
  await photos.write(site, PHOTOS);
  await exportApp(app, site);
  const conf = (await readFile(join(site, 'nginx.conf'), 'utf8')).replaceAll('/srv/afterimage/', `${site}/`);
  const nginx = new Nginx(join(work, 'nginx'), conf);
  await nginx.start();
  try {
    const browser = execFileSync(ensureBrowser(), ['--version'], { encoding: 'utf8' }).trim();
    console.log(`${new Date().toISOString().slice(0, 10)}, ${browser}, HTTP/1.1, bytes with headers\n`);
    await measure(site, nginx, photos, work);
  } finally {
    await nginx.stop();
  }
});
