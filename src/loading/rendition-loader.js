import { fetchRendition } from './fetch-rendition.ts';
import { failureOf, LoadError, OutOfMemoryError } from './load-error.ts';
import { withRetries } from './retry.ts';
/** Pauses before a fetch is tried again, in ms: long enough for a server to restart, short enough to wait for. */
const PAUSES = [300, 1200];
/** Long side, in px, to which a picture is reduced that does not fit into memory: 4096 × 4096 fits into every canvas. */
const REDUCED = 4096;
/** Fetches and decodes one rendition, and records what came of it. */
export class RenditionLoader {
    #options;
    constructor(options) {
        this.#options = options;
    }
    /** @throws {LoadError} and `AbortError`. */
    async load(request) {
        const asked = performance.now();
        const fetched = await this.#fetch(request);
        const arrived = performance.now();
        const bitmap = await this.#decode(fetched, request);
        const at = performance.now();
        const { tier, blob } = fetched;
        this.#options.log.record({
            ...{ kind: 'served', at, ...about(request), missed: request.missed(tier), tier },
            ...{ ms: at - asked, decodeMs: at - arrived, bytes: blob.size },
        });
        return { ...fetched, bitmap };
    }
    #fetch(request) {
        const { fetches, online } = this.#options;
        const { url, wish } = request;
        const attempt = () => fetches
            .run(wish, () => fetchRendition(url, wish.signal))
            // Each attempt was a request, so each is in the books.
            .catch((error) => this.#fail(error, request));
        return withRetries(attempt, { signal: wish.signal, pauses: PAUSES, online });
    }
    async #decode({ blob, tier }, request) {
        const { decodes, decoder, relieve } = this.#options;
        const { wish, longSide } = request;
        const decode = (size) => decodes.run(wish, () => decoder.decode(blob, { ...size, signal: wish.signal }), (bitmap) => bitmap.close());
        try {
            return await decode(longSide ? { longSide } : {}).catch((error) => {
                // What was loaded ahead is not worth what others would lose.
                if (!(error instanceof OutOfMemoryError) || wish.priority !== 'visible')
                    throw error;
                relieve();
                return decode({ longSide: Math.min(longSide ?? REDUCED, REDUCED) });
            });
        }
        catch (error) {
            const arrival = { tier, bytes: blob.size };
            return this.#fail(error instanceof LoadError ? new LoadError(error.reason, error.cause, arrival) : error, request);
        }
    }
    #fail(error, request) {
        if (request.wish.signal.aborted)
            throw error;
        const failure = failureOf(error);
        const missed = request.missed(failure.tier);
        this.#options.log.record({ kind: 'failed', at: performance.now(), ...about(request), missed, ...failure });
        throw error;
    }
}
function about({ photo, rendition }) {
    return { photo: photo.id, title: photo.title, rendition };
}
