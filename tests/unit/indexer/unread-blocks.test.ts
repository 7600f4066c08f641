import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readMetadata } from '../../../src/indexer/metadata.ts';
import { inspectFile } from '../../../src/library/device/worker/inspect-file.ts';
import { TALKATIVE } from '../../support/exif.ts';
import { IPTC, iptcBlock, sayingItIs, withBlocks, xmpBlock, xmpPart } from '../../support/jpeg-blocks.ts';
import { folderWith, indexed, indexedAlone, marked, plain } from './fixtures.ts';

// IPTC and XMP are read by nobody: whatever stands there, and however wrong, a photo is what it is without them.

const NOW = Date.parse('2024-07-01');
/** Stands in every text, so that it can be looked for. */
const WORD = 'strangerSaid';
const TEXTS = [
  `${WORD} <img src=x onerror="globalThis.ran=1">`,
  `${WORD} "><script>globalThis.ran=1</script>`,
  `${WORD} \u202egpj.exe \u2066\u200f`,
  `${WORD} ${'x'.repeat(10_000)}`,
  ...['__proto__', 'constructor', 'prototype', 'toString'].map((key) => `${key} ${WORD}`),
];
const SAID = TEXTS.flatMap((text) => Object.values(IPTC).map((dataSet) => [dataSet, text] as const));

/** XMP in which a photo has this title, keyword and key. */
function xmp(text: string, before = ''): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>${before}
    <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:__proto__="${WORD}" __proto__:constructor="${WORD}">
    <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped}</rdf:li></rdf:Alt></dc:title>
    <dc:subject><rdf:Bag><rdf:li>${escaped}</rdf:li></rdf:Bag></dc:subject>
    </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
}

const ENTITIES = `<!DOCTYPE x [<!ENTITY a SYSTEM "http://elsewhere.invalid/${WORD}"><!ENTITY f SYSTEM "file:///etc/passwd">
  <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>`;

/** Blocks as strangers write them, by what is strange about them. */
const BLOCKS: readonly [string, ...Buffer[]][] = [
  ['IPTC full of markup, marks and names of keys', iptcBlock(SAID.filter(([, text]) => text.length < 100))],
  ['IPTC of 10,000 characters', iptcBlock(SAID.filter(([, text]) => text.length > 100))],
  ['IPTC whose texts say they are longer than the file', iptcBlock(SAID.slice(0, 4), { text: 0x7fff })],
  ['IPTC whose texts say that their length takes four gigabytes', iptcBlock(SAID.slice(0, 4), { text: 0xffff })],
  ['IPTC whose texts say they are empty', iptcBlock(SAID.slice(0, 4), { text: 0 })],
  ['IPTC that says it has four gigabytes', iptcBlock(SAID.slice(0, 4), { resource: 0xffff_ffff })],
  ['IPTC that says it has two gigabytes less than nothing', iptcBlock(SAID.slice(0, 4), { resource: 0x8000_0000 })],
  ['IPTC that says it has one byte', iptcBlock(SAID.slice(0, 4), { resource: 1 })],
  ...TEXTS.map((text): [string, Buffer] => [`XMP that says ${text.slice(0, 40)}`, xmpBlock(xmp(text))]),
  ['XMP with entities of elsewhere, and of themselves', xmpBlock(xmp(`${WORD} &a;&f;&d;`, ENTITIES))],
  ['XMP that is markup', xmpBlock(`<script>globalThis.ran="${WORD}"</script>`)],
  ['XMP that is no XML', xmpBlock(`${'<'.repeat(5000)}\0\ud800 ${WORD}`)],
  ['XMP as deep as fits', xmpBlock(`${'<a>'.repeat(20_000)}${WORD}`)],
  ['XMP that is empty', xmpBlock('')],
  ['a part of four gigabytes of XMP', xmpBlock(xmp(WORD)), xmpPart(WORD, 0xffff_ffff, 0)],
  ['a part of XMP from beyond its end', xmpBlock(xmp(WORD)), xmpPart(WORD, 10, 0xffff_fff0)],
  ['a part of XMP that there is none of', xmpPart(WORD, 0, 0)],
  ['many blocks of both', ...TEXTS.flatMap((text) => [iptcBlock([[IPTC.title, text]]), xmpBlock(xmp(text))])],
];

const PLAIN = await plain('#336699', 160, 120).withExif(TALKATIVE).jpeg().toBuffer();

/** Where EXIF ends, and more may stand. */
function afterExif(jpeg: Buffer, blocks: readonly Buffer[]): Buffer {
  const end = 4 + jpeg.readUInt16BE(4);
  return Buffer.concat([jpeg.subarray(0, end), ...blocks, jpeg.subarray(end)]);
}

/** Bytes of an XMP or IPTC block, or of what stood in one. */
function leftovers(bytes: Buffer): string[] {
  return [WORD, 'http://ns.adobe.com', 'Photoshop', '8BIM', 'xpacket', 'rdf:'].filter((text) => bytes.includes(text));
}

describe.each(BLOCKS)('%s', (_, ...blocks) => {
  it('changes nothing of what is read, before EXIF or after it', async () => {
    const known = readMetadata(PLAIN, NOW);
    expect(known).toMatchObject({ camera: 'Canon EOS 5D', credit: 'Ada Example', place: [52.5163, 13.3777, 35] });
    for (const bytes of [withBlocks(PLAIN, ...blocks), afterExif(PLAIN, blocks)]) {
      expect(readMetadata(bytes, NOW)).toEqual(known);
      expect(await inspectFile(new Blob([Uint8Array.from(bytes)]), NOW)).toEqual({
        ...known,
        type: 'image/jpeg',
        id: expect.any(String),
      });
    }
  });

  it('comes into no library and no rendition', async () => {
    const { photo: known } = await indexedAlone('a.jpg', PLAIN);
    const bytes = withBlocks(PLAIN, ...blocks);
    const { library, result } = await indexed(await folderWith({ 'a.jpg': bytes }));
    expect(result.problems).toEqual([]);
    expect(library.photos).toEqual([
      { ...known, id: expect.any(String), original: expect.any(String), bytes: bytes.length },
    ]);
    const written = (await readdir(result.library, { recursive: true, withFileTypes: true })).filter((f) => f.isFile());
    expect(written.length).toBeGreaterThan(3);
    for (const { parentPath, name } of written) {
      expect([name, leftovers(await readFile(join(parentPath, name)))]).toEqual([name, []]);
    }
  });
});

it('the originals have all of it: files are only read', async () => {
  const bytes = withBlocks(PLAIN, iptcBlock(SAID), xmpBlock(xmp(WORD)));
  const folder = await folderWith({ 'a.jpg': bytes });
  await indexed(folder);
  expect(await readFile(join(folder, 'a.jpg'))).toEqual(bytes);
});

it.each(['png', 'webp', 'avif'] as const)('XMP of a %s comes into none of its renditions', async (format) => {
  const picture = (await marked()).withMetadata({ orientation: 6 }).withXmp(xmp(WORD, ENTITIES));
  const bytes = await picture.toFormat(format).toBuffer();
  expect((await sharp(bytes).metadata()).xmpAsString).toContain(WORD);
  const { photo, library } = await indexedAlone(`a.${format}`, bytes);
  expect(JSON.stringify(photo)).not.toContain(WORD);
  for (const href of [photo.thumbnail, photo.screen, ...(photo.full === undefined ? [] : [photo.full])]) {
    expect(leftovers(await library.bytes(href))).toEqual([]);
  }
});

it.each([0, 1, 2, 3, 20, 0xffff])(
  'a block that says it has %i bytes costs EXIF at most, and never the others',
  async (length) => {
    const block = iptcBlock([[IPTC.title, WORD]]);
    const wrong = withBlocks(PLAIN, sayingItIs(length, block));
    const { result, library } = await indexed(await folderWith({ 'wrong.jpg': wrong, 'right.jpg': PLAIN }));
    expect(library.photos.map(({ title }) => title)).toContain('right');
    expect(library.photos.length + result.problems.length).toBe(2);
    expect(JSON.stringify(library.photos)).not.toContain(WORD);
    expect(await inspectFile(new Blob([Uint8Array.from(wrong)]), NOW)).toMatchObject({ type: 'image/jpeg' });
  },
);

it('blocks of any bytes and of any length of their own change nothing of what is read', () => {
  const length = fc.oneof(fc.constant(undefined), fc.constantFrom(0, 1, 0x7fff, 0x8000, 0xffff, 0x8000_0000));
  const text = fc.string({ unit: 'binary', maxLength: 300 });
  const dataSet = fc.integer({ min: 0, max: 255 });
  const iptc = fc
    .tuple(fc.array(fc.tuple(dataSet, text), { maxLength: 5 }), length, length)
    .map(([texts, resource, one]) =>
      iptcBlock(texts, {
        ...(resource !== undefined && { resource }),
        ...(one !== undefined && { text: one & 0xffff }),
      }),
    );
  const xml = fc.oneof(
    text,
    text.map(xmp),
    text.map((said) => xmp(said, ENTITIES)),
  );
  const size = fc.integer({ min: 0, max: 0xffff_ffff });
  const part = fc.tuple(text, size, size).map(([said, total, offset]) => xmpPart(said, total, offset));
  const known = readMetadata(PLAIN, NOW);
  fc.assert(
    fc.property(
      fc.array(fc.oneof(iptc, xml.map(xmpBlock), part), { maxLength: 6 }),
      fc.boolean(),
      (blocks, isFirst) => {
        const bytes = isFirst ? withBlocks(PLAIN, ...blocks) : afterExif(PLAIN, blocks);
        expect(readMetadata(bytes, NOW)).toEqual(known);
      },
    ),
    { seed: 20_240_701, numRuns: 1000 },
  );
});
