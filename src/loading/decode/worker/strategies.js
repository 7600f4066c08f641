import { scaledSize, withFrame } from './frames.ts';
import { parseHeader, readHeader } from './header.ts';
import { isBlank } from './is-blank.ts';
import { failureAt, refuseHuge } from './limits.ts';
/**
 * How each engine decodes best. The header is read first. They throw a `LoadError`, or whatever reading the blob throws; a
 * bitmap may come although `signal` was aborted.
 */
export const strategies = {
    scales: async (request) => {
        const { blob, longSide } = request;
        const scaling = longSide !== undefined && blob.type === JPEG;
        // Not the header alone first: reading twice costs some ms.
        const data = scaling ? await blob.arrayBuffer() : undefined;
        const header = data ? parseHeader(data) : await readHeader(blob);
        refuseHuge(header);
        const size = scaling && header?.type === JPEG ? scaledSize(header, longSide) : undefined;
        const decoded = data && size ? fromFrame(data, { type: JPEG, size }, request) : fromBlob(request);
        return decoded.catch((error) => Promise.reject(failureAt(size ?? header, error)));
    },
    whole: async (request) => {
        const data = await request.blob.arrayBuffer();
        const header = parseHeader(data);
        refuseHuge(header);
        const type = header && (await ImageDecoder.isTypeSupported(header.type)) ? header.type : undefined;
        const decoded = type ? fromFrame(data, { type }, request) : fromBlob(request);
        return decoded.catch((error) => Promise.reject(failureAt(header, error)));
    },
    none: async (request) => {
        const header = await readHeader(request.blob);
        refuseHuge(header);
        try {
            const bitmap = await fromBlob(request);
            if (!isBlank(bitmap))
                return bitmap;
            bitmap.close();
        }
        catch (error) {
            throw failureAt(header, error);
        }
        throw failureAt(header, new Error('Nothing was decoded.'));
    },
};
const JPEG = 'image/jpeg';
/**
 * A picture is made smaller when its sides are so many times what is needed: that saves more than half of the memory. Scaled
 * JPEGs are below it but for small sizes, so that they need not be touched again.
 */
const WORTHWHILE = 1.5;
/** Sides that are so many times what is needed are halved, which leaves at most twice the pixels. */
const HALVED = { from: 2, to: 2 * Math.SQRT2 };
function fromFrame(data, wish, { longSide, signal }) {
    return withFrame(data, wish, signal, (frame) => createImageBitmap(frame, smaller({ width: frame.displayWidth, height: frame.displayHeight }, longSide)));
}
/** Not in one with making it smaller: that is no faster, and needs to know which side of a turned picture is the long one. */
async function fromBlob({ blob, longSide, signal }) {
    const bitmap = await createImageBitmap(blob);
    const options = signal.aborted ? undefined : smaller(bitmap, longSide);
    return options ? createImageBitmap(bitmap, options).finally(() => bitmap.close()) : bitmap;
}
function smaller({ width, height }, longSide) {
    const factor = longSide ? Math.max(width, height) / longSide : 1;
    if (factor < WORTHWHILE)
        return undefined;
    // The quickest way, which is right for halves: each pixel is the mean of four, and none is left out.
    if (factor >= HALVED.from && factor <= HALVED.to) {
        return { resizeWidth: Math.ceil(width / 2), resizeHeight: Math.ceil(height / 2), resizeQuality: 'low' };
    }
    return {
        resizeWidth: Math.ceil(width / factor),
        resizeHeight: Math.ceil(height / factor),
        // Here 'low' leaves jagged edges; 'high' is the same as this in Chromium and Firefox, and worse in WebKit.
        resizeQuality: 'medium',
    };
}
