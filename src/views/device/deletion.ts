import type { Keeper } from '../../library/device/device-library.ts';
import type { Photo, PhotoId } from '../../shared/photo.ts';
import type { Notices } from '../shell/notices.ts';
import { texts } from '../texts.ts';

/** How long deleting can be undone, in ms. The service worker is more patient, for pages that are closed meanwhile. */
const UNDO_MS = 10_000;

/** Deletes photos of this device, in a way that can be undone for a while: until then nothing of them is lost. */
export class Deletion {
  readonly #keeper: Keeper;
  readonly #notices: Notices;
  /** What one "Undo" brings back: whatever was deleted since the last notice ended. */
  #deleted: PhotoId[] = [];
  #end: ReturnType<typeof setTimeout> | undefined;

  constructor(keeper: Keeper, notices: Notices) {
    this.#keeper = keeper;
    this.#notices = notices;
  }

  /** Resolves when nobody sees them any more. @throws when the service worker refuses. */
  async delete(photos: readonly Photo[]): Promise<void> {
    const ids = photos.map(({ id }) => id);
    await this.#keeper.ask({ type: 'delete-device-photos', photos: ids });
    clearTimeout(this.#end);
    this.#deleted.push(...ids);
    const undo = () => void this.#undo();
    this.#notices.withdraw('deleted');
    this.#notices.show('deleted', {
      text: texts.device.deleted(this.#deleted.length),
      action: { label: texts.device.undo, run: undo },
    });
    this.#end = setTimeout(() => void this.#forget(), UNDO_MS);
  }

  async #undo(): Promise<void> {
    const photos = this.#finish();
    await this.#keeper.ask({ type: 'restore-device-photos', photos });
  }

  async #forget(): Promise<void> {
    const photos = this.#finish();
    // What is not forgotten now will be at the next start.
    await this.#keeper.ask({ type: 'forget-deleted-photos', photos }).catch(() => {});
  }

  #finish(): readonly PhotoId[] {
    clearTimeout(this.#end);
    this.#notices.withdraw('deleted');
    const deleted = this.#deleted;
    this.#deleted = [];
    return deleted;
  }
}
