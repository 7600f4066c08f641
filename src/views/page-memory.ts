import type { PhotoId } from '../shared/photo.ts';
import type { Anchor } from './grid/grid-plan.ts';
import type { RememberedSelection } from './selection/select-mode.ts';

/** Where somebody was in the library, and what they were about to do. */
export interface PageMemory {
  readonly anchor?: Anchor | undefined;
  /** The photo that had the focus. */
  readonly focus?: PhotoId | undefined;
  readonly selection?: RememberedSelection | undefined;
}

/** It is kept over a reload, and ends with the tab. */
const KEY = 'afterimage-page';

export function rememberPage(memory: PageMemory): void {
  try {
    // What was there before would be wrong now, should this be too large.
    sessionStorage.removeItem(KEY);
    sessionStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    // Storage is refused: a reload begins at the top.
  }
}

export function recallPage(): PageMemory {
  try {
    // Written by this app alone, in this tab.
    return JSON.parse(sessionStorage.getItem(KEY) ?? '{}') ?? {};
  } catch {
    return {};
  }
}
