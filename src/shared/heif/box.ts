/** A box of the ISO base media file format (ISO/IEC 14496-12), in which HEIF files are kept. */
export interface Box {
  type: string;
  body: DataView;
  /** Whether the box says that it is longer than what it lies in. */
  isCut: boolean;
}

// Containers nest a few deep and hold a few dozen boxes; a hostile file may say otherwise.
const MAX_BOXES = 4096;

/**
 * The boxes that lie one after the other in `view`.
 *
 * @throws RangeError when they make no sense: the same that a DataView throws on a read beyond its end.
 */
export function boxesIn(view: DataView): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= view.byteLength && boxes.length < MAX_BOXES; ) {
    const size = view.getUint32(at);
    const wide = size === 1;
    const bytes = wide ? Number(view.getBigUint64(at + 8)) : size === 0 ? view.byteLength - at : size;
    const header = wide ? 16 : 8;
    if (bytes < header) throw new RangeError('A box is smaller than its header');
    const isCut = at + bytes > view.byteLength;
    boxes.push({ type: fourCharacters(view, at + 4), body: part(view, at + header, bytes - header), isCut });
    at += bytes;
  }
  return boxes;
}

/** Whether a file ends before its last box does. libheif shows such a file with grey tiles. */
export function isCutHeif(bytes: Uint8Array): boolean {
  try {
    return boxesIn(viewOf(bytes)).some((box) => box.isCut);
  } catch (error) {
    if (error instanceof RangeError) return true;
    throw error;
  }
}

/**
 * The content of the first box of a type.
 *
 * @throws RangeError when there is none.
 */
export function bodyOf(boxes: readonly Box[], type: string): DataView {
  const box = boxes.find((candidate) => candidate.type === type);
  if (box === undefined) throw new RangeError(`There is no box ${type}`);
  return box.body;
}

/** The bytes as something to read numbers from. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** What follows after the first so many bytes. */
export function skip(view: DataView, bytes: number): DataView {
  return part(view, bytes, view.byteLength - bytes);
}

/** Four bytes as text, the way that boxes name their types. */
export function fourCharacters(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}

function part(view: DataView, at: number, bytes: number): DataView {
  return new DataView(view.buffer, view.byteOffset + at, Math.min(bytes, view.byteLength - at));
}
