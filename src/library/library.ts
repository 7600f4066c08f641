import type { CreditJson } from '../shared/library-format.ts';
import { haveSameMonths, LibraryError, type Section } from '../shared/parse-library.ts';
import type { Photo, PhotoId } from '../shared/photo.ts';
import { failureOfWorker } from '../shared/worker-error.ts';
import type { DeviceLibrary } from './device/device-library.ts';
import { LoadedMonths } from './loaded-months.ts';
import { type LibrarySection, mergeSections } from './merge.ts';
import { ServerLibrary } from './server-library.ts';

/** Where a photo stands now: the section's index, and the photo's within it. Both change when the library does. */
export interface Place {
  readonly section: number;
  readonly index: number;
}

/** The months and how many photos there are. */
export interface LibraryContents {
  readonly total: number;
  /** Newest first. */
  readonly sections: readonly LibrarySection[];
  readonly credits: readonly CreditJson[];
}

/** While photos are being added, the library is shown anew at most this often, in ms. */
const PAUSE_MS = 200;
/** The library is shown after so many ms without the photos of this device; they come when the service worker replies. */
const PATIENCE_MS = 3000;

/** Photos of a server and of this device, as one library. Counts are known from the start; photos once their section was loaded. */
export class Library {
  #server: ServerLibrary | LibraryError;
  readonly #url: URL;
  readonly #signal: AbortSignal;
  readonly #device: DeviceLibrary;
  #index: LibraryContents;
  readonly #loaded = new LoadedMonths();
  readonly #loading = new Map<string, Promise<readonly Photo[]>>();
  #numbers = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  /** Sections of this device that changed and were not yet read anew. */
  readonly #changed = new Set<string>();
  /** Months that somebody wanted to see. */
  readonly #wanted = new Set<string>();
  #refreshing = false;
  #reopening: Promise<void> | undefined;
  /** Months that the server had no longer when they were asked for: each is a reason to ask for its library, once. */
  readonly #gone = new Set<string>();

  private constructor(server: ServerLibrary | LibraryError, url: URL, device: DeviceLibrary, signal: AbortSignal) {
    this.#server = server;
    this.#url = url;
    this.#device = device;
    this.#signal = signal;
    this.#index = this.#contents();
    device.listen((sections) => void this.#refresh(sections), signal);
  }

  /**
   * Opens the library at `url` (`library.json`) with the photos of this device, which are there whatever becomes of it.
   * Follows what changes there until `signal` is aborted.
   */
  static async open(url: URL, device: DeviceLibrary, signal: AbortSignal): Promise<Library> {
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    const [server] = await Promise.all([openServer(url, signal), Promise.race([device.open(signal), late])]);
    return new Library(server, url, device, signal);
  }

  /**
   * Asks the server again, which was not reached or had no library to show. What is shown stays until there is something
   * newer, and the months that changed are replaced in their place.
   */
  reopen(): Promise<void> {
    this.#reopening ??= this.#reopen().finally(() => {
      this.#reopening = undefined;
    });
    return this.#reopening;
  }

  async #reopen(): Promise<void> {
    const server = await openServer(this.#url, this.#signal);
    if (this.#signal.aborted || (this.#open && (server instanceof LibraryError || server.stored))) return;
    const isNew = !this.#open || server instanceof LibraryError || !haveSameMonths(this.#open.index, server.index);
    // Nothing to show anew, unless what is shown was said to be old.
    if (!isNew && this.reached) return;
    const before = new Map(this.#open?.index.sections.map((section) => [section.id, section.url.href]));
    if (server instanceof ServerLibrary) await this.#renew(server, before);
    this.#server = server;
    this.#tell();
  }

  get index(): LibraryContents {
    return this.#index;
  }

  /** Why the server's photos are not here; those of this device are. */
  get failure(): LibraryError | undefined {
    return this.#server instanceof LibraryError ? this.#server : undefined;
  }

  /** When the stored library was last as the server had it, if this is it. */
  get storedAt(): Date | undefined {
    return this.#open?.storedAt;
  }

  /** Whether the server answered when it was asked last; else this is the stored library, or nothing of it. */
  get reached(): boolean {
    return this.#open ? !this.#open.stored : this.failure?.cause === undefined;
  }

  get #open(): ServerLibrary | undefined {
    return this.#server instanceof LibraryError ? undefined : this.#server;
  }

  /** The photos of a section, as far as they are here. */
  photos(section: number): readonly Photo[] | undefined {
    return this.#loaded.get(this.#index.sections[section]?.id ?? '')?.photos;
  }

  /** Whether all photos of a section are here: offline, those of this device may be all that can be had. */
  isComplete(section: number): boolean {
    const at = this.#index.sections[section];
    const parts = at && this.#loaded.get(at.id);
    return Boolean(parts && (parts.server || !at?.server) && (parts.device || !at?.device));
  }

  place(id: PhotoId): Place | undefined {
    const place = this.#loaded.placeOf(id);
    const section = place && this.#numbers.get(place.section);
    return section === undefined || !place ? undefined : { section, index: place.index };
  }

  photoAt({ section, index }: Place): Photo | undefined {
    return this.photos(section)?.[index];
  }

  /**
   * Loads a section once; all who ask share it, and what failed can be tried again. It is there after its `turn`, if it is to
   * wait for one.
   * @throws when a part of it cannot be had; the rest is there.
   */
  load(section: number, turn?: Promise<unknown>): Promise<readonly Photo[]> {
    if (this.isComplete(section)) return Promise.resolve(this.photos(section) ?? []);
    const id = this.#id(section);
    const loading = this.#loading.get(id) ?? this.#load(id, turn).finally(() => this.#loading.delete(id));
    this.#loading.set(id, loading);
    return loading;
  }

  /** Calls back whenever a section was loaded, whoever asked for it, and when photos came or went. */
  listen(listener: () => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  /**
   * Where the photo is; `undefined` when it is nowhere.
   * @throws {LibraryError} when it was not found and some sections cannot be loaded: it may be in one of those.
   */
  async find(id: PhotoId): Promise<Place | undefined> {
    let failure: unknown;
    for await (const section of this.#sectionsToLookIn(id)) {
      await this.load(section).catch((error: unknown) => {
        failure = error;
      });
      if (this.#loaded.placeOf(id)) break;
    }
    const place = this.place(id);
    if (!place && (failure || this.failure)) throw failure ?? this.failure;
    return place;
  }

  /** Ends with the one that a photo is in, if any; where the server's library does not say, all of them, from the newest on. */
  async *#sectionsToLookIn(id: PhotoId): AsyncGenerator<number> {
    const own = this.#numbers.get((await this.#device.sectionOf(id)) ?? '');
    if (own !== undefined) yield own;
    // The grid begins with it, so that it is on its way.
    if (this.#index.sections.length > 0) yield 0;
    try {
      const section = this.#numbers.get((await this.#open?.monthOf(id, this.#signal)) ?? '');
      if (section !== undefined) yield section;
    } catch {
      yield* this.#index.sections.keys();
    }
  }

  /** The place so many photos (1 or −1) further on, across sections; `undefined` at the ends. */
  async neighbour(place: Place, step: 1 | -1): Promise<Place | undefined> {
    const index = place.index + step;
    if (this.photoAt({ section: place.section, index })) return { section: place.section, index };
    for (let section = place.section + step; this.#index.sections[section]; section += step) {
      const photos = await this.load(section).catch(() => this.photos(section) ?? []);
      if (photos.length > 0) return { section, index: step === 1 ? 0 : photos.length - 1 };
    }
    return undefined;
  }

  /**
   * A service worker took over: has it keep what was loaded before, and looks for the photos of this device, which nobody
   * else knows.
   */
  async meetWorker(): Promise<void> {
    const loaded = this.#index.sections.filter(({ id }) => this.#loaded.get(id)?.server);
    void this.#device.open(this.#signal);
    await this.#open?.fetchAgain(loaded.flatMap(({ server }) => server ?? []));
  }

  async #load(id: string, turn: Promise<unknown> | undefined): Promise<readonly Photo[]> {
    const section = this.#index.sections.find((candidate) => candidate.id === id);
    const present = this.#loaded.get(id);
    this.#wanted.add(id);
    const [server, device] = await Promise.allSettled([
      present?.server ?? (section?.server && this.#loadFromServer(section.server)),
      present?.device ? undefined : this.#device.load(id),
      turn,
    ]);
    // They may have changed, and been read anew, while the server was asked.
    this.#loaded.keep(id, settled(server), this.#loaded.get(id)?.device ?? settled(device));
    this.#tell();
    if (server.status === 'rejected' && section?.server) this.#reopenWhereGone(section.server.url.href, server.reason);
    if (device.status === 'rejected' && failureOfWorker(device.reason) === 'no-reply') void this.#refresh([id]);
    for (const part of [server, device]) if (part.status === 'rejected') throw part.reason;
    return this.#loaded.get(id)?.photos ?? [];
  }

  #reopenWhereGone(file: string, reason: unknown): void {
    if (!(reason instanceof LibraryError && reason.isGone) || this.#gone.has(file)) return;
    this.#gone.add(file);
    void this.reopen();
  }

  /** Reads the months again that are loaded and are in other files now than `before`; a month that is gone, not at all. */
  async #renew(server: ServerLibrary, before: ReadonlyMap<string, string>): Promise<void> {
    await Promise.allSettled(this.#loading.values());
    const sections = new Map(server.index.sections.map((section) => [section.id, section]));
    for (const id of this.#loaded.months()) {
      const section = sections.get(id);
      if (section?.url.href === before.get(id)) continue;
      const photos = section && (await server.load(section, this.#signal).catch(() => undefined));
      this.#loaded.keep(id, photos, this.#loaded.get(id)?.device);
    }
  }

  #loadFromServer(section: Section): Promise<readonly Photo[]> | undefined {
    return this.#open?.load(section, this.#signal);
  }

  /** Reads anew what changed of the months that somebody wanted to see, and shows all changes at once. */
  async #refresh(sections: readonly string[]): Promise<void> {
    for (const id of sections) this.#changed.add(id);
    if (this.#refreshing) return;
    this.#refreshing = true;
    while (this.#changed.size > 0 && !this.#signal.aborted) {
      const changed = [...this.#changed];
      this.#changed.clear();
      for (const id of changed) await this.#readDevice(id);
      this.#tell();
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    this.#refreshing = false;
  }

  async #readDevice(id: string): Promise<void> {
    // What is on its way may have been read before the change.
    await this.#loading.get(id)?.catch(() => {});
    if (!this.#wanted.has(id)) return;
    try {
      const device = await this.#device.load(id);
      this.#loaded.keep(id, this.#loaded.get(id)?.server, device);
    } catch (error) {
      // What was there stays, until it is known what is there now.
      if (failureOfWorker(error) === 'no-reply') this.#changed.add(id);
    }
  }

  #tell(): void {
    this.#index = this.#contents();
    for (const listener of this.#listeners) listener();
  }

  #contents(): LibraryContents {
    const { sections = [], credits = [] } = this.#open?.index ?? {};
    const merged = mergeSections(sections, this.#device.sections).map((section) => {
      const parts = this.#loaded.get(section.id);
      // What both have was counted twice.
      return parts?.server && parts.device ? { ...section, count: parts.photos.length } : section;
    });
    this.#numbers = new Map(merged.map(({ id }, number) => [id, number]));
    return { total: merged.reduce((sum, { count }) => sum + count, 0), sections: merged, credits };
  }

  #id(section: number): string {
    const found = this.#index.sections[section];
    if (!found) throw new RangeError(`No section ${section}`);
    return found.id;
  }
}

async function openServer(url: URL, signal: AbortSignal): Promise<ServerLibrary | LibraryError> {
  return ServerLibrary.open(url, signal).catch((error: unknown) => {
    if (error instanceof LibraryError) return error;
    throw error;
  });
}

function settled<T>(result: PromiseSettledResult<T>): T | undefined {
  return result.status === 'fulfilled' ? result.value : undefined;
}
