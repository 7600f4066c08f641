/** A text of IPTC: the number of its data set in record 2, such as 5 for the title, and what it says. */
export type IptcText = readonly [dataSet: number, text: string];

/** Data sets of IPTC that programs show. */
export const IPTC = { title: 5, keyword: 25, headline: 105, caption: 120 } as const;

const APP1 = 0xe1;
const APP13 = 0xed;

/** A JPEG with further blocks before all that it had, so that readers meet them first. */
export function withBlocks(jpeg: Buffer, ...blocks: readonly Buffer[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), ...blocks, jpeg.subarray(2)]);
}

/**
 * IPTC as Photoshop writes it into a JPEG.
 * @param wrong what its own lengths say instead of the truth: that of the resource, and those of the texts.
 */
export function iptcBlock(
  texts: readonly IptcText[],
  wrong: { readonly resource?: number; readonly text?: number } = {},
): Buffer {
  const data = Buffer.concat(texts.map((each) => iptcText(each, wrong.text)));
  // A resource without a name, 0x0404 for IPTC, at an even length.
  const head = Buffer.from('8BIM\x04\x04\0\0\0\0\0\0', 'latin1');
  head.writeUInt32BE(wrong.resource ?? data.length, 8);
  return block(APP13, Buffer.from('Photoshop 3.0\0', 'latin1'), head, data, Buffer.alloc(data.length % 2));
}

function iptcText([dataSet, text]: IptcText, wrongLength?: number): Buffer {
  const bytes = Buffer.from(text);
  const head = Buffer.from([0x1c, 2, dataSet, 0, 0]);
  head.writeUInt16BE(wrongLength ?? bytes.length, 3);
  return Buffer.concat([head, bytes]);
}

/** XMP of a JPEG, whatever it says. */
export function xmpBlock(xml: string): Buffer {
  return block(APP1, Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1'), Buffer.from(xml));
}

/** A part of XMP that is longer than a block. @param total bytes of the whole, as it says. @param offset of this part. */
export function xmpPart(xml: string, total: number, offset: number): Buffer {
  const sizes = Buffer.alloc(8);
  sizes.writeUInt32BE(total, 0);
  sizes.writeUInt32BE(offset, 4);
  const head = Buffer.from(`http://ns.adobe.com/xmp/extension/\0${'0123456789ABCDEF'.repeat(2)}`, 'latin1');
  return block(APP1, head, sizes, Buffer.from(xml));
}

/** The same block, which says that it is so many bytes long. */
export function sayingItIs(length: number, wrong: Buffer): Buffer {
  const copy = Buffer.from(wrong);
  copy.writeUInt16BE(length, 2);
  return copy;
}

function block(marker: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}
