const ENTRY_BYTES = 12;
const SHORT = 3;
const LONG = 4;
const UNDEFINED = 7;

/** Decoded pixels: 8 bits each of red, green, blue and (not premultiplied) alpha. */
export interface Pixels {
  width: number;
  height: number;
  rgba: Uint8Array;
}

/**
 * Wraps pixels and their colour profile in an uncompressed TIFF, because libvips takes no profile with raw pixels.
 *
 * @param profile ICC profile of the pixels; left out, they are sRGB.
 */
export function toTiff({ width, height, rgba }: Pixels, profile?: Uint8Array): Buffer {
  // Header, then the values that do not fit into an entry, then the directory, then the pixels.
  const bitsAt = 8;
  const profileAt = bitsAt + 8;
  const profileBytes = profile?.byteLength ?? 0;
  const directoryAt = profileAt + profileBytes + (profileBytes % 2);
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, 4, bitsAt],
    [259, SHORT, 1, 1], // no compression
    [262, SHORT, 1, 2], // RGB
    [273, LONG, 1, 0], // where the pixels begin: filled in below
    [277, SHORT, 1, 4], // samples per pixel
    [278, LONG, 1, height], // one strip
    [279, LONG, 1, rgba.byteLength],
    [338, SHORT, 1, 2], // the fourth sample is unassociated alpha
  ];
  if (profile !== undefined) entries.push([34_675, UNDEFINED, profileBytes, profileAt]);
  const pixelsAt = directoryAt + 2 + entries.length * ENTRY_BYTES + 4;

  const head = Buffer.alloc(pixelsAt);
  head.write('II*\0', 0, 'latin1');
  head.writeUInt32LE(directoryAt, 4);
  for (let sample = 0; sample < 4; sample++) head.writeUInt16LE(8, bitsAt + sample * 2);
  if (profile !== undefined) head.set(profile, profileAt);
  head.writeUInt16LE(entries.length, directoryAt);
  entries.forEach(([tag, type, count, value], index) => {
    const at = directoryAt + 2 + index * ENTRY_BYTES;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(count, at + 4);
    head.writeUInt32LE(tag === 273 ? pixelsAt : value, at + 8);
  });
  return Buffer.concat([head, rgba]);
}
