import type { Browser, Page } from 'playwright';
import type { Bench } from './workload.ts';

/** Large enough to show a picture 1500 px wide. */
const VIEWPORT = { width: 1600, height: 1100 };
/** Of those who use the app. */
const USUAL_VIEWPORT = { width: 1440, height: 900 };

/** Address of a page in `tests/bench/pages`, by its name. */
export function pageUrl({ lab }: Pick<Bench, 'lab'>, name: string): string {
  return `${lab.url}tests/bench/pages/bench.html?page=${name}`;
}

/** Runs `use` with the page of this name, in a process of its own, and fails if the page did. */
export async function withPage<T>(bench: Bench, name: string, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await bench.browser.newContext({ viewport: VIEWPORT });
  const failures: string[] = [];
  try {
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => failures.push(message));
    await page.goto(pageUrl(bench, name));
    await page.waitForFunction((api) => api in globalThis, `${name}Page`);
    const result = await use(page);
    if (failures.length > 0) throw new Error(failures.join('\n'));
    return result;
  } finally {
    await context.close();
  }
}

/** Runs `use` with a page of a profile that has seen nothing. */
export async function inFreshPage<T>(browser: Browser, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: USUAL_VIEWPORT });
  try {
    // What runs this bench wraps named functions in a helper, which pages do not have.
    await context.addInitScript('globalThis.__name = (value) => value');
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
}

/**
 * Opens an empty page of this origin, of which nothing is used but that it may show the origin's pictures: what is served there
 * runs under the policies of the app, or of its library.
 */
export async function openEmptyPage(page: Page, url: string): Promise<void> {
  const address = new URL('empty', url).href;
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(address);
  // As long as there is a route, everything that the page asks for makes a detour.
  await page.unroute(address);
}
