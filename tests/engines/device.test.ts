import { expect, it } from 'vitest';
import { jpegOf } from '../support/device.ts';
import type { Site } from '../support/site.ts';
import { TURNED_HEIC } from '../unit/indexer/heic-fixture.ts';
import type { Driver } from './driver.ts';
import { inEveryEngineWithSite } from './with-site.ts';

const TILE = '[aria-label="Photos"] li';

inEveryEngineWithSite((browser, site) => {
  it('adds photos of this device, HEIC too, and shows them after a restart with the server stopped', async () => {
    await open(browser(), site());
    const photo = await jpegOf('dropped.jpg', '2025:03:04 05:06:07', { width: 3000, height: 2000 });
    await drop(browser(), photo.name, photo.buffer);
    await drop(browser(), 'from a phone.heic', TURNED_HEIC);
    await seeTile(browser(), 'dropped');
    await seeTile(browser(), 'from a phone');
    await site().stop();
    await browser().restart();

    await browser().open(site().url);
    await seeTile(browser(), 'from a phone');
    await browser().click(`${TILE}[aria-label="dropped"] a`);
    const shown = await browser().until(() => {
      const picture = document.querySelector<HTMLElement>('dialog [role="img"][aria-label="dropped"]');
      return picture?.dataset['state'] === 'screen' ? picture.dataset['tier'] : undefined;
    });
    expect(shown).toBe('device');
  });
});

/** Opens the app, and waits for its service worker. */
async function open(browser: Driver, site: Site): Promise<void> {
  await browser.open(site.url);
  await browser.until(() => navigator.serviceWorker.controller !== null);
}

/** The drivers cannot set files, so the page is handed what a drop would bring. */
function drop(browser: Driver, name: string, bytes: Buffer): Promise<void> {
  return browser.evaluate(
    (fileName, base64) => {
      const dataTransfer = new DataTransfer();
      const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      dataTransfer.items.add(new File([content], fileName));
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
    },
    name,
    bytes.toString('base64'),
  );
}

async function seeTile(browser: Driver, title: string): Promise<void> {
  await browser.until(
    (selector) => document.querySelector<HTMLElement>(selector)?.dataset['tier'] === 'device',
    `${TILE}[aria-label="${title}"]`,
  );
}
