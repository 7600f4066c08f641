import { imageMeta } from 'image-meta';
/** In cameras' files the size comes before this byte, after EXIF with its thumbnail, and the colour profile. */
const HEAD_BYTES = 65_536;
/** Reads a picture's header without decoding it; `undefined` when this is no picture that we know. */
export async function readHeader(blob) {
    const header = parseHeader(await blob.slice(0, HEAD_BYTES).arrayBuffer());
    return header ?? (blob.size > HEAD_BYTES ? parseHeader(await blob.arrayBuffer()) : undefined);
}
/** The same from bytes that are there already. */
export function parseHeader(bytes) {
    try {
        const { width, height, type } = imageMeta(new Uint8Array(bytes));
        return width && height ? { width, height, type: `image/${type === 'jpg' ? 'jpeg' : type}` } : undefined;
    }
    catch {
        // Cut off, or not a picture: decoding will tell.
        return undefined;
    }
}
