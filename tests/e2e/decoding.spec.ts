import type { Page } from 'playwright/test';
import sharp from 'sharp';
import type { Look, LookOptions } from '../lab/decode.ts';
import { channelsOf } from '../support/channels.ts';
import { test as base, expect, picture as shown, tile } from '../support/fixtures.ts';
import { type Lab, startLab } from '../support/lab.ts';
import {
  animated,
  corrupted,
  detailed,
  displayP3,
  hugePng,
  oriented,
  QUARTERS,
  quarters,
  truncated,
} from '../support/pictures.ts';

const SIZE = { width: 640, height: 400 };

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
    await page.goto(`${server.url}tests/lab/decode.html`);
    await page.waitForFunction(() => 'lab' in globalThis);
    await use(page);
  },
});

function look(page: Page, url: string, options: LookOptions = {}): Promise<Look> {
  return page.evaluate(([url, options]) => lab.look(url, options), [url, options] as const);
}

/** A picture of this size with these colours, give or take what encoders change. */
function picture(size: string, colours: readonly string[]) {
  return { size, quarters: colours.map((colour) => channelsOf(colour).map((channel) => expect.closeTo(channel, -1))) };
}

const UPRIGHT = picture('640x400', QUARTERS);
const FAILED = { failed: 'LoadError decode-failed' };
const TOO_LARGE = { failed: 'LoadError too-large' };

for (const where of ['worker', 'page'] as const) {
  test(`every orientation comes upright, whole and scaled (${where})`, async ({ page, server }) => {
    for (let orientation = 1; orientation <= 8; orientation += 1) {
      const url = server.serve(`${orientation}.jpg`, 'image/jpeg', await oriented(SIZE, orientation));
      expect(await look(page, url, { where })).toEqual(UPRIGHT);
      expect(await look(page, url, { where, longSide: 320 })).toEqual({ ...UPRIGHT, size: '320x200' });
    }
    expect(page.workers()).toHaveLength(where === 'worker' ? 1 : 0);
  });

  test(`bad files give their error or their picture, and the next photo works (${where})`, async ({ page, server }) => {
    const good = await (await detailed({ width: 900, height: 600 })).jpeg().toBuffer();
    const png = await sharp(good).png().toBuffer();
    const bad = {
      'empty.jpg': Buffer.alloc(0),
      'page.jpg': Buffer.from('<!doctype html><title>Not found</title>'),
      'header only.jpg': good.subarray(0, 700),
      'truncated.jpg': truncated(good, 0.5),
      'corrupt.jpg': corrupted(good),
      'truncated.png': truncated(png, 0.5),
      'corrupt.png': corrupted(png),
    };
    const next = server.serve('next.jpg', 'image/jpeg', good);
    for (const longSide of [undefined, 300]) {
      const options = { where, ...(longSide && { longSide }) };
      for (const [name, bytes] of Object.entries(bad)) {
        const url = server.serve(name, 'image/jpeg', bytes);
        expect(await look(page, url, options), name).toEqual(FAILED);
      }
      expect(await look(page, next, options)).toHaveProperty('size', longSide ? '338x225' : '900x600');
    }
  });

  test(`a picture of 65,536 × 65,536 pixels is refused before it is decoded (${where})`, async ({ page, server }) => {
    const url = server.serve('bomb.png', 'image/png', hugePng({ width: 65_536, height: 65_536 }));
    // Chromium would decode this one, into 1.6 GB.
    const large = server.serve('large.png', 'image/png', hugePng({ width: 20_000, height: 20_000 }));
    const next = server.serve('next.jpg', 'image/jpeg', await oriented(SIZE, 1));
    for (const options of [{ where }, { where, longSide: 300 }]) {
      expect(await look(page, url, options)).toEqual(TOO_LARGE);
      expect(await look(page, large, options)).toEqual(TOO_LARGE);
      expect(await look(page, next, { where })).toEqual(UPRIGHT);
    }
  });
}

test('a scaled picture is never smaller than asked for, and at most 1.5 times as large', async ({ page, server }) => {
  for (const size of [SIZE, { width: 333, height: 1001 }, { width: 1023, height: 17 }]) {
    const url = server.serve('sized.jpg', 'image/jpeg', await oriented(size, 6));
    const long = Math.max(size.width, size.height);
    for (const longSide of [1, 50, 80, 81, 160, 161, 333, 500, 626, 640, 1000, 5000]) {
      const seen = await look(page, url, { longSide });
      if ('failed' in seen) throw new Error(seen.failed);
      const got = Math.max(...seen.size.split('x').map(Number));
      expect(got).toBeGreaterThanOrEqual(Math.min(longSide, long));
      expect(got).toBeLessThanOrEqual(Math.min(long, Math.ceil(longSide * 1.5)));
    }
  }
});

test('a picture of Display P3 keeps its colours, whole and scaled', async ({ page, server }) => {
  const url = server.serve('p3.jpg', 'image/jpeg', await displayP3(SIZE, '#ff0000'));
  const plain = server.serve('plain.jpg', 'image/jpeg', await oriented(SIZE, 1));
  for (const longSide of [640, 320, 80]) {
    const wide = await look(page, url, { longSide, colorSpace: 'display-p3' });
    expect(wide).toMatchObject({ quarters: picture('', ['#ff0000', '#ff0000', '#ff0000', '#ff0000']).quarters });
  }
  // The red of sRGB is a paler one in P3.
  const narrow = await look(page, plain, { longSide: 320, colorSpace: 'display-p3' });
  expect('failed' in narrow || narrow.quarters[0]).toEqual([234, 51, 35].map((channel) => expect.closeTo(channel, -1)));
});

test('CMYK, 16 bits and animations come as the browser shows them: the first frame', async ({ page, server }) => {
  const cmyk = await quarters(SIZE).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
  const deep = await quarters(SIZE).toColourspace('rgb16').png().toBuffer();
  const film = ['#ff0000', '#00ff00'];
  const red = picture('640x400', ['#ff0000', '#ff0000', '#ff0000', '#ff0000']);
  const cmykUrl = server.serve('cmyk.jpg', 'image/jpeg', cmyk);
  const asBrowser = await look(page, cmykUrl, { where: 'browser' });
  expect(await look(page, cmykUrl)).toEqual(asBrowser);
  expect(await look(page, cmykUrl, { longSide: 320 })).toEqual({ ...asBrowser, size: '320x200' });
  expect(await look(page, server.serve('deep.png', 'image/png', deep))).toEqual(UPRIGHT);
  expect(await look(page, server.serve('film.gif', 'image/gif', await animated('gif', SIZE, film)))).toEqual(red);
  expect(await look(page, server.serve('film.webp', 'image/webp', await animated('webp', SIZE, film)))).toEqual(red);
});

test('every type comes at about the size that is asked for', async ({ page, server }) => {
  const photo = await (await detailed({ width: 1600, height: 1000 })).png().toBuffer();
  const files = {
    'image/png': photo,
    'image/webp': await sharp(photo).webp().toBuffer(),
    'image/avif': await sharp(photo).avif({ effort: 1 }).toBuffer(),
  };
  for (const [type, bytes] of Object.entries(files)) {
    const url = server.serve('photo', type, bytes);
    expect(await look(page, url, { longSide: 500 }), type).toHaveProperty('size', '500x313');
    // Not worth another copy.
    expect(await look(page, url, { longSide: 1100 }), type).toHaveProperty('size', '1600x1000');
  }
});

test('cancelling stops a decode in the middle, and the next photo works', async ({ page, server }) => {
  const large = await (await detailed({ width: 5472, height: 3648 })).jpeg({ quality: 88 }).toBuffer();
  const url = server.serve('large.jpg', 'image/jpeg', large);
  const seen = await page.evaluate(async (url) => {
    const blob = await (await fetch(url)).blob();
    const outcomes = [];
    for (const longSide of [1500, undefined]) {
      for (const delay of [0, 5, 20]) {
        const cancel = new AbortController();
        const decoded = lab.decoder.decode(blob, { ...(longSide && { longSide }), signal: cancel.signal });
        setTimeout(() => cancel.abort(), delay);
        outcomes.push(
          await decoded.then(
            () => 'decoded',
            (error: unknown) => (error === cancel.signal.reason ? 'cancelled' : String(error)),
          ),
        );
      }
    }
    return outcomes;
  }, url);
  expect(seen).toEqual(Array(6).fill('cancelled'));
  expect(await look(page, url, { longSide: 1500 })).toHaveProperty('size', '2052x1368');
});

test('a large, detailed photo looks at the size of a screen as the browser itself shows it', async ({
  page,
  server,
}) => {
  const photo = await (await detailed({ width: 5472, height: 3648 })).jpeg({ quality: 88 }).toBuffer();
  const url = server.serve('large.jpg', 'image/jpeg', photo);
  expect(await page.evaluate((url) => lab.difference(url, 1500), url)).toBeLessThan(3);
});

base('the built app decodes in its worker, as its Content-Security-Policy allows', async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.assign(globalThis, { decodedByWorker: false });
    globalThis.Worker = class extends Worker {
      constructor(...started: ConstructorParameters<typeof Worker>) {
        super(...started);
        this.addEventListener('message', ({ data }) => {
          if (data.type === 'decoded') Object.assign(globalThis, { decodedByWorker: true });
        });
      }
    };
  });
  await page.goto(site.url);
  await tile(page, 'july 0').getByRole('link').click();
  await expect(shown(page, 'july 0')).toHaveAttribute('data-state', 'full');
  expect(await page.evaluate('decodedByWorker')).toBe(true);
  expect(page.workers().map((worker) => new URL(worker.url()).pathname)).toEqual([
    expect.stringMatching(/^\/assets\/decode-worker-[\w-]+\.js$/),
  ]);
});
