import { parsePhotoId } from '../shared/photo.ts';
export function bitmapKey(photo) {
    return `${photo.id}/${photo.title}`;
}
/** What `key` was made from; the title may itself contain slashes. */
export function parseBitmapKey(key) {
    const slash = key.indexOf('/');
    const photo = parsePhotoId(key.slice(0, slash));
    return photo && { photo, title: key.slice(slash + 1) };
}
/** The same as a number, as the memory tier has it: larger is sharper. */
export const SIZES = { screen: 1, full: 2 };
export function bitmapSize(size) {
    return size === SIZES.full ? 'full' : 'screen';
}
