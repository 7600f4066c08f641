import { isAbort } from '../../loading/load-error.ts';
import { create } from '../dom.ts';
import { paintThumbHash } from '../thumbhash.ts';
/** One photo of the grid: the blurred placeholder at once, the thumbnail over it while the tile is near the screen. */
export class Tile {
    element;
    photo;
    #link;
    #placeholder = create('canvas', { className: 'tile-placeholder' }, { 'aria-hidden': 'true' });
    #heading;
    #painted;
    /** How urgently the thumbnail is wanted, while it is loading too. */
    priority = 'prefetch';
    #loading;
    constructor(photo, position) {
        this.photo = photo;
        paintThumbHash(this.#placeholder, photo.thumbhash);
        this.#link = create('a', { href: `photo/${photo.id}` }, { 'aria-label': photo.title }, this.#placeholder);
        this.element = create('li', { className: 'tile' }, {
            'aria-label': photo.title,
            'aria-setsize': String(position.total),
            'aria-posinset': String(position.number),
            'data-photo': photo.id,
            'data-state': 'placeholder',
        }, this.#link);
    }
    /** Moves the tile; its heading, where it has one, may be as wide as the section. */
    place({ x, y, width, height }, sectionWidth) {
        if (this.#heading)
            this.#heading.style.maxWidth = `${sectionWidth}px`;
        const { style } = this.element;
        style.transform = `translate(${x}px, ${y}px)`;
        style.width = `${width}px`;
        style.height = `${height}px`;
    }
    /** Puts the month above the first tile of a section. */
    showHeading(heading) {
        this.#heading = heading;
        this.element.prepend(heading);
    }
    /**
     * Loads and paints the thumbnail, unless that is done or under way.
     * @throws {LoadError} when it fails, which leaves the placeholder; not when it is cancelled by `unload`.
     */
    async load(loader) {
        if (this.#painted || this.#loading)
            return;
        const loading = new AbortController();
        this.#loading = loading;
        try {
            const { bitmap, tier } = await loader.load(this.photo, this.#wish(loading.signal));
            // It may have arrived in the same moment in which the tile was unloaded.
            if (loading.signal.aborted)
                bitmap.close();
            else
                this.#paint(bitmap, tier);
        }
        catch (error) {
            if (isAbort(error))
                return;
            this.element.dataset['missing'] = '';
            throw error;
        }
        finally {
            if (this.#loading === loading)
                this.#loading = undefined;
        }
    }
    /** Cancels what is under way and gives the pixels back: the tile is far from the screen. */
    unload() {
        this.#loading?.abort();
        this.#loading = undefined;
        if (!this.#painted)
            return;
        this.#painted.picture.getContext('bitmaprenderer')?.transferFromImageBitmap(null);
        this.#painted.picture.remove();
        this.#painted = undefined;
        delete this.element.dataset['tier'];
        this.element.dataset['state'] = 'placeholder';
    }
    /** What the viewer can begin with. */
    get painted() {
        return this.#painted;
    }
    #wish(signal) {
        const priority = () => this.priority;
        return {
            signal,
            get priority() {
                return priority();
            },
        };
    }
    #paint(bitmap, tier) {
        // A stored picture is there in the next frame and never fades; one that had to be waited for does.
        const className = tier === 'network' ? 'tile-picture tile-picture-new' : 'tile-picture';
        const { width, height } = bitmap;
        const picture = create('canvas', { className, width, height }, { 'aria-hidden': 'true' });
        // The canvas takes the bitmap over: nothing is copied, and nothing is left to close.
        picture.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
        this.#link.append(picture);
        this.#painted = { picture, tier };
        delete this.element.dataset['missing'];
        this.element.dataset['tier'] = tier;
        this.element.dataset['state'] = 'thumbnail';
    }
}
