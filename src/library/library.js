import { LibraryError, parseLibraryIndex, parseSectionFile, } from '../shared/parse-library.ts';
/** An opened library. Counts are known from the start; the photos of a section once it was loaded. */
export class Library {
    index;
    /** Whether this is the stored library, because the server could not be reached. */
    stored;
    #url;
    #photos = new Map();
    #loading = new Map();
    #places = new Map();
    #listeners = new Set();
    constructor(index, url, stored) {
        this.index = index;
        this.#url = url;
        this.stored = stored;
    }
    /**
     * Opens the library at `url` (`library.json`).
     * @throws {LibraryError} when there is none, or it cannot be read; the message is a sentence for people.
     */
    static async open(url) {
        const response = await fetch(url, { cache: 'no-cache' }).catch((error) => {
            throw new LibraryError('The photo library cannot be reached, and no copy of it is on this device.', {
                cause: error,
            });
        });
        if (!response.ok)
            throw new LibraryError(`There is no photo library here (HTTP ${response.status}).`);
        const json = await response.json().catch((error) => {
            throw new LibraryError('The photo library is damaged.', { cause: error });
        });
        const stored = response.headers.get('Cache-Status') === 'afterimage-library; hit';
        return new Library(parseLibraryIndex(json, url), url, stored);
    }
    /** The photos of a section, if they are here. */
    photos(section) {
        return this.#photos.get(section);
    }
    place(id) {
        return this.#places.get(id);
    }
    photoAt({ section, index }) {
        return this.#photos.get(section)?.[index];
    }
    /** Loads a section once; all who ask share it, and a failed load can be tried again. */
    load(section) {
        const present = this.#photos.get(section);
        if (present)
            return Promise.resolve(present);
        const loading = this.#loading.get(section) ?? this.#load(section).finally(() => this.#loading.delete(section));
        this.#loading.set(section, loading);
        return loading;
    }
    /** Calls back with each section that is loaded from now on, whoever asked for it. */
    listen(listener, signal) {
        this.#listeners.add(listener);
        signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
    }
    /**
     * Where the photo is, looking through sections from the newest until it is found; `undefined` when it is in none.
     * @throws {LibraryError} when it was not found and some sections cannot be loaded: it may be in one of those.
     */
    async find(id) {
        let failure;
        for (let section = 0; section < this.index.sections.length && !this.#places.has(id); section += 1) {
            await this.load(section).catch((error) => {
                failure = error;
            });
        }
        const place = this.#places.get(id);
        if (!place && failure)
            throw failure;
        return place;
    }
    /** The place so many photos (1 or −1) further on, across sections; `undefined` at the ends. */
    async neighbour(place, step) {
        const index = place.index + step;
        if (this.photoAt({ section: place.section, index }))
            return { section: place.section, index };
        for (let section = place.section + step; this.index.sections[section]; section += step) {
            const photos = await this.load(section).catch(() => []);
            if (photos.length > 0)
                return { section, index: step === 1 ? 0 : photos.length - 1 };
        }
        return undefined;
    }
    /**
     * Fetches again what was loaded before a service worker was there to keep it for offline use. The section files
     * come from the HTTP cache, as their names are content addresses.
     */
    async fetchAgain() {
        const urls = [this.#url, ...[...this.#photos.keys()].map((section) => this.#section(section).url)];
        await Promise.allSettled(urls.map((url) => fetch(url)));
    }
    async #load(section) {
        const url = this.#section(section).url;
        const response = await fetch(url).catch((error) => {
            throw new LibraryError('This part of the library cannot be reached, and is not on this device.', {
                cause: error,
            });
        });
        if (!response.ok)
            throw new LibraryError(`A month of the library is missing (HTTP ${response.status}).`);
        const photos = parseSectionFile(await response.json(), url, this.#url);
        this.#photos.set(section, photos);
        for (const [index, { id }] of photos.entries())
            this.#places.set(id, { section, index });
        for (const listener of this.#listeners)
            listener(section);
        return photos;
    }
    #section(section) {
        const found = this.index.sections[section];
        if (!found)
            throw new RangeError(`No section ${section}`);
        return found;
    }
}
