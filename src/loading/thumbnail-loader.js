import { SharedLoads } from './shared-loads.ts';
/** Thumbnails for the grid: through the service worker, which answers from storage and fetches what it lacks. */
export class ThumbnailLoader {
    #renditions;
    #worker;
    #inFlight = new SharedLoads();
    constructor(renditions, worker) {
        this.#renditions = renditions;
        this.#worker = worker;
    }
    /** @throws {LoadError} and `AbortError`. */
    async load(photo, wish) {
        const start = (shared) => this.#load(photo, shared);
        return this.#inFlight.join(photo.thumbnail.href, wish, start, async (arrived) => ({
            bitmap: await arrived.take(),
            tier: arrived.tier,
        }));
    }
    async #load(photo, wish) {
        // Without a worker the thumbnails tier was not asked, so it did not miss.
        const asked = this.#worker.controls ? ['thumbnails'] : [];
        const missed = (tier) => (tier === 'network' ? asked : []);
        const { bitmap, tier, blob, throughWorker } = await this.#renditions.load({
            ...{ photo, rendition: 'thumbnail', url: photo.thumbnail, wish, missed },
        });
        if (!throughWorker)
            this.#worker.adopt({ url: photo.thumbnail.href, blob });
        let taken = false;
        const take = async () => {
            if (taken)
                return createImageBitmap(blob);
            taken = true;
            return bitmap;
        };
        return { tier, take, [Symbol.dispose]: () => bitmap.close() };
    }
}
