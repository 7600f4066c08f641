import { expect, it } from 'vitest';
import type { LibraryJson, SectionFileJson } from '../../src/shared/library-format.ts';
import { channelsOf } from '../support/channels.ts';
import { LIBRARY } from '../support/global-setup.ts';
import type { Site } from '../support/site.ts';
import { inEveryEngineWithSite } from './with-site.ts';

declare global {
  /** The file that the page gave away, in place of a download, of which browsers show nothing. */
  var given: Blob | undefined;
}

const TITLES = ['july 3', 'june 0', 'may 5', 'july 0'];

inEveryEngineWithSite((browser, site) => {
  it('a collage has the right photos in the right places, upright, and is a file of the format that was asked for', async () => {
    const photos = await idsOf(site(), TITLES);
    const query = photos.map((id) => `photo=${id}`).join('&');
    await browser().open(`${site().url}collage?${query}&layout=rows-2-2&gap=0&aspect=1:1`);
    await browser().until(() => document.querySelector('.collage-buttons .primary') !== null);
    await browser().evaluate(() => {
      URL.createObjectURL = (blob) => {
        if (blob instanceof Blob) globalThis.given = blob;
        return '#';
      };
    });
    await browser().click('.collage-buttons .primary');
    const type = await browser().until(() => globalThis.given?.type);
    expect(type).toBe('image/jpeg');
    const colours = await browser().evaluate(async () => {
      const bitmap = await createImageBitmap(globalThis.given ?? new Blob());
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      // The four quarters of each of four photos, row by row of the whole.
      return [1, 3, 5, 7].map((row) =>
        [1, 3, 5, 7].map((column) => {
          const at = [(column * bitmap.width) / 8, (row * bitmap.height) / 8] as const;
          return [...(context?.getImageData(...at, 1, 1).data ?? [])].slice(0, 3);
        }),
      );
    });
    expect(colours).toEqual(wholeOf(TITLES));
  });
});

/** The colours of two rows of two photos: of each its quarters. */
function wholeOf(titles: readonly string[]): unknown[][] {
  const quarters = titles.map((title) => LIBRARY.find(({ name }) => name.startsWith(`${title}.`))?.quarters ?? []);
  const near = (colour = '#000000') => channelsOf(colour).map((channel) => expect.closeTo(channel, -1));
  return [0, 2].flatMap((first) =>
    [0, 2].map((half) =>
      [first, first + 1].flatMap((photo) => [0, 1].map((side) => near(quarters[photo]?.[half + side]))),
    ),
  );
}

/** The ids of photos, by what the server has of them. */
async function idsOf(site: Site, titles: readonly string[]): Promise<string[]> {
  const index = new URL('library/library.json', site.url);
  // The server has what the indexer wrote.
  const { sections } = (await (await fetch(index)).json()) as LibraryJson;
  const files = sections.map(async ({ href }) => (await (await fetch(new URL(href, index))).json()) as SectionFileJson);
  const photos = (await Promise.all(files)).flatMap((file) => file.photos);
  return titles.map((title) => photos.find((photo) => photo.title === title)?.id ?? '');
}
