/** The keys that tests press; each engine's protocol has its own name for them. */
export type Key = 'ArrowLeft' | 'ArrowRight' | 'Escape' | 'o';

/** What a page may be given, and give back: what survives JSON. */
export type Json = undefined | null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A function that runs in the page: it sees its arguments and the page's globals, and nothing of the test. */
type InPage<A extends readonly Json[], R> = (...args: A) => R | Promise<R>;

const PATIENCE_MS = 20_000;
const POLL_MS = 40;

/** A browser with one page: what the tests need of every engine, and no more. */
export abstract class Driver {
  /** As the engine tells it. */
  abstract readonly version: string;

  /** What the page wrote to its console, and its uncaught errors, since the browser was launched. */
  abstract readonly messages: readonly string[];

  /** Opens an address, and waits until the page is loaded. */
  abstract open(url: string): Promise<void>;

  /** Clicks an element once it can be seen and nothing covers it. */
  abstract click(selector: string): Promise<void>;

  abstract press(key: Key): Promise<void>;

  /** PNG. */
  abstract screenshot(): Promise<Uint8Array>;

  /**
   * Asks for a garbage collection, as strongly as the engine lets one. What it takes, and when a finalizer runs, is the
   * engine's business: see `untilCollected`.
   */
  abstract requestGC(): Promise<void>;

  /** Ends every page and starts again with the same storage; no page is open afterwards. */
  abstract restart(): Promise<void>;

  /** Ends the browser. */
  abstract close(): Promise<void>;

  /** Runs an expression in the page; waits for it if it is a promise. */
  protected abstract run(expression: string): Promise<unknown>;

  /** Runs a function in the page and gives back its result. */
  async evaluate<A extends readonly Json[], R>(inPage: InPage<A, R>, ...args: A): Promise<R> {
    // What comes back is what the function returned: the engines only carry it over.
    return (await this.run(`(${String(inPage)})(...${JSON.stringify(args)})`)) as R;
  }

  /** Waits until the function gives something truthy in the page, and gives that back. */
  until<A extends readonly Json[], R>(inPage: InPage<A, R>, ...args: A): Promise<R> {
    return this.poll(inPage, () => this.evaluate(inPage, ...args));
  }

  /** As `until`, with a garbage collection before each look. */
  untilCollected<A extends readonly Json[], R>(inPage: InPage<A, R>, ...args: A): Promise<R> {
    return this.poll(inPage, async () => {
      await this.requestGC();
      return this.evaluate(inPage, ...args);
    });
  }

  /** Looks until it sees something truthy. */
  protected async poll<R>(condition: unknown, look: () => Promise<R>): Promise<R> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const seen = await look();
      if (seen) return seen;
      if (performance.now() > deadline) throw new Error(`Not within ${PATIENCE_MS / 1000} s: ${String(condition)}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}
