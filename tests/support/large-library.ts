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
