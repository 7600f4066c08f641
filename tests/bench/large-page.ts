import type { Page } from 'playwright';
import { thumbnailsSeen } from '../support/thumbnails-seen.ts';

/** What a page was like while somebody went through all of it. */
export interface Ride {
  /** Of the longest task, in ms; those below 50 ms count as 0, as browsers do not tell them. */
  readonly longestTask: number;
  readonly frames: number;
  readonly dropped: number;
}

/** Waits until every tile on the screen has its thumbnail; ms since the navigation began. */
export async function painted(page: Page): Promise<number> {
  const seen = await page.waitForFunction(thumbnailsSeen);
  return Number(await seen.jsonValue());
}

/** What the page holds after a collection, JavaScript and DOM, in MB. */
export async function heapMb(page: Page): Promise<number> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('HeapProfiler.enable');
  await devTools.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize } = await devTools.send('Runtime.getHeapUsage');
  await devTools.detach();
  return (usedSize + embedderHeapUsedSize) / 1e6;
}

/** Drags the slider from end to end and back. */
export async function dragEndToEnd(page: Page, times: number): Promise<void> {
  const box = await page.getByRole('slider').boundingBox();
  if (!box) throw new Error('There is no slider.');
  const x = box.x + box.width / 2;
  await page.mouse.move(x, box.y + 1);
  await page.mouse.down();
  for (let time = 0; time < times; time += 1) {
    const down = time % 2 === 0;
    for (let step = 1; step <= 60; step += 1) {
      const along = down ? step / 60 : 1 - step / 60;
      await page.mouse.move(x, box.y + along * box.height);
      await page.waitForTimeout(1000 / 60);
    }
  }
  await page.mouse.up();
}

/** Looks at frames and tasks while `act` runs. */
export async function watch(page: Page, act: () => Promise<void>): Promise<Ride> {
  await page.evaluate(() => {
    const seen = { longestTask: 0, frames: 0, dropped: 0, ended: false };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longestTask = Math.max(seen.longestTask, duration);
    }).observe({ type: 'longtask' });
    let last = performance.now();
    const frame = (now: number) => {
      seen.frames += 1;
      seen.dropped += Math.max(0, Math.round((now - last) / (1000 / 60)) - 1);
      last = now;
      if (!seen.ended) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    Object.assign(globalThis, { seen });
  });
  await act();
  return page.evaluate(() =>
    Object.assign((globalThis as unknown as { seen: Ride & { ended: boolean } }).seen, { ended: true }),
  );
}
