import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LoadError } from '../../../src/loading/load-error.ts';
import { LoadQueue } from '../../../src/loading/load-queue.ts';
import { RenditionLoader } from '../../../src/loading/rendition-loader.ts';
import type { Lookup } from '../../../src/loading/stored-pictures.ts';
import { TierLog } from '../../../src/loading/tier-log.ts';
import type { Use } from '../../../src/shared/messages.ts';
import type { Rendition } from '../../../src/shared/photo.ts';
import type { StoredTier } from '../../../src/shared/tier.ts';
import { photo } from '../../support/photo.ts';

const PHOTO = { ...photo(1), taken: '2024-07-05T10:00:00' };
const NOTHING: Lookup = { picture: undefined, missed: [] };

let lookup: Lookup;
let answer: () => Response | Promise<Response>;
let requests: RequestCache[];
let uses: Use[];
let log: TierLog;
let loader: RenditionLoader;
/** Called when a picture begins to be decoded. */
let decoding: () => void;

beforeEach(() => {
  lookup = NOTHING;
  answer = () => new Response('picture', { headers: { 'Content-Type': 'image/jpeg' } });
  [requests, uses, log, decoding] = [[], [], new TierLog(), () => {}];
  vi.stubGlobal('fetch', async (_: URL, { cache }: { cache: RequestCache }) => {
    requests.push(cache);
    return answer();
  });
  // A bitmap for a world without pictures: what cannot be decoded says so in its bytes.
  const decode = async (blob: Blob) => {
    const text = await blob.text();
    decoding();
    if (text === 'broken') throw new LoadError('decode-failed');
    if (text === 'huge') throw new LoadError('too-large');
    return { width: 1, height: 1, close: () => {} } as ImageBitmap;
  };
  loader = new RenditionLoader({
    ...{ log, stored: { find: async () => lookup }, used: (use) => uses.push(use) },
    ...{ fetches: new LoadQueue(6), decodes: new LoadQueue(6), decoder: { decode } },
    ...{ relieve: () => {}, online: () => false },
  });
});

function load(rendition: Rendition = 'thumbnail', cancel = new AbortController()) {
  const url = rendition === 'thumbnail' ? PHOTO.thumbnail : PHOTO.full;
  const wish = { priority: 'visible', signal: cancel.signal } as const;
  return loader.load({ photo: PHOTO, rendition, url, wish, missed: () => [] });
}

function stored(tier: StoredTier, bytes = 'picture', missed: Lookup['missed'] = []): Lookup {
  return { picture: { blob: new Blob([bytes], { type: 'image/jpeg' }), tier }, missed };
}

function counts() {
  const [thumbnails, pinned, network] = [log.count('thumbnails'), log.count('pinned'), log.count('network')];
  return {
    thumbnails: [thumbnails.hits, thumbnails.misses],
    pinned: [pinned.hits, pinned.misses],
    network: [network.hits, network.failures],
  };
}

describe('what is stored', () => {
  it.each<StoredTier>(['thumbnails', 'pinned', 'device'])('is shown without a request (%s)', async (tier) => {
    lookup = stored(tier);
    expect(await load()).toMatchObject({ tier, throughWorker: true });
    expect(requests).toEqual([]);
    expect(log.recent()).toMatchObject([{ kind: 'served', tier, missed: [], bytes: 7 }]);
    expect(uses).toEqual([{ tier, url: PHOTO.thumbnail.href, section: '2024-07' }]);
  });

  it('in the second place was missed in the first', async () => {
    lookup = stored('pinned', 'picture', ['thumbnails']);
    await load();
    expect(counts()).toEqual({ thumbnails: [0, 1], pinned: [1, 0], network: [0, 0] });
  });

  it('is fetched anew, past the service worker, when it is broken', async () => {
    lookup = stored('thumbnails', 'broken');
    expect(await load()).toMatchObject({ tier: 'network' });
    expect(requests).toEqual(['reload']);
    expect(counts()).toEqual({ thumbnails: [0, 1], pinned: [0, 0], network: [1, 0] });
  });

  it('is not fetched anew when it is only too large for this device', async () => {
    lookup = stored('pinned', 'huge');
    await expect(load('full')).rejects.toMatchObject({ reason: 'too-large' });
    expect(requests).toEqual([]);
    expect(log.recent()).toMatchObject([{ kind: 'failed', tier: 'pinned', reason: 'too-large' }]);
  });

  it('fails but once when it is broken and nobody can be reached', async () => {
    lookup = stored('thumbnails', 'broken');
    answer = () => Promise.reject(new TypeError('offline'));
    await expect(load()).rejects.toMatchObject({ reason: 'offline' });
    expect(counts()).toEqual({ thumbnails: [0, 1], pinned: [0, 0], network: [0, 1] });
    expect(uses).toEqual([]);
  });

  it('is of no interest to whoever cancelled meanwhile', async () => {
    lookup = stored('thumbnails');
    const cancel = new AbortController();
    const loading = load('thumbnail', cancel);
    cancel.abort();
    await expect(loading).rejects.toHaveProperty('name', 'AbortError');
    expect([...log.recent(), ...uses]).toEqual([]);
  });
});

describe('what is not stored', () => {
  it('is fetched, and counts as missed once, however many attempts it takes', async () => {
    lookup = { picture: undefined, missed: ['thumbnails'] };
    answer = () => new Response('', { status: requests.length < 3 ? 503 : 404 });
    await expect(load()).rejects.toMatchObject({ reason: 'not-found' });
    expect(counts()).toEqual({ thumbnails: [0, 1], pinned: [0, 0], network: [0, 3] });
    expect(requests).toEqual(['no-store', 'no-store', 'no-store']);
  });

  it('is no miss of the thumbnails when those answer after all, through the service worker', async () => {
    lookup = { picture: undefined, missed: ['thumbnails'] };
    const headers = { 'Content-Type': 'image/jpeg', 'Server-Timing': 'tier;desc="thumbnails";dur=1' };
    answer = () => new Response('picture', { headers });
    expect(await load()).toMatchObject({ tier: 'thumbnails', throughWorker: true });
    expect(counts()).toEqual({ thumbnails: [1, 0], pinned: [0, 0], network: [0, 0] });
  });

  it('has its month told when it is a thumbnail, which is stored from now on', async () => {
    await load('thumbnail');
    expect(uses).toEqual([{ tier: 'thumbnails', url: PHOTO.thumbnail.href, section: '2024-07' }]);
    await load('full');
    expect(uses).toHaveLength(1);
  });

  it('is missed by nobody where storage is refused', async () => {
    await load();
    expect(log.recent()).toMatchObject([{ kind: 'served', tier: 'network', missed: [] }]);
  });
});

describe('what somebody gives up', () => {
  it('was asked for all the same, though it is neither served nor a failure', async () => {
    const cancel = new AbortController();
    answer = () =>
      new Promise((_, reject) => cancel.signal.addEventListener('abort', () => reject(cancel.signal.reason)));
    const loading = load('full', cancel);
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    cancel.abort();
    await expect(loading).rejects.toHaveProperty('name', 'AbortError');
    await vi.waitFor(() => expect(log.count('network')).toMatchObject({ hits: 0, failures: 0, requests: 1, bytes: 0 }));
    expect(log.recent()).toEqual([]);
  });

  it('may have arrived by then, which counts as bytes', async () => {
    const cancel = new AbortController();
    let arrive = (_: Response) => {};
    answer = () =>
      new Promise((resolve) => {
        arrive = resolve;
      });
    const loading = load('full', cancel);
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    cancel.abort();
    arrive(new Response('picture', { headers: { 'Content-Type': 'image/jpeg' } }));
    await expect(loading).rejects.toHaveProperty('name', 'AbortError');
    await vi.waitFor(() => expect(log.count('network')).toMatchObject({ hits: 0, requests: 1, bytes: 7 }));
  });

  it('while it is decoded has arrived', async () => {
    const cancel = new AbortController();
    decoding = () => cancel.abort();
    await expect(load('full', cancel)).rejects.toHaveProperty('name', 'AbortError');
    expect(log.count('network')).toMatchObject({ hits: 0, requests: 1, bytes: 7 });
  });

  it('before its turn came was never asked for', async () => {
    const cancel = new AbortController();
    answer = () => new Promise(() => {});
    const others = Array.from({ length: 6 }, () => load('full'));
    const loading = load('full', cancel);
    await vi.waitFor(() => expect(requests).toHaveLength(others.length));
    cancel.abort();
    await expect(loading).rejects.toHaveProperty('name', 'AbortError');
    expect(log.count('network').requests).toBe(0);
  });
});
