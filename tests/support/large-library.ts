import type { Page } from 'playwright/test';
import { test } from './fixtures.ts';
import { SyntheticSite } from './synthetic-site.ts';

/** Tests with a library of so many photos, `large`, so many of them in each month. */
export function withLargeLibrary(total: number, perMonth: number) {
  return test.extend<{ large: SyntheticSite }>({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures out of this pattern.
    large: async ({}, use) => {
      const site = new SyntheticSite(total, perMonth);
      await site.start();
      await use(site);
      await site.stop();
    },
  });
}

/** Scrolls to a height by so many equal steps, one in each frame. */
export function fling(page: Page, to: number, steps: number): Promise<void> {
  return page.evaluate(
    async ([target, count]) => {
      const from = scrollY;
      for (let step = 1; step <= count; step += 1) {
        scrollTo({ top: from + ((target - from) * step) / count, behavior: 'instant' });
        await new Promise(requestAnimationFrame);
      }
    },
    [to, steps] as const,
  );
}
