import { withFrame } from './frames.ts';
let engine;
/** Tries it, once, with every orientation: it takes some ms. */
export function probedEngine() {
    engine ??= probe();
    return engine;
}
/** A baseline JPEG of 32 × 16 px, without metadata. Its quarters, row by row: red (A), green (B), blue (C), white (D). */
const QUARTERS = '/9j/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAQACADAREAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAgJCv/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAZAQEAAwEBAAAAAAAAAAAAAAAABwkKBgj/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCdEGLUwFjISZjwGXjRm9ygOltVY7gB/9k=';
const WHOLE = { width: 32, height: 16 };
/** Not in eighths: a codec that scales by itself goes down to the next step, anything else scales to just this. */
const WISH = { width: 21, height: 11 };
const STEP = { width: 20, height: 10 };
/** How the quarters lie when the picture is upright, for each EXIF orientation from 1. */
const UPRIGHT = ['ABCD', 'BADC', 'DCBA', 'CDAB', 'ACBD', 'CADB', 'DBCA', 'BDAC'];
/** From here on the sides are swapped. */
const FIRST_TURNED = 5;
async function probe() {
    if (typeof ImageDecoder === 'undefined')
        return 'none';
    if (await isRight(WISH, STEP))
        return 'scales';
    return (await isRight(undefined, WHOLE)) ? 'whole' : 'none';
}
/** Whether a wish gives the size that is expected, upright, for every orientation. */
async function isRight(wish, { width, height }) {
    const expected = UPRIGHT.map((quarters, index) => index + 1 < FIRST_TURNED ? `${width}x${height} ${quarters}` : `${height}x${width} ${quarters}`);
    try {
        const seen = await Promise.all(UPRIGHT.map((_, index) => look(index + 1, wish)));
        return seen.every((look, index) => look === expected[index]);
    }
    catch {
        return false;
    }
}
/** What comes out of the JPEG when it is marked with this orientation, such as `20x10 ABCD`. */
function look(orientation, size) {
    const { signal } = new AbortController();
    return withFrame(oriented(orientation), { type: 'image/jpeg', size }, signal, async (frame) => {
        const bitmap = await createImageBitmap(frame);
        const { width, height } = bitmap;
        const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
        context?.drawImage(bitmap, 0, 0);
        bitmap.close();
        const at = (x, y) => colourOf(context?.getImageData(width * x, height * y, 1, 1).data);
        return `${width}x${height} ${at(0.25, 0.25)}${at(0.75, 0.25)}${at(0.25, 0.75)}${at(0.75, 0.75)}`;
    });
}
function colourOf([red = 0, green = 0, blue = 0] = []) {
    const bright = [red, green, blue].map((channel) => (channel > 127 ? 1 : 0)).join('');
    return { '100': 'A', '010': 'B', '001': 'C', '111': 'D' }[bright] ?? '?';
}
/** The JPEG with an EXIF segment that says nothing but the orientation. */
function oriented(orientation) {
    const tag = `\x01\x12\0\x03\0\0\0\x01\0${String.fromCharCode(orientation)}\0\0`;
    const exif = `\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01${tag}\0\0\0\0`;
    const jpeg = atob(QUARTERS);
    return Uint8Array.from(jpeg.slice(0, 2) + exif + jpeg.slice(2), (character) => character.charCodeAt(0)).buffer;
}
