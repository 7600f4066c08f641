import type { BrowserContext } from 'playwright/test';

/** What somebody saw who looked at the viewer all the time. */
export interface Seen {
  /** Photos that were painted out of memory. */
  readonly fromMemory: { readonly count: number; readonly bytes: number };
  /** Photos that were painted out of any other tier, thumbnails aside. */
  readonly fromElsewhere: number;
  /** How often the viewer said that a photo gets no sharper. */
  readonly complaints: number;
  /** How often a photo was left before it was sharp or the viewer said that it gets no sharper: some were there by then. */
  readonly left: number;
  /** Thumbnails on tiles. */
  readonly tiles: number;
}

declare global {
  var outsideScreen: { read(): Seen };
}

/** Has every page of the context count what is seen, from the start. It reads sizes where `watchBitmaps` counts. */
export async function watchScreen(context: BrowserContext): Promise<void> {
  await context.addInitScript(watch);
}

/** Runs in the page. */
function watch(): void {
  const fromMemory = { count: 0, bytes: 0 };
  let fromElsewhere = 0;
  let complaints = 0;
  let left = 0;
  let state: string | null = null;
  let isAwaited = false;

  const isSharp = () => state === 'screen' || state === 'full';
  const leave = () => {
    if (isAwaited) left += 1;
    isAwaited = false;
  };
  const paint = (tier: string) => {
    if (!isSharp()) return;
    if (tier !== 'memory') {
      fromElsewhere += 1;
      return;
    }
    fromMemory.count += 1;
    fromMemory.bytes += outsideBitmaps.read().drawn.bytes;
  };
  /** What an attribute was set to is what the next record of it says that it was before. */
  const valueAfter = (records: readonly MutationRecord[], index: number) => {
    const { target, attributeName } = records[index] ?? {};
    const next = records
      .slice(index + 1)
      .find((each) => each.target === target && each.attributeName === attributeName);
    if (next) return next.oldValue;
    return target instanceof Element && attributeName ? target.getAttribute(attributeName) : null;
  };
  const look = (records: readonly MutationRecord[]) => {
    for (const [index, { target, attributeName, addedNodes }] of records.entries()) {
      if (!(target instanceof Element)) continue;
      if (target.className === 'viewer-notice' && addedNodes.length > 0) {
        complaints += 1;
        isAwaited = false;
      }
      if (target.className === 'viewer-title' && addedNodes.length > 0) leave();
      if (target.className !== 'viewer-picture' || !attributeName) continue;
      const value = valueAfter(records, index);
      if (attributeName === 'data-state') {
        if (value === null) leave();
        state = value;
        isAwaited = value !== null && !isSharp();
      } else if (value !== null) paint(value);
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(document, {
    ...{ subtree: true, childList: true, attributes: true },
    ...{ attributeFilter: ['data-state', 'data-tier'], attributeOldValue: true },
  });

  globalThis.outsideScreen = {
    read: () => {
      look(observer.takeRecords());
      const tiles = document.querySelectorAll('.tile[data-state="thumbnail"]').length;
      return { fromMemory: { ...fromMemory }, fromElsewhere, complaints, left, tiles };
    },
  };
}
