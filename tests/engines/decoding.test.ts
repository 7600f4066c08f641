import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { channelsOf } from '../support/channels.ts';
import { type Lab, startLab } from '../support/lab.ts';
import {
  animated,
  corrupted,
  detailed,
  hugePng,
  oriented,
  QUARTERS,
  quarters,
  truncated,
} from '../support/pictures.ts';
import { inEveryEngine } from './in-every-engine.ts';

const SIZE = { width: 640, height: 400 };

let server: Lab;
beforeAll(async () => {
  server = await startLab();
});
afterAll(() => server.close());

/** A picture of this size with the colours of the quarters, give or take what encoders change. */
function upright(size: string) {
  return { size, quarters: QUARTERS.map((colour) => channelsOf(colour).map((channel) => expect.closeTo(channel, -1))) };
}

inEveryEngine((browser) => {
  beforeEach(async () => {
    await browser().open(`${server.url}tests/lab/decode.html`);
    await browser().until(() => 'lab' in globalThis);
  });

  const look = (url: string, longSide?: number) =>
    browser().evaluate((address, side) => lab.look(address, side ? { longSide: side } : {}), url, longSide ?? null);

  it('every orientation comes upright, whole and scaled', async () => {
    for (let orientation = 1; orientation <= 8; orientation += 1) {
      const url = server.serve(`${orientation}.jpg`, 'image/jpeg', await oriented(SIZE, orientation));
      expect(await look(url)).toEqual(upright('640x400'));
      expect(await look(url, 320)).toEqual(upright('320x200'));
    }
  });

  it('what is no picture, and what is too large for any memory, gives its error, and the next photo works', async () => {
    const next = server.serve('next.jpg', 'image/jpeg', await oriented(SIZE, 1));
    const bad: Record<string, [string, Buffer, string]> = {
      'empty.jpg': ['image/jpeg', Buffer.alloc(0), 'decode-failed'],
      'page.jpg': ['image/jpeg', Buffer.from('<!doctype html><title>Not found</title>'), 'decode-failed'],
      'bomb.png': ['image/png', Buffer.from(hugePng({ width: 65_536, height: 65_536 })), 'too-large'],
      'large.png': ['image/png', Buffer.from(hugePng({ width: 20_000, height: 20_000 })), 'too-large'],
    };
    for (const [name, [type, bytes, reason]] of Object.entries(bad)) {
      const url = server.serve(name, type, bytes);
      for (const side of [undefined, 300]) {
        expect(await look(url, side), name).toEqual({ failed: `LoadError ${reason}` });
        expect(await look(next), `after ${name}`).toEqual(upright('640x400'));
      }
    }
  });

  it('a broken picture gives its error, or what the engine can show of it, and the next photo works', async () => {
    const good = await (await detailed({ width: 900, height: 600 })).jpeg().toBuffer();
    const png = await sharp(good).png().toBuffer();
    const next = server.serve('next.jpg', 'image/jpeg', await oriented(SIZE, 1));
    const broken = {
      'truncated.jpg': truncated(good, 0.5),
      'corrupt.jpg': corrupted(good),
      'corrupt.png': corrupted(png),
    };
    for (const [name, bytes] of Object.entries(broken)) {
      const seen = await look(server.serve(name, 'image/jpeg', bytes));
      expect(
        [{ failed: 'LoadError decode-failed' }, { size: '900x600', quarters: expect.anything() }],
        name,
      ).toContainEqual('failed' in seen ? seen : { ...seen, quarters: expect.anything() });
      expect(await look(next), `after ${name}`).toEqual(upright('640x400'));
    }
  });

  it('CMYK, 16 bits and animations come as pictures: the first frame', async () => {
    const deep = await quarters(SIZE).toColourspace('rgb16').png().toBuffer();
    expect(await look(server.serve('deep.png', 'image/png', deep))).toEqual(upright('640x400'));
    const red = { size: '640x400', quarters: Array(4).fill([254, 0, 0].map((channel) => expect.closeTo(channel, -1))) };
    for (const type of ['gif', 'webp'] as const) {
      const film = await animated(type, SIZE, ['#ff0000', '#00ff00']);
      expect(await look(server.serve(`film.${type}`, `image/${type}`, film)), type).toEqual(red);
    }
    const cmyk = await quarters(SIZE).toColourspace('cmyk').jpeg().toBuffer();
    expect(await look(server.serve('cmyk.jpg', 'image/jpeg', cmyk))).toHaveProperty('size', '640x400');
  });
});
