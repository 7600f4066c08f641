import type { PlacedPhoto } from '../keep/keep-target.ts';
import { canShare } from '../originals/can-share.ts';
import { texts } from '../texts.ts';
import type { SelectionAction } from './selection-bar.ts';
import type { SelectingContext } from './start-selecting.ts';

/** What can be done with the photos that `selected` gives, when it is done. */
export function selectionActions(
  { keep, deletion, originals, createCollage }: Omit<SelectingContext, 'library' | 'grid'>,
  selected: () => readonly PlacedPhoto[],
): readonly SelectionAction[] {
  // What is of this device is offline anyway.
  const hasLibrary = () => selected().some(({ photo }) => photo.source === 'library');
  const ofDevice = () => selected().flatMap(({ photo }) => (photo.source === 'device' ? [photo] : []));
  const all = () => selected().map(({ photo }) => photo);
  return [
    {
      label: texts.collage.create,
      run: () => createCollage(all()),
      applies: () => true,
    },
    {
      label: texts.keep.name,
      run: () => void keep.keepOffline({ kind: 'photos', photos: selected() }),
      applies: hasLibrary,
    },
    { label: texts.keep.remove, run: () => void keep.removePhotos(selected()), applies: hasLibrary },
    { label: texts.device.download, run: () => void originals.download(all()), applies: () => true },
    { label: texts.originals.share, run: () => void originals.share(all()), applies: () => canShare(all()) },
    {
      label: texts.device.delete,
      run: () => void deletion.delete(ofDevice()),
      applies: () => ofDevice().length > 0,
      isDangerous: true,
    },
  ];
}
