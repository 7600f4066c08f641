import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { HeicDecoder } from '../../../src/indexer/heic.ts';
import { displayP3Profile } from '../../../src/indexer/pixels.ts';
import { toTiff } from '../../../src/indexer/tiff.ts';
import { heifColour } from '../../../src/shared/heif/colour.ts';
import { isDisplayP3 } from '../../../src/shared/icc.ts';
import { corners, indexedAlone, plain } from './fixtures.ts';
import { TURNED_HEIC } from './heic-fixture.ts';

const RED = {
  width: 3,
  height: 2,
  rgba: Uint8Array.from({ length: 24 }, (_, index) => [200, 50, 50, 255][index % 4] ?? 0),
};

function box(type: string, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

const bytes = (...values: number[]): Buffer => Buffer.from(values);

/** An HEIF file of two items with a colour each, and a third that is put together from the first; one is shown. */
function heif(primary: 1 | 2 | 3, first: Buffer, second: Buffer): Buffer {
  const ipco = box('ipco', box('ispe', bytes(0, 0, 0, 0)), box('colr', first), box('colr', second));
  const entries = [bytes(0, 1, 2, 0x81, 0x02), bytes(0, 2, 2, 0x81, 0x83), bytes(0, 3, 1, 0x81)];
  const ipma = box('ipma', bytes(0, 0, 0, 0, 0, 0, 0, entries.length), ...entries);
  const pitm = box('pitm', bytes(0, 0, 0, 0, 0, primary));
  const iref = box('iref', bytes(0, 0, 0, 0), box('dimg', bytes(0, 3, 0, 2, 0, 1, 0, 1)));
  const meta = box('meta', bytes(0, 0, 0, 0), pitm, iref, box('iprp', ipco, ipma));
  return Buffer.concat([box('ftyp', Buffer.from('heic')), meta]);
}

const profileColour = Buffer.from('profPROFILE');
const codedColour = Buffer.concat([Buffer.from('nclx'), bytes(0, 12, 0, 13, 0, 1, 0x80)]);

describe('the colour of an HEIF file', () => {
  it('is that of its primary picture', () => {
    expect(heifColour(heif(1, profileColour, codedColour))).toEqual({
      profile: new Uint8Array(Buffer.from('PROFILE')),
    });
    expect(heifColour(heif(2, profileColour, codedColour))).toEqual({ primaries: 12 });
  });

  it('is that of the first tile for a picture of tiles without a colour of its own', () => {
    expect(heifColour(heif(3, profileColour, codedColour))).toEqual({
      profile: new Uint8Array(Buffer.from('PROFILE')),
    });
  });

  it('is unknown for a file cut anywhere, and never an error', () => {
    const whole = heif(1, profileColour, codedColour);
    for (let length = 0; length < whole.length; length++)
      expect(() => heifColour(whole.subarray(0, length))).not.toThrow();
    expect(heifColour(Buffer.alloc(100, 0xff))).toEqual({});
    expect(heifColour(Buffer.alloc(100))).toEqual({});
  });
});

describe('decoded pixels as TIFF', () => {
  it('come out as they went in', async () => {
    const { data, info } = await sharp(toTiff(RED)).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, info.channels]).toEqual([3, 2, 4]);
    expect([...data]).toEqual([...RED.rgba]);
  });

  it('carry their profile, of odd length too', async () => {
    const profile = await displayP3Profile();
    const { icc } = await sharp(toTiff(RED, profile)).metadata();
    expect(icc).toEqual(Buffer.from(profile));
    expect((await sharp(toTiff(RED, new Uint8Array(131))).metadata()).icc).toHaveLength(131);
  });
});

describe('an ICC profile', () => {
  it('is recognised as Display P3 by its primaries', async () => {
    expect(isDisplayP3(await displayP3Profile())).toBe(true);
    const srgb = await sharp(await plain('red').withIccProfile('srgb').png().toBuffer()).metadata();
    expect(isDisplayP3(srgb.icc)).toBe(false);
  });

  it('that is missing, cut or hostile is not Display P3', async () => {
    const profile = await displayP3Profile();
    expect(isDisplayP3(undefined)).toBe(false);
    for (let length = 0; length < 300; length++) expect(() => isDisplayP3(profile.subarray(0, length))).not.toThrow();
    expect(isDisplayP3(new Uint8Array(5000).fill(0xff))).toBe(false);
  });
});

describe('the decoder', () => {
  const decoder = new HeicDecoder();
  afterAll(() => decoder.close());

  it('says that a broken file is broken, and goes on', async () => {
    await expect(decoder.decode(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'))).rejects.toThrow(/broken/);
    await expect(decoder.decode(TURNED_HEIC.subarray(0, 1000))).rejects.toThrow(/broken/);
    await expect(decoder.decode(TURNED_HEIC.subarray(0, -1))).rejects.toThrow(/ends too early/);
    const { width, height, icc } = await sharp(await decoder.decode(TURNED_HEIC)).metadata();
    expect([width, height, isDisplayP3(icc)]).toEqual([64, 128, true]);
  });

  it('refuses a decode bomb from its header', async () => {
    const bomb = Buffer.from(TURNED_HEIC);
    const size = bomb.indexOf('ispe') + 8;
    bomb.writeUInt32BE(30_000, size);
    bomb.writeUInt32BE(30_000, size + 4);
    await expect(decoder.decode(bomb)).rejects.toThrow(/limit|broken/);
  });
});

it('indexes HEIC upright, in its colours, with a rendition in full size that browsers can show', async () => {
  const { photo, library } = await indexedAlone('IMG_1.heic', TURNED_HEIC);
  expect(photo).toMatchObject({
    width: 64,
    height: 128,
    type: 'image/heic',
    original: `../originals/${photo.id.slice(0, 2)}/${photo.id}.heic`,
  });
  for (const href of [photo.thumbnail, photo.screen, photo.full ?? '']) {
    const rendition = await library.bytes(href);
    const { width, height, icc, exif } = await sharp(rendition).metadata();
    expect([width, height, isDisplayP3(icc), exif]).toEqual([64, 128, true, undefined]);
    expect(await corners(rendition)).toBe('bRbb');
  }
});
