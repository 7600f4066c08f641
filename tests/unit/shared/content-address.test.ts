import { expect, it, vi } from 'vitest';
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

it('another app says by itself what its URLs promise, the whole digest or its beginning', async () => {
  vi.resetModules();
  const own = await import('../../../src/shared/content-address.ts');
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
  own.promiseBy((url) => new URL(url).searchParams.get('sha256') ?? undefined);
  for (const length of [16, 40, 64]) {
    const url = `https://museum.example/1.jpg?sha256=${digest.slice(0, length)}`;
    expect(await own.keepsPromise(url, bytes)).toBe(true);
    expect(await own.keepsPromise(url, new TextEncoder().encode('a login page').buffer)).toBe(false);
  }
  // What looks like an address of ours is none.
  expect(await own.keepsPromise(`https://museum.example/${'0'.repeat(32)}.jpg`, bytes)).toBe(true);
});
