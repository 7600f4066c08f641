import { expect, it } from 'vitest';
import { contentAddress, keepsPromise, promisedContent } from '../../../src/shared/content-address.ts';

const bytes = new TextEncoder().encode('a month').buffer;
const LIBRARY = 'https://photos.example/library';

it('knows the content of a picture by its whole name, and that of a month by the end of its name', async () => {
  const address = await contentAddress(bytes);
  const urls = [`${LIBRARY}/screens/${address}.jpg`, `${LIBRARY}/sections/2024-07.${address.slice(0, 16)}.json`];
  for (const url of urls) {
    expect(await keepsPromise(url, bytes)).toBe(true);
    expect(await keepsPromise(url, new TextEncoder().encode('a login page').buffer)).toBe(false);
  }
});

it.each(['sections/2024-07.json', 'library.json', 'screens/mine.jpg'])('takes %s as it is', async (name) => {
  expect(promisedContent(`${LIBRARY}/${name}`)).toBeUndefined();
  expect(await keepsPromise(`${LIBRARY}/${name}`, bytes)).toBe(true);
});
