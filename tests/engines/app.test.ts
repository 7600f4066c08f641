import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LibraryJson, SectionFileJson } from '../../src/shared/library-format.ts';
import { CACHES } from '../../src/shared/tier.ts';
import type { Site } from '../support/site.ts';
import type { Driver } from './driver.ts';
import { inEveryEngineWithSite } from './with-site.ts';

const TILE = '[aria-label="Photos"] li';
const VIEWER = 'dialog[aria-label="Photo"]';

inEveryEngineWithSite((browser, site) => {
  let seen: number;
  beforeEach(() => {
    seen = browser().messages.length;
  });
  afterEach(() => expect(browser().messages.slice(seen).filter(isViolation)).toEqual([]));

  it('shows the library, and stores the thumbnails that it shows', async () => {
    await visit(browser(), site());
    // The books follow what is written.
    const stored = await browser().until(async () => {
      const { thumbnails } = await afterimage.stats();
      return thumbnails.count > 0 ? thumbnails : undefined;
    });
    expect(stored?.bytes).toBeGreaterThan(0);
  });

  it('opens a photo, sharp, and goes to the next by button and by key', async () => {
    await visit(browser(), site());
    await browser().click(`${TILE}[aria-label="july 0"] a`);
    await seeSharp(browser(), 'july 0');
    await browser().click('button[aria-label="Next photo"]');
    await seeSharp(browser(), 'july 1');
    await browser().press('ArrowRight');
    await seeSharp(browser(), 'july 2');
    await browser().press('Escape');
    await browser().until((viewer) => !document.querySelector<HTMLDialogElement>(viewer)?.open, VIEWER);
  });

  it('answers a photo that is opened again from memory', async () => {
    await visit(browser(), site());
    for (const tier of ['network', 'memory']) {
      await browser().click(`${TILE}[aria-label="july 3"] a`);
      await seeSharp(browser(), 'july 3', tier);
      await browser().press('Escape');
      await browser().until((viewer) => !document.querySelector<HTMLDialogElement>(viewer)?.open, VIEWER);
    }
  });

  it('shows in the overlay what stats() tells', async () => {
    await visit(browser(), site());
    await browser().press('o');
    await browser().click(`${TILE}[aria-label="july 4"] a`);
    await seeSharp(browser(), 'july 4');
    // Hits and misses of each tier; those of the network are requests and failures.
    const agreed = await browser().until(async () => {
      const { memory, thumbnails, network } = await afterimage.stats();
      const told = [memory.hits, memory.misses, thumbnails.hits, thumbnails.misses, network.requests, network.failures];
      const rows = [...document.querySelectorAll('[aria-label="Tier overlay"] tbody tr')];
      const shown = ['memory', 'thumbnails', 'network'].flatMap((tier) => {
        const row = rows.find((candidate) => candidate.querySelector('th')?.textContent === tier);
        return [...(row?.querySelectorAll('td') ?? [])].slice(0, 2).map(({ textContent }) => Number(textContent));
      });
      return String(shown) === String(told) ? told : undefined;
    });
    expect(agreed?.[1]).toBeGreaterThan(0);
  });

  it('pretends to be offline: what is stored answers, the network is not asked, and it is asked again afterwards', async () => {
    await visit(browser(), site());
    await browser().evaluate(() => afterimage.pretend('offline'));
    site().forgetRequests();
    await browser().click(`${TILE}[aria-label="july 6"] a`);
    await browser().until(
      (viewer) => document.querySelector(viewer)?.textContent?.includes('Offline. Showing the saved preview.'),
      VIEWER,
    );
    // By this the app asks for the library, and for months that it has not loaded.
    const answer = await browser().evaluate(async () => {
      const stored = await fetch('library/library.json', { mode: 'same-origin', cache: 'only-if-cached' });
      return stored.headers.get('Cache-Status');
    });
    expect(answer).toBe('afterimage-library; hit');
    expect([...site().requestsBelow('/library/').keys()]).toEqual([]);
    await browser().evaluate(() => afterimage.pretend('real'));
    await seeSharp(browser(), 'july 6', 'network');
  });

  it('pretends that the network is slow: a picture comes all the same', async () => {
    await visit(browser(), site());
    await browser().evaluate(() => afterimage.pretend('slow'));
    await browser().click(`${TILE}[aria-label="july 8"] a`);
    await seeSharp(browser(), 'july 8', 'network');
  });

  it('takes an o that is typed into the search field of the overlay for a letter, and any other for its key', async () => {
    await visit(browser(), site());
    await browser().press('o');
    await browser().until(() => document.querySelector('[aria-label="Tier overlay"] input') !== null);
    await browser().evaluate(() => document.querySelector<HTMLElement>('[aria-label="Tier overlay"] input')?.focus());
    await browser().press('o');
    await browser().evaluate(() => document.querySelector<HTMLElement>('[aria-label="Tier overlay"] select')?.focus());
    await browser().press('o');
    expect(await browser().evaluate(() => document.querySelectorAll('section[aria-label="Tier overlay"]').length)).toBe(
      1,
    );
    await browser().evaluate(() => document.querySelector<HTMLElement>('[role="log"]')?.focus());
    await browser().press('o');
    await browser().until(() => document.querySelector('section[aria-label="Tier overlay"]') === null);
  });

  it('after a restart, with the server stopped, shows what is stored, and opens a photo with the best of it', async () => {
    await visit(browser(), site());
    await site().stop();
    await browser().restart();

    await browser().open(site().url);
    await browser().until((tile) => document.querySelector<HTMLElement>(tile)?.dataset['tier'] === 'thumbnails', TILE);
    await browser().click(`${TILE}[aria-label="july 5"] a`);
    await browser().until(
      (viewer) => document.querySelector(viewer)?.textContent?.includes('Offline. Showing the saved preview.'),
      VIEWER,
    );
    const { state, tier } = await browser().evaluate(
      (picture) => ({ ...document.querySelector<HTMLElement>(picture)?.dataset }),
      `${VIEWER} [role="img"]`,
    );
    expect({ state, tier }).toEqual({ state: 'thumbnail', tier: 'thumbnails' });
    expect((await browser().evaluate(() => afterimage.stats())).network.bytes).toBe(0);
  });
});

/** What must never happen on any page: uncaught errors, and violations of the Content-Security-Policy. */
function isViolation(message: string): boolean {
  // Reported as errors are also what are none: by WebKit an observer that is called once more in the next frame, because the
  // layout changed in this one; by WebKit and Firefox each request that fails because the server was stopped.
  if (/^Uncaught (?:ResizeObserver loop|Fetch|Error: Failed to load)/.test(message)) return false;
  return /^Uncaught|violates|refused to|blocked/i.test(message);
}

/** Opens the library, and waits until every thumbnail in sight is painted, and stored under its own address. */
async function visit(browser: Driver, site: Site): Promise<void> {
  await browser.open(site.url);
  await browser.until(
    async (tile, cache, addresses) => {
      const stored = (await (await caches.open(cache)).keys()).map(({ url }) => url);
      const inSight = [...document.querySelectorAll<HTMLElement>(tile)].filter(
        (element) => element.getBoundingClientRect().top < innerHeight,
      );
      return (
        inSight.length > 0 &&
        inSight.every(
          ({ dataset: { state, photo = '' } }) => state === 'thumbnail' && stored.includes(addresses[photo] ?? ''),
        )
      );
    },
    TILE,
    CACHES.thumbnails,
    await thumbnailAddresses(site),
  );
}

/** The address of each photo's thumbnail, by the photo's id. */
async function thumbnailAddresses(site: Site): Promise<Record<string, string>> {
  const index = new URL('library/library.json', site.url);
  // The server has what the indexer wrote.
  const { sections } = (await (await fetch(index)).json()) as LibraryJson;
  const addresses = sections.map(async ({ href }) => {
    const section = new URL(href, index);
    const { photos } = (await (await fetch(section)).json()) as SectionFileJson;
    return photos.map(({ id, thumbnail }) => [id, new URL(thumbnail, section).href]);
  });
  return Object.fromEntries((await Promise.all(addresses)).flat());
}

/** Waits until the viewer shows a photo sharper than its thumbnail, and from this tier if one is named. */
async function seeSharp(browser: Driver, title: string, tier?: string): Promise<void> {
  await browser.until(
    (picture, wanted) => {
      const { state = '', tier = '' } = document.querySelector<HTMLElement>(picture)?.dataset ?? {};
      return ['screen', 'full'].includes(state) && (!wanted || tier === wanted);
    },
    `${VIEWER} [role="img"][aria-label="${title}"]`,
    tier,
  );
}
