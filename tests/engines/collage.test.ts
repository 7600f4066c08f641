import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { channelsOf } from '../support/channels.ts';
import { type Lab, startLab } from '../support/lab.ts';
import { inEveryEngine } from './in-every-engine.ts';

/** What four cameras make: 8, 12, 16 and 22 megapixels. */
const CAMERAS = [
  { width: 3456, height: 2304, colour: '#c02020' },
  { width: 4240, height: 2832, colour: '#20a040' },
  { width: 4896, height: 3264, colour: '#2040c0' },
  { width: 5760, height: 3840, colour: '#c0a020' },
] as const;
const EXCHANGES = 10;
/** Any four that follow each other are one of each camera. */
const FOUR_BYTES = CAMERAS.reduce((sum, { width, height }) => sum + width * height * 4, 0);

let lab: Lab;
let photos: string[];
beforeAll(async () => {
  lab = await startLab();
  const encoded = await Promise.all(
    CAMERAS.map(({ colour, ...size }) =>
      sharp({ create: { ...size, channels: 3, background: colour } })
        .jpeg()
        .toBuffer(),
    ),
  );
  photos = Array.from({ length: CAMERAS.length + EXCHANGES }, (_, index) =>
    lab.serve(`photo-${index}.jpg`, 'image/jpeg', encoded[index % encoded.length] ?? Buffer.of()),
  );
});
afterAll(() => lab.close());

inEveryEngine((browser) => {
  it('a collage of four full-size photos reuses three whenever one is exchanged, with a collection in between', async () => {
    await browser().open(`${lab.url}tests/engines/pages/collage.html`);
    await browser().until(() => 'startCollage' in globalThis);
    await browser().evaluate((budget) => startCollage(budget), FOUR_BYTES);
    const make = (first: number) => browser().evaluate((chosen) => collage.make(chosen), chosenFrom(first));

    expect((await make(0)).reused).toEqual([]);
    for (let exchange = 1; exchange <= EXCHANGES; exchange += 1) {
      const { reused, colours } = await make(exchange);
      expect(reused).toEqual(chosenFrom(exchange).slice(0, 3));
      expect(colours).toEqual(chosenFrom(exchange).map((_, index) => near(exchange + index)));
      // The collector was here: it took the photo that was exchanged.
      await browser().untilCollected(() => {
        collage.tier.probe();
        return collage.tier.weak.count === 0;
      });
      expect(await browser().evaluate(() => collage.tier.retained)).toEqual({ count: 4, bytes: FOUR_BYTES });
    }
  });
});

/** The photos of one collage: the next has the last three of them, and a new one. */
function chosenFrom(first: number): string[] {
  return photos.slice(first, first + 4);
}

/** The colour of a photo, give or take what JPEG changes. */
function near(photo: number) {
  const { colour } = CAMERAS[photo % CAMERAS.length] ?? CAMERAS[0];
  return channelsOf(colour).map((channel) => expect.closeTo(channel, -1));
}
