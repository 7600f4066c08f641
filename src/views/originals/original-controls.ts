import type { Photo } from '../../shared/photo.ts';
import { texts } from '../texts.ts';
import type { ViewerControl } from '../viewer/viewer.ts';
import { viewerButton } from '../viewer/viewer-button.ts';
import { canShare } from './can-share.ts';
import type { OriginalActions } from './on-demand.ts';

/** An arrow out of a tray, and one into it. */
const ICONS = {
  share: 'M12 15V4m-4 3.5L12 4l4 3.5M6 13v7h12v-7',
  download: 'M12 4v11m-4-3.5 4 3.5 4-3.5M6 15v5h12v-5',
};

/** What the viewer offers for every photo: its file, untouched, for other apps and to keep. */
export function originalControls(originals: OriginalActions): readonly ViewerControl[] {
  const control = (
    name: string,
    drawing: string,
    applies: (photo: Photo | undefined) => boolean,
    run: (photo: Photo) => void,
  ): ViewerControl => {
    let shown: Photo | undefined;
    const element = viewerButton(name, drawing, () => shown && run(shown));
    const show = (photo: Photo | undefined) => {
      shown = photo;
      // It keeps its place while the photo is being found, so that nothing beside it moves.
      element.disabled = photo === undefined;
      element.hidden = !applies(photo);
    };
    show(undefined);
    return { element, show };
  };
  const { share, download } = ICONS;
  return [
    control(
      texts.originals.share,
      share,
      (photo) => (photo ? canShare([photo]) : 'canShare' in navigator),
      (photo) => void originals.share([photo]),
    ),
    control(
      texts.device.download,
      download,
      () => true,
      (photo) => void originals.download([photo]),
    ),
  ];
}
