/** One bitmap in the books of the tier, from its arrival until it is gone. */
export class Entry {
    key;
    size;
    name;
    bytes;
    state = { kind: 'gone' };
    /** Whether somebody asked for it yet; what was fetched ahead was not. */
    wanted;
    /** Closed as soon as the last lease ends: its key was evicted while it was on screen. */
    doomed = false;
    constructor(key, size, bytes, wanted) {
        this.key = key;
        this.size = size;
        this.name = `${key}@${size}`;
        this.bytes = bytes;
        this.wanted = wanted;
    }
}
/** Bytes of a decoded picture: four for each pixel. */
export function bytesOf(bitmap) {
    return bitmap.width * bitmap.height * 4;
}
