/** `text` as a photo id; `undefined` when it cannot be one. */
export function parsePhotoId(text) {
  // The brand is given here and nowhere else.
  return /^[0-9a-f]{32}$/.test(text) ? text : undefined;
}
