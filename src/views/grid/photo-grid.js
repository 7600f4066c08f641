import { Attempts } from '../attempts.ts';
import { create } from '../dom.ts';
import { texts } from '../texts.ts';
import { firstEndingBelow, layOut } from './layout.ts';
import { TileWindow } from './tile-window.ts';
/** Screens above and below the visible one in which tiles exist, and in which they hold their thumbnail. */
const TILE_SCREENS = 3;
const PICTURE_SCREENS = 1;
/** The library as a grid of thumbnails by month. Only the tiles near the screen exist. */
export class PhotoGrid {
    element = create('ul', { className: 'grid' }, { 'aria-label': texts.photos, role: 'list' });
    #library;
    #loader;
    #tiles;
    #boxes = [];
    #sections = new Attempts();
    #pictures = new Attempts();
    #frame = 0;
    #lastTop = 0;
    #restoring;
    constructor(library, loader, signal) {
        this.#library = library;
        this.#loader = loader;
        this.#tiles = new TileWindow(this.element, library);
        library.listen(() => this.#layOutInPlace(), signal);
        const refresh = () => this.#schedule();
        window.addEventListener('scroll', refresh, { passive: true, signal });
        const hope = () => {
            this.#sections.forgive();
            this.#pictures.forgive();
            refresh();
        };
        window.addEventListener('online', hope, { signal });
        // Whoever begins to move about does not want to be taken back to where a reload found them.
        const stopRestoring = () => {
            this.#restoring = undefined;
        };
        for (const intent of ['wheel', 'touchstart', 'pointerdown', 'keydown']) {
            window.addEventListener(intent, stopRestoring, { passive: true, signal });
        }
        let width = 0;
        const observer = new ResizeObserver(() => {
            if (this.element.clientWidth === width)
                return refresh();
            width = this.element.clientWidth;
            this.#layOutInPlace();
        });
        observer.observe(this.element);
        signal.addEventListener('abort', () => observer.disconnect(), { once: true });
    }
    /** The thumbnail that is on screen for the photo, and where it came from. */
    tile(id) {
        return this.#tiles.get(id);
    }
    /** What is at the top of the screen now. */
    anchor() {
        const top = this.#visibleTop();
        const section = firstEndingBelow(this.#boxes, top);
        const box = this.#boxes[section];
        if (!box)
            return undefined;
        const index = firstEndingBelow(box.tiles, top);
        return { section, index, offset: (box.tiles[index]?.y ?? box.y) - top };
    }
    /** Scrolls so that the anchor is at its distance from the top again. */
    scrollTo({ section, index, offset }) {
        const box = this.#boxes[section];
        if (!box)
            return;
        const y = (box.tiles[index]?.y ?? box.y) - offset;
        window.scrollTo({ top: y + this.#top(), behavior: 'instant' });
        this.#update();
    }
    /** Something lies over the grid, or does so no longer: what is covered can wait. */
    cover(covered) {
        this.element.inert = covered;
        this.#schedule();
    }
    /** Begins at `anchor` instead of the top, once the grid knows its size. */
    restore(anchor) {
        this.#restoring = anchor;
    }
    /** Brings the photo's tile into view, unless it is there, and focuses it. */
    reveal(place) {
        const tile = this.#boxes[place.section]?.tiles[place.index];
        if (!tile)
            return;
        const top = this.#visibleTop();
        const visible = tile.y + tile.height > top && tile.y < top + window.innerHeight;
        if (!visible)
            this.scrollTo({ ...place, offset: (window.innerHeight - tile.height) / 2 });
        const photo = this.#library.photoAt(place);
        if (photo)
            this.#tiles.get(photo.id)?.element.querySelector('a')?.focus({ preventScroll: true });
    }
    #schedule() {
        this.#frame ||= requestAnimationFrame(() => {
            this.#frame = 0;
            this.#update();
        });
    }
    #layOut() {
        if (this.element.clientWidth === 0)
            return;
        const sections = this.#library.index.sections.map(({ count }, section) => {
            const photos = this.#library.photos(section);
            return photos ? { ratios: photos.map(({ width, height }) => width / height) } : { count };
        });
        this.#boxes = layOut(sections, this.#options());
        this.element.style.height = `${Math.max(0, ...this.#boxes.slice(-20).map(({ y, height }) => y + height))}px`;
        this.#tiles.place(this.#boxes);
    }
    #options() {
        const width = this.element.clientWidth;
        const phone = width < 600;
        // On a phone two photos of the usual shape, each of its own month, stand side by side.
        return phone
            ? { width, rowHeight: 112, gap: 4, headingHeight: 40, sectionGap: 12, sectionWidth: 128 }
            : { width, rowHeight: 240, gap: 4, headingHeight: 48, sectionGap: 16, sectionWidth: 144 };
    }
    /** Lays out anew without moving what is on screen. */
    #layOutInPlace() {
        const anchor = this.#restoring ?? (window.scrollY > 0 ? this.anchor() : undefined);
        this.#layOut();
        if (anchor)
            this.scrollTo(anchor);
        else
            this.#update();
        // Until its section is loaded, the place to restore is only guessed at.
        if (this.#restoring && this.#library.photos(this.#restoring.section))
            this.#restoring = undefined;
    }
    #update() {
        const top = this.#visibleTop();
        const screen = window.innerHeight;
        const wanted = this.#photosBetween(top - TILE_SCREENS * screen, top + (1 + TILE_SCREENS) * screen);
        this.#tiles.show(wanted);
        const forward = top >= this.#lastTop;
        this.#lastTop = top;
        for (const { tile, box } of this.#tiles) {
            if (box)
                tile.priority = this.#priority(box, top, forward);
            const near = box && box.y + box.height > top - PICTURE_SCREENS * screen;
            if (near && box.y < top + (1 + PICTURE_SCREENS) * screen) {
                this.#pictures.attempt(tile.photo.id, () => tile.load(this.#loader));
            }
            else
                tile.unload();
        }
    }
    #priority(box, top, forward) {
        if (this.element.inert)
            return 'prefetch';
        const [above, below] = [box.y + box.height <= top, box.y >= top + window.innerHeight];
        if (!above && !below)
            return 'visible';
        return forward === below ? 'next' : 'prefetch';
    }
    /** The loaded photos in a stretch of the grid; sections that are not loaded are asked for. */
    #photosBetween(from, to) {
        const found = [];
        for (let section = firstEndingBelow(this.#boxes, from); section < this.#boxes.length; section += 1) {
            const box = this.#boxes[section];
            if (!box || box.y > to)
                break;
            const photos = this.#library.photos(section);
            if (!photos) {
                // Offline, and this month was never seen: it stays empty until it can be had.
                this.#sections.attempt(section, () => this.#library.load(section));
                continue;
            }
            for (let index = firstEndingBelow(box.tiles, from); index < photos.length; index += 1) {
                const photo = photos[index];
                const tile = box.tiles[index];
                if (!photo || !tile || tile.y > to)
                    break;
                found.push({ photo, place: { section, index } });
            }
        }
        return found;
    }
    /** Where the grid begins on the page, and the part of the page that is visible, both in CSS px. */
    #top() {
        return this.element.getBoundingClientRect().top + window.scrollY;
    }
    #visibleTop() {
        return window.scrollY - this.#top();
    }
}
