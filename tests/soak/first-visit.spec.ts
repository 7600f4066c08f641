import { expect, test, visit } from '../support/fixtures.ts';
import { countEvents } from './figures.ts';

const MESSAGES = 20;

test('a page on its first visit lets go of what the service worker told it', async ({ page, site, context }) => {
  await visit(page, site.url);
  const devtools = await context.newCDPSession(page);
  const before = await countEvents(devtools);
  const heard = await page.evaluateHandle((count) => {
    const all = new Promise<void>((resolve) => {
      let left = count;
      const hear = () => {
        left -= 1;
        if (left > 0) return;
        navigator.serviceWorker.removeEventListener('message', hear);
        resolve();
      };
      navigator.serviceWorker.addEventListener('message', hear);
    });
    return { all };
  }, MESSAGES);
  const [worker] = context.serviceWorkers();
  await worker?.evaluate(async (count) => {
    // What runs here is typed as if it ran in a page.
    const { clients } = globalThis as unknown as {
      readonly clients: { matchAll(): Promise<readonly { postMessage(message: unknown): void }[]> };
    };
    for (const client of await clients.matchAll())
      for (let each = 0; each < count; each += 1) client.postMessage({ type: 'nothing that the page knows' });
  }, MESSAGES);
  await heard.evaluate(({ all }) => all);
  await expect.poll(() => countEvents(devtools)).toBeLessThan(before + MESSAGES / 2);
});
