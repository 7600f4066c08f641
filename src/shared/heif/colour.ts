import { type Box, bodyOf, boxesIn, fourCharacters, skip, viewOf } from './box.ts';

/** How an HEIF file says which colours its numbers mean. */
export interface HeifColour {
  /** ICC profile. */
  profile?: Uint8Array;
  /** Code point of the primaries (ITU-T H.273), 12 for Display P3. */
  primaries?: number;
}

/**
 * Finds the colour of the primary picture in an HEIF file (ISO/IEC 23008-12): `meta` › `iprp` › `ipco` › `colr`. Phones
 * put a picture together from tiles, and some give the colour to the tiles only: then it is that of the first tile.
 *
 * @returns what was found, empty for a file that has none or makes no sense.
 */
export function heifColour(bytes: Uint8Array): HeifColour {
  try {
    const meta = boxesIn(skip(bodyOf(boxesIn(viewOf(bytes)), 'meta'), 4));
    const properties = boxesIn(bodyOf(meta, 'iprp'));
    const all = boxesIn(bodyOf(properties, 'ipco'));
    const association = bodyOf(properties, 'ipma');
    const primary = primaryItem(bodyOf(meta, 'pitm'));
    const ofPrimary = coloursOf(primary, association, all);
    if (ofPrimary.length > 0) return merge(ofPrimary);
    const tile = firstTile(primary, meta);
    return tile === undefined ? {} : merge(coloursOf(tile, association, all));
  } catch (error) {
    if (error instanceof RangeError) return {};
    throw error;
  }
}

function coloursOf(item: number, association: DataView, all: readonly Box[]): Box[] {
  return propertiesOf(item, association)
    .map((index) => all[index - 1])
    .filter((box): box is Box => box?.type === 'colr');
}

function merge(boxes: readonly Box[]): HeifColour {
  const colour: HeifColour = {};
  for (const { body } of boxes) {
    const kind = fourCharacters(body, 0);
    if (kind === 'prof' || kind === 'rICC') {
      const profile = skip(body, 4);
      colour.profile = new Uint8Array(profile.buffer, profile.byteOffset, profile.byteLength);
    } else if (kind === 'nclx') {
      colour.primaries = body.getUint16(4);
    }
  }
  return colour;
}

function primaryItem(pitm: DataView): number {
  return pitm.getUint8(0) === 0 ? pitm.getUint16(4) : pitm.getUint32(4);
}

/** The first item that `iref` says another is derived from (`dimg`). */
function firstTile(item: number, meta: readonly Box[]): number | undefined {
  if (!meta.some((box) => box.type === 'iref')) return undefined;
  const iref = bodyOf(meta, 'iref');
  const bytes = iref.getUint8(0) === 0 ? 2 : 4;
  const id = (view: DataView, at: number): number => (bytes === 2 ? view.getUint16(at) : view.getUint32(at));
  // Behind the item that is derived: how many there are, in two bytes, then the items.
  const derived = boxesIn(skip(iref, 4)).find((box) => box.type === 'dimg' && id(box.body, 0) === item);
  return derived === undefined ? undefined : id(derived.body, bytes + 2);
}

/** The properties that `ipma` associates with an item, as indices from 1. */
function propertiesOf(item: number, ipma: DataView): number[] {
  const wideItems = ipma.getUint8(0) >= 1;
  const wideIndices = (ipma.getUint8(3) & 1) === 1;
  const entries = ipma.getUint32(4);
  let at = 8;
  for (let entry = 0; entry < entries; entry++) {
    const id = wideItems ? ipma.getUint32(at) : ipma.getUint16(at);
    at += wideItems ? 4 : 2;
    const count = ipma.getUint8(at++);
    const indices: number[] = [];
    for (let index = 0; index < count; index++) {
      // The top bit says "essential".
      indices.push(wideIndices ? ipma.getUint16(at) & 0x7fff : ipma.getUint8(at) & 0x7f);
      at += wideIndices ? 2 : 1;
    }
    if (id === item) return indices;
  }
  return [];
}
