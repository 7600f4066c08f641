import type { BrowserContext, CDPSession, Page } from 'playwright/test';
import { readFootprint, rendererOf } from '../bench/process-memory.ts';
import type { Figures } from './figures.ts';
import { ownWorkersHeap, serviceWorkerHeap } from './workers.ts';

/** What the engine and the operating system measure, which is never twice the same. */
export class Memory {
  readonly #page: CDPSession;
  readonly #browser: CDPSession;
  readonly #renderer: number;

  private constructor(page: CDPSession, browser: CDPSession, renderer: number) {
    this.#page = page;
    this.#browser = browser;
    this.#renderer = renderer;
  }

  static async of(context: BrowserContext, page: Page, devTools: CDPSession): Promise<Memory> {
    const browser = await context.browser()?.newBrowserCDPSession();
    if (!browser) throw new Error('Nobody knows the browser of this page.');
    return new Memory(devTools, browser, await rendererOf(browser, page));
  }

  /** Bytes of the heaps, after collections, and of the processes. */
  async read(): Promise<Figures> {
    await this.#page.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.#page.send('Runtime.getHeapUsage');
    const footprint = await readFootprint(this.#browser, this.#renderer);
    return {
      'heap of the page': usedSize,
      'heap of its workers': await ownWorkersHeap(this.#page),
      'heap of the service worker': await serviceWorkerHeap(this.#browser),
      'memory of the renderer': footprint.renderer,
      'memory of the browser process': footprint.browser,
    };
  }
}
