import { create } from '../dom.ts';
import { closeScale, fitScale, frame, smoothingFor, viewAround, } from './framing.ts';
/** A stage with a canvas at device resolution, that shows all of one picture, or a part of it from close by. */
export class CanvasPicture {
    element;
    #canvas = create('canvas', { className: 'viewer-picture' }, { role: 'img' });
    #context = this.#canvas.getContext('2d', {
        alpha: false,
        colorSpace: screenColours(),
    });
    #painting;
    /** `undefined` while all of the picture is seen. */
    #view;
    /** `onResize` is called when the stage has another size, or its screen other pixels. */
    constructor(onResize, signal) {
        this.element = create('div', { className: 'viewer-stage' }, {}, this.#canvas);
        const fit = () => {
            this.#paint();
            onResize();
        };
        const observer = new ResizeObserver(fit);
        observer.observe(this.element);
        signal.addEventListener('abort', () => observer.disconnect(), { once: true });
        onPixelRatio(fit, signal);
    }
    /** What is shown now. */
    get shown() {
        return this.#painting;
    }
    /** Whether the photo is seen from close by, and not whole. */
    closeTo(photo) {
        return this.#view !== undefined && this.#painting?.photo.id === photo.id;
    }
    /** The long side, in px, that `photo` needs for every pixel of the screen where it is shown whole. */
    pixelsFor(photo) {
        return Math.max(photo.width, photo.height) * fitScale(photo, this.#stage, devicePixelRatio);
    }
    /** Paints at once, and gives back what was shown before. Another photo is seen whole at first. */
    show(painting) {
        const before = this.#painting;
        if (before?.photo.id !== painting.photo.id)
            this.#seeWhole();
        this.#painting = painting;
        this.#paint();
        before?.release();
        this.#canvas.setAttribute('aria-label', painting.photo.title);
        this.#canvas.dataset['state'] = painting.sharpness;
        if (painting.tier)
            this.#canvas.dataset['tier'] = painting.tier;
        else
            delete this.#canvas.dataset['tier'];
    }
    /** Goes close to what is under `pointer` (client px), or to the middle. */
    approach(pointer) {
        const framing = this.#framing();
        if (!framing || !this.#painting)
            return;
        const { left, top, width, height } = this.element.getBoundingClientRect();
        const from = pointer ? { x: pointer.x - left - width / 2, y: pointer.y - top - height / 2 } : { x: 0, y: 0 };
        const scale = closeScale(this.#painting.photo, this.#stage, devicePixelRatio);
        this.#view = viewAround(framing, from, scale, devicePixelRatio);
        this.element.dataset['close'] = '';
        this.#paint();
    }
    /** Shows all of the picture again. */
    stepBack() {
        this.#seeWhole();
        this.#paint();
    }
    /**
     * Moves the picture by so many CSS px, as far as its edges allow; `false` when it is seen whole, and there is nowhere to
     * go.
     */
    pan(x, y) {
        const framing = this.#framing();
        if (!this.#view || !framing)
            return false;
        const { scale } = this.#view;
        const { part } = framing;
        const [dx, dy] = [(x * devicePixelRatio) / scale, (y * devicePixelRatio) / scale];
        // From what is seen, not from what was wished: beyond the edge there is nothing to come back from.
        this.#view = { scale, centre: { x: part.x + part.width / 2 - dx, y: part.y + part.height / 2 - dy } };
        this.#paint();
        return true;
    }
    /** Shows nothing, and holds no pixels. */
    clear() {
        this.#painting?.release();
        this.#painting = undefined;
        this.#seeWhole();
        this.#canvas.width = 0;
        this.#canvas.height = 0;
        this.#canvas.removeAttribute('aria-label');
        delete this.#canvas.dataset['state'];
        delete this.#canvas.dataset['tier'];
    }
    #seeWhole() {
        this.#view = undefined;
        delete this.element.dataset['close'];
    }
    get #stage() {
        return { width: this.element.clientWidth, height: this.element.clientHeight };
    }
    #framing() {
        return this.#painting && frame(this.#painting.photo, this.#stage, devicePixelRatio, this.#view);
    }
    #paint() {
        const framing = this.#framing();
        if (!this.#painting || !framing || !this.#context)
            return;
        const { photo, source } = this.#painting;
        const { canvas, part } = framing;
        this.#canvas.style.width = `${canvas.width / devicePixelRatio}px`;
        this.#canvas.style.height = `${canvas.height / devicePixelRatio}px`;
        // Setting the size clears the canvas, so it is set only when it changes.
        if (this.#canvas.width !== canvas.width)
            this.#canvas.width = canvas.width;
        if (this.#canvas.height !== canvas.height)
            this.#canvas.height = canvas.height;
        const [across, down] = [source.width / photo.width, source.height / photo.height];
        this.#context.imageSmoothingQuality = smoothingFor((part.width * across) / canvas.width);
        // Pictures with transparency are made for white paper more often than for a black screen.
        this.#context.fillStyle = '#fff';
        this.#context.fillRect(0, 0, canvas.width, canvas.height);
        this.#context.drawImage(source, ...[part.x * across, part.y * down, part.width * across, part.height * down], ...[0, 0, canvas.width, canvas.height]);
    }
}
/** A wide-gamut picture keeps its colours only on a wide-gamut canvas. */
export function screenColours() {
    return window.matchMedia('(color-gamut: p3)').matches ? 'display-p3' : 'srgb';
}
/** Calls back when the window comes to a screen of other pixels, or the page is zoomed. */
function onPixelRatio(listener, signal) {
    // A query asks for one ratio only, so that each change needs a new one.
    const change = () => {
        listener();
        if (!signal.aborted)
            onPixelRatio(listener, signal);
    };
    const query = window.matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener('change', change, { once: true, signal });
}
