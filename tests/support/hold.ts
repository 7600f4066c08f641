import type { BrowserContext } from 'playwright/test';

/** Requests of a kind that wait until they are let go. */
export interface Hold {
  /** Resolves when the first of them came. */
  readonly reached: Promise<void>;
  readonly letGo: () => void;
}

/** Has them wait from now on. */
export async function hold(context: BrowserContext, pattern: string): Promise<Hold> {
  let letGo = () => {};
  let reach = () => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  await context.route(pattern, async (route) => {
    reach();
    await gone;
    await route.continue().catch(() => {});
  });
  return { reached, letGo };
}
