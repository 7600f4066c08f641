import { type Keeper, STORING_MS } from '../../library/device/device-library.ts';
import type { Photo, PhotoId } from '../../shared/photo.ts';
import { failureOfWorker } from '../../shared/worker-error.ts';
import type { Notices } from '../shell/notices.ts';
import { texts } from '../texts.ts';

/** How long deleting can be undone, in ms. The service worker is more patient, for pages that are closed meanwhile. */
const UNDO_MS = 10_000;

/** Deletes photos of this device, in a way that can be undone for a while: until then nothing of them is lost. */
export class Deletion {
  readonly #keeper: Keeper;
  readonly #notices: Pick<Notices, 'show' | 'withdraw'>;
  /** What one "Undo" brings back: whatever was deleted since the last notice ended. */
  readonly #deleted = new Set<PhotoId>();
  #end: ReturnType<typeof setTimeout> | undefined;

  constructor(keeper: Keeper, notices: Pick<Notices, 'show' | 'withdraw'>) {
    this.#keeper = keeper;
    this.#notices = notices;
  }

  /** Resolves when nobody sees them any more, or when it was said that it did not work. */
  async delete(photos: readonly Photo[]): Promise<void> {
    const ids = photos.map(({ id }) => id);
    try {
      await this.#keeper.ask({ type: 'delete-device-photos', photos: ids }, STORING_MS);
    } catch (error) {
      // Without a reply it may be done yet, and must be something that can be undone.
      if (failureOfWorker(error) !== 'no-reply') {
        this.#notices.show('failed', { text: texts.device.notDeleted(ids.length) });
        return;
      }
    }
    for (const id of ids) this.#deleted.add(id);
    this.#offerUndo(texts.device.deleted(this.#deleted.size));
    this.#end = setTimeout(() => void this.#forget(), UNDO_MS);
  }

  #offerUndo(text: string): void {
    clearTimeout(this.#end);
    this.#notices.show('deleted', { text, action: { label: texts.device.undo, run: () => void this.#undo() } });
  }

  async #undo(): Promise<void> {
    clearTimeout(this.#end);
    const photos = [...this.#deleted];
    this.#notices.show('deleted', { text: texts.device.restoring(photos.length) });
    try {
      await this.#keeper.ask({ type: 'restore-device-photos', photos }, STORING_MS);
    } catch {
      // Nothing of them is lost before the next start.
      this.#offerUndo(texts.device.notRestored(photos.length));
      return;
    }
    for (const id of photos) this.#deleted.delete(id);
    if (this.#deleted.size === 0) this.#notices.withdraw('deleted');
  }

  async #forget(): Promise<void> {
    const photos = [...this.#deleted];
    this.#deleted.clear();
    this.#notices.withdraw('deleted');
    // What is not forgotten now will be at the next start.
    await this.#keeper.ask({ type: 'forget-deleted-photos', photos }, STORING_MS).catch(() => {});
  }
}
