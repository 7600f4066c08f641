import type { Page } from 'playwright/test';

/** Every figure that the overlay shows, by its name: `<data data-figure="memory.leased.count" value="1">`. */
export function readOverlay(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() => {
    const figures = document.querySelectorAll<HTMLDataElement>('data[data-figure]');
    return Object.fromEntries([...figures].map(({ dataset, value }) => [dataset['figure'], Number(value)]));
  });
}
