import { headline } from './loading/tier-log.ts';
/** Makes the console API, and writes what happens to the pictures of the memory tier to the console, at level debug. */
export function consoleApi(memory, worker, log, trim, signal) {
    log.listen((event) => {
        if (event.kind !== 'evicted' && event.rendition !== 'thumbnail')
            console.debug(headline(event));
    }, signal);
    return {
        stats: async () => {
            const { thumbnails, pinned } = await worker.figures();
            memory.probe();
            const counts = {
                memory: log.count('memory'),
                thumbnails: log.count('thumbnails'),
                network: log.count('network'),
            };
            return {
                memory: {
                    leased: memory.leased,
                    retained: memory.retained,
                    weak: memory.weak,
                    budgetBytes: memory.budgetBytes,
                    hits: counts.memory.hits,
                    misses: counts.memory.misses,
                    collected: counts.memory.removed,
                },
                thumbnails: {
                    ...thumbnails,
                    hits: counts.thumbnails.hits,
                    misses: counts.thumbnails.misses,
                    evicted: counts.thumbnails.removed,
                },
                pinned,
                network: {
                    requests: counts.network.hits + counts.network.failures,
                    bytes: counts.network.bytes,
                    failures: counts.network.failures,
                },
            };
        },
        events: () => log.recent(),
        trim,
        setMemoryBudget: (bytes) => {
            if (!Number.isFinite(bytes) || bytes < 0)
                throw new RangeError(`Not a number of bytes: ${bytes}`);
            memory.setBudget(bytes);
        },
        clear: async () => {
            trim();
            await worker.clear();
        },
    };
}
