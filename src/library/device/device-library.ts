import type { DeviceMessage, DeviceReplies } from '../../shared/device-messages.ts';
import { type DeviceSection, photoOfDevice } from '../../shared/device-photo.ts';
import type { WorkerMessage } from '../../shared/messages.ts';
import type { Photo, PhotoId } from '../../shared/photo.ts';
import { failureOfWorker } from '../../shared/worker-error.ts';

/** The service worker, who keeps the photos of this device. */
export interface Keeper {
  /**
   * Asks it, and waits for the reply, for at most `patienceMs`.
   * @throws {WorkerError} when there is none, it does not reply, or it refuses.
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

/** What was left undone. */
type Waiting = DeviceReplies['device-library']['waiting'];

const NONE: Waiting = { shared: 0, unfinished: 0 };

/** Writing waits for what is being stored, and storing a large original may take a slow device a while, in ms. */
export const STORING_MS = 120_000;

/** The photos that were added to this device, in whichever tab. */
export class DeviceLibrary {
  readonly #keeper: Keeper;
  readonly #root: string;
  #sections = new Map<string, DeviceSection>();
  #waiting: Promise<Waiting> = Promise.resolve(NONE);
  readonly #listeners = new Set<(sections: readonly string[]) => void>();

  /** `root` is that of the app. */
  constructor(keeper: Keeper, root: string) {
    this.#keeper = keeper;
    this.#root = root;
  }

  get sections(): readonly DeviceSection[] {
    return [...this.#sections.values()];
  }

  /** How many files other apps shared, and how many files of imports were not settled when their page ended, perhaps. */
  get waiting(): Promise<Waiting> {
    return this.#waiting;
  }

  /**
   * Reads the months anew, and tells those who listen. Without a service worker there are none; one that does not reply is
   * asked again until `signal` is aborted, and what was known stays meanwhile.
   */
  async open(signal: AbortSignal): Promise<void> {
    const reading = this.#read(signal);
    this.#waiting = reading.then((library) => library?.waiting ?? NONE);
    const library = await reading;
    if (!library) return;
    const gone = [...this.#sections.keys()];
    this.#sections = new Map(library.sections.map((section) => [section.id, section]));
    this.#tell([...new Set([...gone, ...this.#sections.keys()])]);
  }

  /** The photos of a month, as they are now. @throws {WorkerError} */
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
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
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

  async #read(signal: AbortSignal): Promise<DeviceReplies['device-library'] | undefined> {
    while (!signal.aborted) {
      try {
        return await this.#keeper.ask({ type: 'device-library' });
      } catch (error) {
        // Browsers kill workers, and the question dies with them.
        if (failureOfWorker(error) !== 'no-reply') return undefined;
      }
    }
    return undefined;
  }

  #tell(sections: readonly string[]): void {
    for (const listener of this.#listeners) listener(sections);
  }
}
