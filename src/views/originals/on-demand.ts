import { StoredPictures } from '../../loading/stored-pictures.ts';
import type { Notices } from '../shell/notices.ts';
import type { Originals } from './originals.ts';

/** What can be done with the files of photos. */
export type OriginalActions = Pick<Originals, 'download' | 'share'>;

/** The same, loaded when somebody wants one. Where it cannot be loaded the shell says so. */
export function originalsOnDemand(notices: Notices): OriginalActions {
  let originals: Promise<Originals | undefined> | undefined;
  const load = async () => {
    originals ??= import('./originals.ts').then(
      ({ Originals }) => new Originals(new StoredPictures(document.baseURI), notices),
      () => undefined,
    );
    const loaded = await originals;
    if (!loaded) originals = undefined;
    return loaded;
  };
  return {
    download: async (photos) => (await load())?.download(photos),
    share: async (photos) => (await load())?.share(photos),
  };
}
