import type { Page } from 'playwright/test';
import sharp from 'sharp';
import type { Developed } from '../lab/develop.ts';
import { channelsOf } from '../support/channels.ts';
import { near } from '../support/colours.ts';
import { test as base, expect } from '../support/fixtures.ts';
import { type Lab, startLab } from '../support/lab.ts';
import {
  corrupted,
  detailed,
  hugePng,
  oriented,
  QUARTERS,
  quarters,
  type Size,
  truncated,
} from '../support/pictures.ts';

const test = base.extend<object, { server: Lab }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures out of this pattern.
    async ({}, use) => {
      const server = await startLab();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ page, server }, use) => {
    await page.goto(`${server.url}tests/lab/develop.html`);
    await page.waitForFunction(() => 'developLab' in globalThis);
    await use(page);
  },
});

type Outcome = Developed | { readonly failed: string };

function develop(page: Page, url: string, cancelAfterMs?: number): Promise<Outcome> {
  return page.evaluate(([url, ms]) => developLab.develop(url, ms), [url, cancelAfterMs] as const);
}

/** A picture of this type and size with these colours, give or take what encoders change. */
function seen(picture: string, colours: readonly string[] = QUARTERS) {
  return { picture, quarters: colours.map(near) };
}

/** The colours of a ThumbHash, which are only about right. */
function blurred(colours: readonly string[]) {
  return colours.map((colour) => channelsOf(colour).map((channel) => expect.closeTo(channel, -2)));
}

/** A photo that is worth a screen rendition. */
const LARGE = { width: 3600, height: 2400 };

test('a large photo comes upright in every orientation, with its true size', async ({ page, server }) => {
  for (let orientation = 1; orientation <= 8; orientation += 1) {
    const url = server.serve(`${orientation}.jpg`, 'image/jpeg', await oriented(LARGE, orientation));
    expect(await develop(page, url), `orientation ${orientation}`).toMatchObject({
      size: '3600x2400',
      thumbnail: seen('image/jpeg 480x320'),
      screen: seen('image/jpeg 2048x1365'),
    });
  }
});

test('a small photo comes upright in every orientation, and needs no screen rendition', async ({ page, server }) => {
  for (let orientation = 1; orientation <= 8; orientation += 1) {
    const url = server.serve(
      `${orientation}.jpg`,
      'image/jpeg',
      await oriented({ width: 400, height: 640 }, orientation),
    );
    expect(await develop(page, url), `orientation ${orientation}`).toMatchObject({
      size: '400x640',
      thumbnail: seen('image/jpeg 320x512'),
      screen: undefined,
    });
  }
});

test('every type has its renditions', async ({ page, server }) => {
  const files = {
    'image/png': await quarters(LARGE).png().toBuffer(),
    'image/webp': await quarters(LARGE).webp().toBuffer(),
    'image/avif': await quarters(LARGE).avif({ effort: 0 }).toBuffer(),
    'image/gif': await quarters(LARGE).gif().toBuffer(),
  };
  for (const [type, bytes] of Object.entries(files)) {
    const developed = await develop(page, server.serve('photo', type, bytes));
    expect(developed, type).toMatchObject({
      size: '3600x2400',
      thumbnail: { picture: 'image/jpeg 480x320' },
      screen: { picture: 'image/jpeg 2048x1365' },
    });
  }
});

test('what is transparent is white, in the ThumbHash too', async ({ page, server }) => {
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  const empty = sharp({ create: { ...LARGE, channels: 4, background: clear } });
  const half = await quarters({ width: 1800, height: 2400 }, ['#ff0000', '#ff0000', '#ff0000', '#ff0000'])
    .png()
    .toBuffer();
  const png = await empty
    .composite([{ input: half, left: 0, top: 0 }])
    .png()
    .toBuffer();
  const colours = ['#ff0000', '#ffffff', '#ff0000', '#ffffff'];
  expect(await develop(page, server.serve('clear.png', 'image/png', png))).toMatchObject({
    thumbnail: seen('image/jpeg 480x320', colours),
    screen: seen('image/jpeg 2048x1365', colours),
    thumbhash: { quarters: blurred(colours) },
  });
});

test('the ThumbHash shows the colours of the photo', async ({ page, server }) => {
  const grey = ['#404040', '#c0c0c0', '#404040', '#c0c0c0'];
  const jpeg = await quarters(LARGE, grey).jpeg().toBuffer();
  const developed = await develop(page, server.serve('grey.jpg', 'image/jpeg', jpeg));
  expect(developed).toMatchObject({ thumbhash: { quarters: blurred(grey) } });
});

const SIZES: readonly (readonly [Size, { thumbnail: string; screen?: string }])[] = [
  [{ width: 1, height: 1 }, { thumbnail: '1x1' }],
  [{ width: 3, height: 200 }, { thumbnail: '3x200' }],
  [{ width: 320, height: 320 }, { thumbnail: '320x320' }],
  [{ width: 2048, height: 1365 }, { thumbnail: '480x320' }],
  [
    { width: 2049, height: 1365 },
    { thumbnail: '480x320', screen: '2048x1364' },
  ],
  [
    { width: 12_000, height: 300 },
    { thumbnail: '1280x32', screen: '2048x51' },
  ],
  [
    { width: 5001, height: 5000 },
    { thumbnail: '320x320', screen: '2048x2048' },
  ],
];

test('tiny, narrow and square photos keep their shape, and are not enlarged', async ({ page, server }) => {
  for (const [size, { thumbnail, screen }] of SIZES) {
    const url = server.serve('sized.jpg', 'image/jpeg', await quarters(size).jpeg().toBuffer());
    expect(await develop(page, url)).toMatchObject({
      size: `${size.width}x${size.height}`,
      thumbnail: { picture: `image/jpeg ${thumbnail}` },
      screen: screen ? { picture: `image/jpeg ${screen}` } : undefined,
    });
  }
});

test('the thumbnail of a detailed photo takes no more than the indexer would give it, or little more', async ({
  page,
  server,
}) => {
  const jpeg = await (await detailed(LARGE)).jpeg({ quality: 88 }).toBuffer();
  const developed = await develop(page, server.serve('detailed.jpg', 'image/jpeg', jpeg));
  expect('failed' in developed || developed.thumbnailBytes).toBeLessThan(30_000);
});

test('a file that is cut off, overwritten, empty, too large or no picture fails, and the next is developed', async ({
  page,
  server,
}) => {
  const good = await (await detailed({ width: 2400, height: 1600 })).jpeg().toBuffer();
  const bad: Record<string, [Uint8Array, string]> = {
    'empty.jpg': [Buffer.alloc(0), 'decode-failed'],
    'page.jpg': [Buffer.from('<!doctype html><title>Not a photo</title>'), 'decode-failed'],
    'drawing.svg': [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 'decode-failed'],
    'header only.jpg': [good.subarray(0, 700), 'decode-failed'],
    'truncated.jpg': [truncated(good, 0.5), 'decode-failed'],
    'corrupt.jpg': [corrupted(good), 'decode-failed'],
    'bomb.png': [hugePng({ width: 65_536, height: 65_536 }), 'too-large'],
  };
  const next = server.serve('next.jpg', 'image/jpeg', good);
  for (const [name, [bytes, failed]] of Object.entries(bad)) {
    const url = server.serve(name, name.endsWith('svg') ? 'image/svg+xml' : 'image/jpeg', bytes);
    expect(await develop(page, url), name).toEqual({ failed });
  }
  expect(await develop(page, next)).toMatchObject({ size: '2400x1600' });
});

test('developing can be cancelled at any time, and the next photo is developed', async ({ page, server }) => {
  const jpeg = await (await detailed({ width: 5472, height: 3648 })).jpeg({ quality: 88 }).toBuffer();
  const url = server.serve('large.jpg', 'image/jpeg', jpeg);
  for (const ms of [0, 5, 30]) expect(await develop(page, url, ms)).toEqual({ failed: 'cancelled' });
  expect(await develop(page, url)).toMatchObject({ size: '5472x3648' });
});
