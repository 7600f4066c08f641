import type { Page } from 'playwright/test';

/** Frames in which nothing happens: photos that were flung past are loaded a tenth of a second after the page came to rest. */
const FRAMES = 10;
/** Whoever is not at rest by then never will be, in ms. */
const PATIENCE_MS = 20_000;

/**
 * Resolves once the page has come to rest: it reads, fetches and decodes nothing, every tile near the screen has its
 * thumbnail, unless the network is off, and the viewer shows its photo or says why not. @throws when it does not, and what it is at.
 */
export async function quiet(page: Page, isOnline = true): Promise<void> {
  const restless = await page.evaluate(
    ([frames, patienceMs, online]) =>
      new Promise<string>((resolve) => {
        const isSettled = ({ dataset }: HTMLElement) => dataset['state'] === 'thumbnail' || 'missing' in dataset;
        const isNear = (tile: HTMLElement) => {
          const box = tile.querySelector('a')?.getBoundingClientRect();
          return box !== undefined && box.bottom > -window.innerHeight && box.top < 2 * window.innerHeight;
        };
        /** What the viewer is at; empty when it rests. */
        const viewer = () => {
          if (!document.querySelector('dialog.viewer[open]')) return '';
          const state = document.querySelector<HTMLElement>('.viewer-picture')?.dataset['state'] ?? '';
          const complains = document.querySelector('.viewer-notice')?.textContent !== '';
          return complains || state === 'screen' || state === 'full' ? '' : `the viewer shows ${state}`;
        };
        const whatItIsAt = () => {
          const [reads, bitmaps] = [outsideReads.read().busy, outsideBitmaps.read().busy];
          const tiles = [...document.querySelectorAll<HTMLElement>('.tile')].filter(isNear);
          const blank = tiles
            .filter((tile) => !isSettled(tile))
            .map((tile) => `${tile.ariaLabel} at ${tile.querySelector('a')?.getBoundingClientRect().top.toFixed()} px`);
          return [
            reads > 0 && `${reads} reads and requests`,
            bitmaps > 0 && `${bitmaps} pictures being decoded`,
            online && blank.length > 0 && `no thumbnail on ${blank.join(', ')}`,
            viewer(),
          ]
            .filter(Boolean)
            .join('; ');
        };
        const until = performance.now() + patienceMs;
        let calm = 0;
        const look = () => {
          const now = whatItIsAt();
          calm = now ? 0 : calm + 1;
          if (calm === frames || performance.now() > until) resolve(now);
          else requestAnimationFrame(look);
        };
        look();
      }),
    [FRAMES, PATIENCE_MS, isOnline] as const,
  );
  if (restless) throw new Error(`The page does not come to rest: ${restless}`);
}
