import type { DeviceMessage, DeviceReplies } from '../../shared/device-messages.ts';
import { type DeviceSection, photoOfDevice } from '../../shared/device-photo.ts';
import type { WorkerMessage } from '../../shared/messages.ts';
import type { Photo, PhotoId } from '../../shared/photo.ts';

/** The service worker, who keeps the photos of this device. */
export interface Keeper {
  /**
   * Asks it, and waits for the reply, for at most `patienceMs`.
   * @throws when there is none, or it refuses.
   */
  ask<T extends keyof DeviceReplies>(
    message: Extract<DeviceMessage, { type: T }>,
    patienceMs?: number,
  ): Promise<DeviceReplies[T]>;
  /** Calls back with each message of this type that it tells its pages. */
  listen<T extends WorkerMessage['type']>(
    type: T,
    listener: (message: Extract<WorkerMessage, { type: T }>) => void,
    signal: AbortSignal,
  ): void;
}

const NOTHING: DeviceReplies['device-library'] = { sections: [], waiting: { shared: 0, unfinished: 0 } };

/** The photos that were added to this device, in whichever tab. */
export class DeviceLibrary {
  readonly #keeper: Keeper;
  readonly #root: string;
  #sections = new Map<string, DeviceSection>();
  #waiting = NOTHING.waiting;

  /** `root` is that of the app. */
  constructor(keeper: Keeper, root: string) {
    this.#keeper = keeper;
    this.#root = root;
  }

  get sections(): readonly DeviceSection[] {
    return [...this.#sections.values()];
  }

  /** How many files other apps shared, and how many files of imports were not settled when their page ended, perhaps. */
  get waiting(): DeviceReplies['device-library']['waiting'] {
    return this.#waiting;
  }

  /** Reads the months anew. Without a service worker there are none. */
  async open(): Promise<void> {
    const { sections, waiting } = await this.#keeper.ask({ type: 'device-library' }).catch(() => NOTHING);
    this.#sections = new Map(sections.map((section) => [section.id, section]));
    this.#waiting = waiting;
  }

  /** The photos of a month, as they are now. */
  async load(section: string): Promise<readonly Photo[]> {
    if (!this.#sections.has(section)) return [];
    const photos = await this.#keeper.ask({ type: 'device-section', section });
    return photos.map((photo) => photoOfDevice(photo, this.#root));
  }

  /** The month of a photo; `undefined` when it is not here. */
  async sectionOf(photo: PhotoId): Promise<string | undefined> {
    return (await this.#keeper.ask({ type: 'device-photo', photo }).catch(() => undefined))?.section;
  }

  /** Calls back with the months that changed. */
  listen(listener: (sections: readonly string[]) => void, signal: AbortSignal): void {
    this.#keeper.listen(
      'device-changed',
      ({ sections }) => {
        for (const section of sections) {
          if (section.count > 0) this.#sections.set(section.id, section);
          else this.#sections.delete(section.id);
        }
        listener(sections.map(({ id }) => id));
      },
      signal,
    );
    this.#keeper.listen(
      'cleared',
      ({ tiers }) => {
        if (!tiers.includes('device')) return;
        const gone = [...this.#sections.keys()];
        this.#sections.clear();
        listener(gone);
      },
      signal,
    );
  }
}
