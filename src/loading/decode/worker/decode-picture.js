import { LoadError, OutOfMemoryError } from '../../load-error.ts';
import { probedEngine } from './engine.ts';
import { strategies } from './strategies.ts';
/**
 * The picture upright, at its full size; with `longSide` (px) it may come smaller, but never smaller than that. This is the
 * same in the worker and, where there is none, on the page.
 * @throws {LoadError} `decode-failed` or `too-large`; the reason of `signal` when that is aborted.
 */
export async function decodePicture(blob, longSide, signal) {
    try {
        signal.throwIfAborted();
        const decode = strategies[await probedEngine()];
        const bitmap = await decode({ blob, longSide, signal });
        if (!signal.aborted)
            return bitmap;
        bitmap.close();
    }
    catch (error) {
        if (!signal.aborted)
            throw asLoadError(error);
    }
    throw signal.reason;
}
/** What is no `LoadError` yet comes from reading the blob, for which a `RangeError` says that memory was short. */
function asLoadError(error) {
    if (error instanceof LoadError)
        return error;
    return error instanceof RangeError ? new OutOfMemoryError(error) : new LoadError('decode-failed', error);
}
