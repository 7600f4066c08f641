import { create } from '../dom.ts';
import { formatMonth, texts } from '../texts.ts';
import { Tile } from './tile.ts';
/** The tiles that exist: those of a stretch of the library, in its order. */
export class TileWindow {
    #list;
    #library;
    #tiles = new Map();
    /** Number of the first photo of each section in the whole library, from 1. */
    #firstNumber;
    #boxes = [];
    /** `list` is the element that the tiles are children of. */
    constructor(list, library) {
        this.#list = list;
        this.#library = library;
        let next = 1;
        this.#firstNumber = library.index.sections.map(({ count }) => {
            next += count;
            return next - count;
        });
    }
    get(id) {
        return this.#tiles.get(id);
    }
    /** All tiles with their boxes. */
    *[Symbol.iterator]() {
        for (const tile of this.#tiles.values())
            yield { tile, box: this.#boxOf(tile.photo) };
    }
    /** Moves the tiles into a new layout. */
    place(boxes) {
        this.#boxes = boxes;
        for (const tile of this.#tiles.values())
            this.#place(tile);
    }
    /** Makes the tiles of `wanted` exist, in this order, and no others. */
    show(wanted) {
        const kept = new Set(wanted.map(({ photo }) => photo.id));
        for (const [id, tile] of this.#tiles) {
            if (kept.has(id))
                continue;
            tile.unload();
            tile.element.remove();
            this.#tiles.delete(id);
        }
        let next = this.#list.firstElementChild;
        for (const placed of wanted) {
            const tile = this.#tiles.get(placed.photo.id) ?? this.#make(placed);
            if (tile.element === next)
                next = next.nextElementSibling;
            else
                this.#list.insertBefore(tile.element, next);
        }
    }
    #make({ photo, place }) {
        const number = (this.#firstNumber[place.section] ?? 1) + place.index;
        const tile = new Tile(photo, { number, total: this.#library.index.total });
        const section = this.#library.index.sections[place.section];
        if (place.index === 0 && section) {
            const count = create('span', { className: 'month-count' }, {}, texts.photoCount(section.count));
            tile.showHeading(create('h2', { className: 'month' }, {}, formatMonth(section.id), ' ', count));
        }
        this.#tiles.set(photo.id, tile);
        this.#place(tile);
        return tile;
    }
    #place(tile) {
        const section = this.#boxes[this.#library.place(tile.photo.id)?.section ?? -1];
        const box = this.#boxOf(tile.photo);
        if (section && box)
            tile.place(box, section.width);
    }
    #boxOf(photo) {
        const place = this.#library.place(photo.id);
        return place && this.#boxes[place.section]?.tiles[place.index];
    }
}
