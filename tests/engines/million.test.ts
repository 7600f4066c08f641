import { afterEach, beforeEach, expect, it } from 'vitest';
import { idOfPhoto, SyntheticSite } from '../support/synthetic-site.ts';
import { thumbnailsSeen } from '../support/thumbnails-seen.ts';
import type { Driver } from './driver.ts';
import { inEveryEngine } from './in-every-engine.ts';

// Each engine ends tall elements at a height of its own, and rounds large lengths in its own way.
const TOTAL = 1_000_000;
const PER_MONTH = 2000;

let site: SyntheticSite;
beforeEach(async () => {
  site = new SyntheticSite(TOTAL, PER_MONTH);
  await site.start();
});
afterEach(() => site.stop());

inEveryEngine((browser) => {
  it('scrolls through a million photos, to the very last, and back to the first', async () => {
    await browser().open(site.url);
    await browser().until(thumbnailsSeen);
    expect(await clampedBy(browser())).toBe(0);
    // The page is as long as is guessed, until its months are there.
    await browser().until(
      (name) => {
        scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
        return document.querySelector(`.tile[aria-label="${name}"]`) !== null;
      },
      `photo ${TOTAL - 1}`,
    );
    await seePhoto(browser(), TOTAL - 1);
    expect(await overlapping(browser())).toEqual([]);
    await browser().evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await seePhoto(browser(), 0);
    expect(await overlapping(browser())).toEqual([]);
  });

  it('opens a photo out of the middle of a million by its address, and the grid at its place behind it', async () => {
    const middle = TOTAL / 2;
    await browser().open(`${site.url}photo/${idOfPhoto(middle)}`);
    await browser().until(
      (name) => document.querySelector<HTMLElement>(`dialog [aria-label="${name}"]`)?.dataset['state'] === 'screen',
      `photo ${middle}`,
    );
    await browser().press('Escape');
    await seePhoto(browser(), middle);
    expect(await overlapping(browser())).toEqual([]);
    const lists = site.requests.filter((path) => path.includes('/sections/'));
    expect(lists).toContain(`/library/sections/${middle / PER_MONTH}.json`);
    expect(lists.length).toBeLessThan(10);
  });
});

/** How much shorter than asked for the engine made the grid's element, in CSS px. */
function clampedBy(browser: Driver): Promise<number> {
  return browser.evaluate(() => {
    const grid = document.querySelector<HTMLElement>('.grid');
    return Math.round(Number.parseFloat(grid?.style.height ?? '') - (grid?.getBoundingClientRect().height ?? 0));
  });
}

/** Waits until a photo can be seen, with its thumbnail, as all around it can. */
async function seePhoto(browser: Driver, index: number): Promise<void> {
  await browser.until((name) => {
    const { top = -1, bottom = -1 } =
      document.querySelector(`.tile[aria-label="${name}"]`)?.getBoundingClientRect() ?? {};
    return bottom > 0 && top < innerHeight;
  }, `photo ${index}`);
  await browser.until(thumbnailsSeen);
}

/** The photos on the screen that lie over the one before: lengths that were rounded put rows into each other. */
function overlapping(browser: Driver): Promise<string[]> {
  return browser.evaluate(() => {
    const seen = [...document.querySelectorAll('.tile')]
      .map((tile) => ({ name: tile.ariaLabel ?? '', box: tile.getBoundingClientRect() }))
      .filter(({ box: { top, bottom } }) => bottom > 0 && top < innerHeight);
    return seen.flatMap(({ name, box }) => {
      const over = seen.some(
        (other) =>
          other.name !== name &&
          Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left) > 1 &&
          Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top) > 1,
      );
      return over ? [name] : [];
    });
  });
}
