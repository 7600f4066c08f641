import type { Photo } from '../../shared/photo.ts';
import { texts } from '../texts.ts';
import type { ViewerControl } from '../viewer/viewer.ts';
import { viewerButton } from '../viewer/viewer-button.ts';
import type { Deletion } from './deletion.ts';

/** A bin. */
const ICON = 'M4 7h16M9.5 7V4h5v3m-8 0 1 13h9l1-13';

/** What the viewer offers for photos of this device alone: to delete them. */
export function deleteControl(deletion: Deletion): ViewerControl {
  let shown: Photo | undefined;
  const element = viewerButton(texts.device.delete, ICON, () => shown && void deletion.delete([shown]));
  element.hidden = true;
  return {
    element,
    show: (photo) => {
      shown = photo?.source === 'device' ? photo : undefined;
      element.hidden = shown === undefined;
    },
  };
}
