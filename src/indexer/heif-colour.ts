/** How an HEIF file says which colours its numbers mean. */
export interface HeifColour {
  /** ICC profile. */
  profile?: Uint8Array;
  /** Code point of the primaries (ITU-T H.273), 12 for Display P3. */
  primaries?: number;
}

interface Box {
  type: string;
  body: DataView;
}

// Containers nest a few deep and hold a few dozen boxes; a hostile file may say otherwise.
const MAX_BOXES = 4096;

/**
 * Finds the colour of the primary picture in an HEIF file (ISO/IEC 23008-12): `meta` › `iprp` › `ipco` › `colr`.
 *
 * @returns what was found, empty for a file that has none or makes no sense.
 */
export function heifColour(bytes: Uint8Array): HeifColour {
  try {
    const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const meta = boxesIn(skip(find(boxesIn(file), 'meta'), 4));
    const properties = boxesIn(find(meta, 'iprp'));
    const all = boxesIn(find(properties, 'ipco'));
    const primary = primaryItem(find(meta, 'pitm'));
    const own = propertiesOf(primary, find(properties, 'ipma'));
    return merge(own.map((index) => all[index - 1]).filter((box) => box?.type === 'colr'));
  } catch (error) {
    // A DataView throws RangeError on every read beyond the end, which is how truncated and hostile boxes end.
    if (error instanceof RangeError) return {};
    throw error;
  }
}

function merge(boxes: readonly (Box | undefined)[]): HeifColour {
  const colour: HeifColour = {};
  for (const box of boxes) {
    if (box === undefined) continue;
    const kind = text(box.body, 0);
    if (kind === 'prof' || kind === 'rICC') {
      const profile = skip(box.body, 4);
      colour.profile = new Uint8Array(profile.buffer, profile.byteOffset, profile.byteLength);
    } else if (kind === 'nclx') {
      colour.primaries = box.body.getUint16(4);
    }
  }
  return colour;
}

function boxesIn(view: DataView): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= view.byteLength && boxes.length < MAX_BOXES; ) {
    const size = view.getUint32(at);
    const wide = size === 1;
    const bytes = wide ? Number(view.getBigUint64(at + 8)) : size === 0 ? view.byteLength - at : size;
    const header = wide ? 16 : 8;
    if (bytes < header) throw new RangeError('A box is smaller than its header');
    boxes.push({ type: text(view, at + 4), body: part(view, at + header, bytes - header) });
    at += bytes;
  }
  return boxes;
}

function find(boxes: readonly Box[], type: string): DataView {
  const box = boxes.find((candidate) => candidate.type === type);
  if (box === undefined) throw new RangeError(`There is no box ${type}`);
  return box.body;
}

function primaryItem(pitm: DataView): number {
  return pitm.getUint8(0) === 0 ? pitm.getUint16(4) : pitm.getUint32(4);
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

function part(view: DataView, at: number, bytes: number): DataView {
  return new DataView(view.buffer, view.byteOffset + at, Math.min(bytes, view.byteLength - at));
}

function skip(view: DataView, bytes: number): DataView {
  return part(view, bytes, view.byteLength - bytes);
}

function text(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}
