import { expect, it } from 'vitest';
import type { Driver } from './driver.ts';
import { inEveryEngineWithSite } from './with-site.ts';

const TILE = '[aria-label="Photos"] li[aria-label="july 2"] a';
const KEEP = 'dialog[aria-label="Photo"] button[aria-label="Keep offline"]';
const REMOVE = 'dialog[aria-label="Photo"] button[aria-label="Remove offline copy"]';

inEveryEngineWithSite((browser, site) => {
  it('keeps a photo offline, shows it sharp after a restart with the server stopped, and gives its space back', async () => {
    await browser().open(site().url);
    await browser().until(() => navigator.serviceWorker.controller !== null);
    await browser().click(TILE);
    await browser().click(KEEP);
    await browser().click('dialog[aria-label="Keep offline"] .primary');
    await browser().until((selector) => document.querySelector(selector) !== null, REMOVE);
    expect(await pinned(browser())).toBeGreaterThan(0);
    await site().stop();
    await browser().restart();

    await browser().open(site().url);
    await browser().click(TILE);
    const tier = await browser().until(() => {
      const picture = document.querySelector<HTMLElement>('dialog [role="img"][aria-label="july 2"]');
      const { state, tier } = picture?.dataset ?? {};
      return state === 'screen' || state === 'full' ? tier : undefined;
    });
    expect(tier).toBe('pinned');

    await browser().click(REMOVE);
    await browser().until(async () => (await afterimage.stats()).pinned.bytes === 0);
  });
});

/** Encoded bytes that the books say are kept. */
function pinned(browser: Driver): Promise<number> {
  return browser.evaluate(async () => (await afterimage.stats()).pinned.bytes);
}
