import { resolve } from 'node:path';
import type { CDPSession, Page } from 'playwright';
import { buildApp } from '../../../src/indexer/build-app.ts';
import { SyntheticSite } from '../../support/synthetic-site.ts';
import { inFreshPage } from '../open-page.ts';
import { percentile, sample } from '../statistics.ts';
import type { Workload } from '../workload.ts';

const PHOTOS = 1000;
const SECONDS = 15;
const UPDATES_A_SECOND = 4;
const MOST_MS = 1;
/** So long a page may still be busy with having opened, in ms. */
const REST_MS = { usual: 3000, quick: 300 };

/** What somebody pays for watching. */
export const overlay: Workload = {
  name: 'overlay',
  feels: 'The instrument disturbs what it measures: the app is slower while somebody watches it.',
  measured:
    `The built app with ${PHOTOS} photos, scrolled on and on, with the overlay closed and open, ${SECONDS} s each. An update: what the ` +
    'panel itself measures of its script, four times a second. The whole of it: what the page’s thread does while nobody scrolls ' +
    '(processor time of its tasks by the DevTools protocol: script, style, layout and painting), shared out to its updates, beside the same while it is closed.',
  run: async ({ browser, quick }) => {
    await buildApp(resolve(import.meta.dirname, '../../..'));
    const site = new SyntheticSite(PHOTOS);
    await site.start();
    const rest = quick ? REST_MS.quick : REST_MS.usual;
    try {
      return await inFreshPage(browser, async (page) => {
        const devTools = await page.context().newCDPSession(page);
        await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
        await page.goto(site.url);
        await page.waitForSelector('.tile[data-tier]');
        await page.waitForTimeout(rest);
        const seconds = quick ? 0.5 : SECONDS;
        const closed = await busy(devTools, seconds, () => page.waitForTimeout(seconds * 1000));
        await page.keyboard.press('o');
        await page.waitForSelector('.overlay');
        await page.waitForTimeout(rest);
        const open = await busy(devTools, seconds, () => page.waitForTimeout(seconds * 1000));
        const updates = await scrollAndWatch(page, seconds);
        await page.keyboard.press('o');
        const again = await busy(devTools, seconds, () => page.waitForTimeout(seconds * 1000));
        const p95 = percentile(updates, 0.95);
        const whole = Math.max(0, open - closed) / UPDATES_A_SECOND;
        return {
          lines: [
            {
              ...{
                what: 'an update while somebody scrolls, script',
                unit: 'ms',
                better: 'less',
                ours: sample(updates),
              },
              target: { text: `p95 < ${MOST_MS} ms`, met: p95 < MOST_MS },
            },
            {
              ...{ what: 'an update at rest, with style, layout and painting', unit: 'ms', better: 'less' },
              ours: sample([whole]),
              target: { text: `< ${MOST_MS} ms`, met: whole < MOST_MS },
            },
            {
              ...{ what: 'the page’s thread at rest, open', unit: 'ms a second', better: 'less', ours: sample([open]) },
              peer: { name: 'closed', figure: sample([closed]) },
            },
            {
              ...{ what: 'the same, closed again', unit: 'ms a second', better: 'less', ours: sample([again]) },
              peer: { name: 'before it was opened', figure: sample([closed]) },
            },
          ],
          notes: [`p95 of an update: ${p95.toFixed(2)} ms, of ${updates.length}`],
        };
      });
    } finally {
      await site.stop();
    }
  },
};

/** How long the page's thread was busy in each second of what `work` takes, in ms. */
async function busy(devTools: CDPSession, seconds: number, work: () => Promise<void>): Promise<number> {
  const taken = async () => {
    const { metrics } = await devTools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
  const before = await taken();
  await work();
  return ((await taken()) - before) * (1000 / seconds);
}

/** Scrolls on and on, and says what the panel took for each of its updates, in ms. */
function scrollAndWatch(page: Page, seconds: number): Promise<number[]> {
  return page.evaluate(async (ms) => {
    const updates: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntriesByName('overlay update')) updates.push(duration);
    });
    observer.observe({ type: 'measure' });
    const until = performance.now() + ms;
    while (performance.now() < until) {
      window.scrollBy(0, 30);
      await new Promise(requestAnimationFrame);
    }
    observer.disconnect();
    return updates;
  }, seconds * 1000);
}
