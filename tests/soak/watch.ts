import type { BrowserContext } from 'playwright/test';
import { watchBitmaps } from '../support/truth/bitmaps.ts';
import { watchReads } from '../support/truth/reads.ts';

/** What a page holds that only it can let go of. */
export interface Held {
  /** Object URLs that were not revoked. */
  readonly objectUrls: number;
  /** Timers that wait, and those that come again and again. */
  readonly timers: number;
}

declare global {
  var outsideHeld: {
    read(): Held;
    /** Has be due now what would be in ten seconds or later. */
    hurry(): void;
  };
}

/** Has every page of the context count what it holds, from the start. */
export async function watchHeld(context: BrowserContext): Promise<void> {
  for (const each of [watchBitmaps, watchReads]) await each(context);
  await context.addInitScript(watch);
}

/** Runs in the page. It wraps what makes object URLs and timers, and what ends them. */
function watch(): void {
  const urls = new Set<string>();
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (object) => {
    const url = createObjectURL.call(URL, object);
    urls.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    urls.delete(url);
    revokeObjectURL.call(URL, url);
  };

  /** By id: what is to be done, where that is far away. */
  const timers = new Map<number, (() => void) | undefined>();
  const { setTimeout, setInterval, clearTimeout, clearInterval }: Window = window;
  const start =
    (begin: Window['setTimeout'], isOnce: boolean) =>
    (handler: unknown, ms = 0, ...args: unknown[]) => {
      const run = () => {
        if (isOnce) timers.delete(id);
        if (typeof handler === 'function') handler(...args);
      };
      const id = begin(run, ms);
      timers.set(id, isOnce && ms >= 10_000 ? run : undefined);
      return id;
    };
  const end = (stop: Window['clearTimeout']) => (id?: number) => {
    if (id !== undefined) timers.delete(id);
    stop(id);
  };
  Object.assign(window, {
    setTimeout: start(setTimeout.bind(window), true),
    setInterval: start(setInterval.bind(window), false),
    clearTimeout: end(clearTimeout.bind(window)),
    clearInterval: end(clearInterval.bind(window)),
  });

  globalThis.outsideHeld = {
    read: () => ({ objectUrls: urls.size, timers: timers.size }),
    hurry: () => {
      for (const [id, run] of timers) {
        if (!run) continue;
        window.clearTimeout(id);
        run();
      }
    },
  };
}
