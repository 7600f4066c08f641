/** Pixels along each side of what is looked at. */
const SIDE = 8;
/**
 * Whether nothing can be seen in a picture: WebKit takes what is left of a broken file for a picture without a single pixel,
 * where others report an error.
 */
export function isBlank(bitmap) {
    const context = new OffscreenCanvas(SIDE, SIDE).getContext('2d', { willReadFrequently: true });
    if (!context)
        return false;
    context.drawImage(bitmap, 0, 0, SIDE, SIDE);
    return context.getImageData(0, 0, SIDE, SIDE).data.every((channel) => channel === 0);
}
