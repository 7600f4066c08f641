import { deleteControl } from '../device/delete-control.ts';
import type { Deletion } from '../device/deletion.ts';
import type { Keep } from '../keep/keep.ts';
import type { OriginalActions } from '../originals/on-demand.ts';
import { originalControls } from '../originals/original-controls.ts';
import type { ViewerControl } from './viewer.ts';

/** What can be done with the photo that the viewer shows. */
export function photoControls(originals: OriginalActions, keep: Keep, deletion: Deletion): readonly ViewerControl[] {
  return [...originalControls(originals), keep.photoControl(), deleteControl(deletion)];
}
