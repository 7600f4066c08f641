import type { Library } from '../../library/library.ts';
import type { Photo } from '../../shared/photo.ts';
import type { Deletion } from '../device/deletion.ts';
import type { PhotoGrid } from '../grid/photo-grid.ts';
import type { Keep } from '../keep/keep.ts';
import type { OriginalActions } from '../originals/on-demand.ts';
import { SelectMode } from './select-mode.ts';
import { selectionActions } from './selection-actions.ts';

/** What photos are selected in, and what can be done with them then. */
export interface SelectingContext {
  readonly library: Library;
  readonly grid: PhotoGrid;
  readonly keep: Keep;
  readonly deletion: Deletion;
  readonly originals: OriginalActions;
  /** Puts a collage of these photos together. */
  readonly createCollage: (photos: readonly Photo[]) => void;
}

/** Selecting, as `button` shows whether it is on. */
export function startSelecting(button: HTMLButtonElement, context: SelectingContext, signal: AbortSignal): SelectMode {
  const { library, grid } = context;
  return new SelectMode(library, grid, button, (selected) => selectionActions(context, selected), signal);
}
