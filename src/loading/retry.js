import { LoadError } from './load-error.ts';
/** The server answered with a status that says it failed. */
export class HttpError extends Error {
    status;
    constructor(status) {
        super(`HTTP ${status}`);
        this.status = status;
    }
}
/**
 * Tries again, after a pause, what failed for a reason that may pass: a server that is overloaded or starts anew, a
 * connection that broke or moved to another network. What is missing, broken or too large stays so.
 * @throws what the last attempt threw; `AbortError`, also in the middle of a pause.
 */
export async function withRetries(attempt, { signal, pauses, online, sleep = pause }) {
    for (const ms of pauses) {
        try {
            return await attempt();
        }
        catch (error) {
            if (!mayPass(error, online()))
                throw error;
        }
        // Up to half as long again, so that many who failed together do not come back together.
        await sleep(ms * (1 + Math.random() / 2), signal);
    }
    return attempt();
}
function mayPass(error, online) {
    if (!(error instanceof LoadError))
        return false;
    if (error.reason === 'offline')
        return online;
    if (error.reason !== 'network')
        return false;
    if (!(error.cause instanceof HttpError))
        return true;
    const { status } = error.cause;
    return status === 408 || status === 429 || status >= 500;
}
function pause(ms, signal) {
    return new Promise((resolve, reject) => {
        const stop = () => {
            clearTimeout(timer);
            reject(signal.reason);
        };
        const timer = setTimeout(() => {
            signal.removeEventListener('abort', stop);
            resolve();
        }, ms);
        if (signal.aborted)
            stop();
        else
            signal.addEventListener('abort', stop, { once: true });
    });
}
