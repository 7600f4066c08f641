/** The fewest and the most photos to have ready in the direction of travel, and the number behind. */
const AHEAD = { least: 2, most: 8 };
const BEHIND = 1;
/** The share of the budget that may wait to be seen; the rest is for what was seen, since people turn back. */
const SHARE = 1 / 2;
/** How much the latest measurement counts against those before. */
const WEIGHT = 0.3;
/** Whoever looks at a photo for longer, in ms, is not on the way to the next. */
const PAUSE_MS = 2000;
/** Has the neighbours of the photo that is looked at in memory before they are asked for: first those lying ahead. */
export class Prefetcher {
    #options;
    #now;
    #wishes = new Map();
    /** Not tried again before somebody asks for them. */
    #failed = new Set();
    #plan = 0;
    #lastStep;
    #stepMs;
    #loadMs;
    constructor(options) {
        this.#options = options;
        this.#now = options.now ?? (() => performance.now());
    }
    /** The user went on to another photo: how quickly they do says how far ahead to be. */
    stepped() {
        const now = this.#now();
        const interval = now - (this.#lastStep ?? Number.NEGATIVE_INFINITY);
        this.#stepMs = interval < PAUSE_MS ? mean(this.#stepMs, interval) : undefined;
        this.#lastStep = now;
    }
    /**
     * Cancels what lies around the user no longer, and, once `reachable` says that what they look at is there, or failed
     * for a reason of its own, loads what does; nothing where nobody could be reached.
     * `neighbour(n)` is the photo `n` steps on in the direction of travel, or back where `n` is negative; `undefined` at
     * the ends.
     */
    async follow(neighbour, reachable) {
        this.#plan += 1;
        const plan = this.#plan;
        const wanted = [];
        const { budgetBytes, leased } = this.#options.budget;
        let room = this.#options.saveData() ? 0 : Math.min(budgetBytes * SHARE, budgetBytes - leased.bytes);
        for (const steps of this.#steps()) {
            if (room <= 0)
                break;
            const photo = await neighbour(steps).catch(() => undefined);
            // Looking for it may have taken long enough for the user to be elsewhere.
            if (plan !== this.#plan)
                return;
            if (!photo || this.#failed.has(photo.id))
                continue;
            room -= this.#options.bytesOf(photo);
            if (room >= 0)
                wanted.push([photo, steps === 1 ? 'next' : 'prefetch']);
        }
        this.#cancelAllBut(new Set(wanted.map(([{ id }]) => id)));
        if (!(await reachable) || plan !== this.#plan)
            return;
        for (const [photo, priority] of wanted)
            this.#want(photo, priority);
    }
    /** Cancels what is under way, and forgets what failed: there may be reason to hope by the next time. */
    stop() {
        this.#plan += 1;
        this.#lastStep = undefined;
        this.#stepMs = undefined;
        this.#failed.clear();
        this.#cancelAllBut(new Set());
    }
    /** Ahead first: as many as are passed while one is loading, and one more. Then the way back. */
    #steps() {
        const passed = this.#loadMs && this.#stepMs ? Math.ceil(this.#loadMs / this.#stepMs) + 1 : 0;
        const ahead = Math.min(Math.max(passed, AHEAD.least), AHEAD.most);
        return [...range(ahead), ...range(BEHIND).map((steps) => -steps)];
    }
    #want(photo, priority) {
        const present = this.#wishes.get(photo.id);
        if (present) {
            present.priority = priority;
            return;
        }
        const { images } = this.#options;
        if (images.retain(photo, 'screen'))
            return;
        const cancel = new AbortController();
        const wish = { priority, cancel, signal: cancel.signal };
        this.#wishes.set(photo.id, wish);
        const started = this.#now();
        images
            .loadAhead(photo, 'screen', wish)
            .then(() => {
            this.#loadMs = mean(this.#loadMs, this.#now() - started);
        }, 
        // Whoever asks for the picture will be told why.
        () => {
            if (!wish.signal.aborted)
                this.#failed.add(photo.id);
        })
            .finally(() => {
            if (this.#wishes.get(photo.id) === wish)
                this.#wishes.delete(photo.id);
        });
    }
    #cancelAllBut(wanted) {
        for (const [id, { cancel }] of this.#wishes) {
            if (wanted.has(id))
                continue;
            this.#wishes.delete(id);
            cancel.abort();
        }
    }
}
function mean(before, latest) {
    return before === undefined ? latest : before * (1 - WEIGHT) + latest * WEIGHT;
}
function range(count) {
    return Array.from({ length: count }, (_, index) => index + 1);
}
/** Whether the user asked the browser to save data (https://wicg.github.io/savedata/); not every engine asks. */
export function savesData(browser) {
    return 'connection' in browser && browser.connection?.saveData === true;
}
