import type { Photo } from '../../shared/photo.ts';
import { create } from '../dom.ts';
import type { Notices } from '../shell/notices.ts';
import { texts } from '../texts.ts';
import type { ViewerControl } from '../viewer/viewer.ts';
import type { Deletion } from './deletion.ts';
import { downloadOriginal } from './download-original.ts';

/** What the viewer offers for photos of this device: their file, untouched, and to delete them. */
export function deviceControls(deletion: Deletion, notices: Notices): ViewerControl {
  let shown: Photo | undefined;
  const button = (name: string, icon: string, onPhoto: (photo: Photo) => Promise<void>) =>
    create(
      'button',
      { type: 'button', className: `device-button device-${icon}`, onclick: () => shown && void onPhoto(shown) },
      { 'aria-label': name, title: name },
    );
  const download = (photo: Photo) =>
    downloadOriginal(photo).catch(() => notices.show('failed', { text: texts.device.notRead }));
  const element = create(
    'div',
    { className: 'device-controls', hidden: true },
    {},
    button(texts.device.delete, 'delete', (photo) => deletion.delete([photo])),
    button(texts.device.download, 'download', download),
  );
  return {
    element,
    show: (photo) => {
      shown = photo?.source === 'device' ? photo : undefined;
      element.hidden = shown === undefined;
    },
  };
}
