/** JPEG is stored in blocks of 8 × 8 pixels, which its codec can decode as 1 × 1 up to 8 × 8. */
const BLOCK = 8;
/** Measured in Chromium: from 6 × 6 on it takes longer than the whole picture does, for which there is faster code. */
const LARGEST_STEP = 5;
/**
 * The size to ask for, so that a JPEG of `size` keeps a long side of `longSide` px; `undefined` when it is quicker decoded
 * whole.
 */
export function scaledSize({ width, height }, longSide) {
    const step = Math.ceil((longSide * BLOCK) / Math.max(width, height));
    if (step > LARGEST_STEP)
        return undefined;
    return { width: Math.ceil((width * step) / BLOCK), height: Math.ceil((height * step) / BLOCK) };
}
/**
 * Has `ImageDecoder` decode the first frame, at `size` where given, and gives what `take` makes of it. The frame says how it
 * is turned, and counts its sides upright; whatever draws it turns it.
 * @throws `EncodingError` when it is broken; `AbortError` when `signal` is aborted, also in the middle.
 */
export async function withFrame(data, { type, size }, signal, take) {
    // Chromium looks only at the area of the wish, so that it does not matter which side of a turned picture is which.
    const wish = size && { desiredWidth: size.width, desiredHeight: size.height };
    const decoder = new ImageDecoder({ data, type, transfer: [data], ...wish });
    // They reject as `decode` does, and nobody else would listen.
    decoder.completed.catch(() => { });
    decoder.tracks.ready.catch(() => { });
    const close = () => decoder.close();
    signal.addEventListener('abort', close, { once: true });
    try {
        const { image } = await decoder.decode();
        return await take(image).finally(() => image.close());
    }
    finally {
        signal.removeEventListener('abort', close);
        close();
    }
}
