import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { thumbnailSize } from '../../../src/shared/rendition-size.ts';
import { corners, folderWith, indexed, indexedAlone, jpeg, marked, plain } from './fixtures.ts';

describe('orientation', () => {
  // What is seen in the corners when the marked picture is shown as its orientation says.
  const seen: [orientation: number, corners: string][] = [
    [1, 'Rbbb'],
    [2, 'bRbb'],
    [3, 'bbbR'],
    [4, 'bbRb'],
    [5, 'Rbbb'],
    [6, 'bRbb'],
    [7, 'bbbR'],
    [8, 'bbRb'],
  ];
  for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
    it.each(seen)(`is applied exactly once: ${format}, %i`, async (orientation, expected) => {
      const original = await (await marked()).withMetadata({ orientation }).toFormat(format).toBuffer();
      const { photo, library } = await indexedAlone(`a.${format}`, original);
      expect([photo.width, photo.height]).toEqual(orientation < 5 ? [128, 64] : [64, 128]);
      // Browsers turn every JPEG and AVIF upright themselves; of the others, Chromium turns PNG, but not WebP.
      const needsFull = orientation !== 1 && (format === 'png' || format === 'webp');
      expect(photo.full !== undefined).toBe(needsFull);
      for (const href of [photo.thumbnail, photo.screen, ...(photo.full === undefined ? [] : [photo.full])]) {
        const rendition = await library.bytes(href);
        expect(await corners(rendition)).toBe(expected);
        expect((await sharp(rendition).metadata()).orientation).toBeUndefined();
      }
    });
  }
});

describe('colour', () => {
  const pixel = async (picture: Buffer): Promise<number[]> => [
    ...(await sharp(picture, { ignoreIcc: true }).keepIccProfile().raw().toBuffer()).subarray(0, 3),
  ];
  const near = (found: number[], expected: number[]): void => {
    found.forEach((value, channel) => {
      expect(Math.abs(value - (expected[channel] ?? Number.NaN))).toBeLessThanOrEqual(4);
    });
  };

  it.each([8, 16])('keeps Display P3 with its profile, at %i bits', async (bits) => {
    // sharp takes the colour as sRGB, and converts it to the profile that it attaches.
    const source = bits === 16 ? plain('#c83232').toColourspace('rgb16') : plain('#c83232');
    const { photo, library } = await indexedAlone('p3.png', await source.withIccProfile('p3').png().toBuffer());
    for (const href of [photo.thumbnail, photo.screen]) {
      const rendition = await library.bytes(href);
      expect((await sharp(rendition).metadata()).icc).toBeDefined();
      near(await pixel(rendition), [184, 63, 57]);
    }
  });

  it.each([8, 16])('keeps sRGB as it is, without a profile, at %i bits', async (bits) => {
    const source = bits === 16 ? plain('#c83232').toColourspace('rgb16') : plain('#c83232');
    const { photo, library } = await indexedAlone('srgb.png', await source.withIccProfile('srgb').png().toBuffer());
    const rendition = await library.bytes(photo.screen);
    expect((await sharp(rendition).metadata()).icc).toBeUndefined();
    near(await pixel(rendition), [200, 50, 50]);
  });

  it('converts CMYK to sRGB', async () => {
    const original = await plain('#c83232')
      .withIccProfile('cmyk')
      .toColourspace('cmyk')
      .jpeg({ quality: 100 })
      .toBuffer();
    expect((await sharp(original).metadata()).space).toBe('cmyk');
    const { photo, library } = await indexedAlone('cmyk.jpg', original);
    const [red = 0, green = 255, blue = 255] = await pixel(await library.bytes(photo.screen));
    expect(red).toBeGreaterThan(170);
    expect(Math.max(green, blue)).toBeLessThan(90);
  });

  it('puts transparency on white', async () => {
    const clear = { create: { width: 40, height: 40, channels: 4 as const, background: '#00000000' } };
    const { photo, library } = await indexedAlone('clear.png', await sharp(clear).png().toBuffer());
    near(await pixel(await library.bytes(photo.thumbnail)), [255, 255, 255]);
  });

  it('reads grey pictures, palettes and the first picture of an animation', async () => {
    const frames = await sharp([await jpeg('#ff0000'), await jpeg('#00ff00')], { join: { animated: true } })
      .gif()
      .toBuffer();
    const { library, result } = await indexed(
      await folderWith({
        'grey.jpg': await plain('#808080').greyscale().jpeg().toBuffer(),
        'palette.png': await plain('#123456').png({ palette: true }).toBuffer(),
        'moving.gif': frames,
      }),
    );
    expect(result.problems).toEqual([]);
    const moving = library.photos.find((photo) => photo.title === 'moving');
    expect([moving?.width, moving?.height, moving?.type]).toEqual([64, 48, 'image/gif']);
    near(await pixel(await library.bytes(moving?.screen ?? '')), [255, 0, 0]);
  });
});

it('leaves place and camera out of renditions', async () => {
  const exif = { IFD0: { Make: 'SecretMake' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } };
  const { photo, library } = await indexedAlone('gps.jpg', await plain('#336699').withExif(exif).jpeg().toBuffer());
  expect(photo.camera).toBe('SecretMake');
  for (const href of [photo.thumbnail, photo.screen]) {
    const rendition = await library.bytes(href);
    expect(rendition.includes('SecretMake')).toBe(false);
    expect((await sharp(rendition).metadata()).exif).toBeUndefined();
  }
});

describe('size', () => {
  it.each([
    [4000, 3000, 427, 320],
    [3000, 4000, 320, 427],
    [320, 320, 320, 320],
    [200, 100, 200, 100],
    [1, 1, 1, 1],
    [12_800, 640, 1280, 64],
    [10_000, 1, 1280, 1],
  ])('of the thumbnail of %i × %i is %i × %i', (width, height, thumbnailWidth, thumbnailHeight) => {
    expect(thumbnailSize({ width, height })).toEqual({ width: thumbnailWidth, height: thumbnailHeight });
  });

  it('of the renditions: 320 px short side, 2048 px long side', async () => {
    const { photo, library } = await indexedAlone('large.jpg', await jpeg('#446688', 3000, 2000));
    const thumbnail = await sharp(await library.bytes(photo.thumbnail)).metadata();
    const screen = await sharp(await library.bytes(photo.screen)).metadata();
    expect([thumbnail.width, thumbnail.height]).toEqual([480, 320]);
    expect([screen.width, screen.height]).toEqual([2048, 1365]);
  });

  it('is never enlarged', async () => {
    const { photo, library } = await indexedAlone('small.png', await plain('#446688', 5, 3).png().toBuffer());
    for (const href of [photo.thumbnail, photo.screen]) {
      const { width, height } = await sharp(await library.bytes(href)).metadata();
      expect([width, height]).toEqual([5, 3]);
    }
    expect(photo.thumbhash).toMatch(/^[\w+/]+=*$/);
  });
});
