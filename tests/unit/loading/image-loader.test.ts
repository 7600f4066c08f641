import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BitmapKey } from '../../../src/loading/bitmap-key.ts';
import { ImageLoader } from '../../../src/loading/image-loader.ts';
import { LoadError, type LoadFailure, OutOfMemoryError } from '../../../src/loading/load-error.ts';
import { LoadQueue } from '../../../src/loading/load-queue.ts';
import { RenditionLoader } from '../../../src/loading/rendition-loader.ts';
import { TierLog } from '../../../src/loading/tier-log.ts';
import type { Priority, Wish } from '../../../src/loading/wish.ts';
import { MemoryTier } from '../../../src/memory/memory-tier.ts';
import { photo } from '../../support/photo.ts';

/** A bitmap for a world without pictures. */
class FakeBitmap {
  closed = false;
  width: number;
  height: number;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }

  close(): void {
    this.closed = true;
  }
}

const PHOTO = photo(1);
/** What the server answers, by the last part of the path's folder: `screens`, `originals`. */
let answers: Record<string, () => Response | Promise<Response>>;
let requests: string[];
/** Decodes wait here until the test lets them go on. */
let decodes: {
  longSide: number | undefined;
  signal: AbortSignal;
  settle: (result: FakeBitmap | LoadError) => void;
}[];
let made: FakeBitmap[];
let memory: MemoryTier<BitmapKey, ImageBitmap>;
let log: TierLog;
let relieved: number;
let loader: ImageLoader;

const picture = () => new Response('bytes', { headers: { 'Content-Type': 'image/jpeg' } });
const status = (code: number) => () => new Response('', { status: code });

beforeEach(() => {
  answers = { screens: picture, originals: picture };
  requests = [];
  decodes = [];
  made = [];
  relieved = 0;
  vi.stubGlobal('fetch', async (url: URL, { signal }: { signal: AbortSignal }) => {
    const folder = url.pathname.split('/').at(-2) ?? '';
    requests.push(folder);
    const response = await answers[folder]?.();
    signal.throwIfAborted();
    return response;
  });
  log = new TierLog();
  memory = new MemoryTier({ budgetBytes: 1e9, observer: { collected: () => {}, leaseForgotten: () => {} } });
  const decoder = {
    decode: (_: Blob, { longSide, signal }: { longSide?: number; signal: AbortSignal }) =>
      new Promise<ImageBitmap>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        const settle = (result: FakeBitmap | LoadError) => {
          if (result instanceof LoadError) return reject(result);
          made.push(result);
          resolve(result);
        };
        decodes.push({ longSide, signal, settle });
      }),
  };
  const [fetches, queue] = [new LoadQueue(6), new LoadQueue(2)];
  const relieve = () => {
    relieved += 1;
  };
  const stored = { find: async () => ({ picture: undefined, missed: [] }) };
  const used = () => {};
  const options = { log, stored, used, fetches, decodes: queue, decoder, relieve, online: () => false };
  loader = new ImageLoader(memory, new RenditionLoader(options), log);
});

function wish(priority: Priority = 'visible'): Wish & { cancel: () => void } {
  const controller = new AbortController();
  return { priority, signal: controller.signal, cancel: () => controller.abort() };
}

/** Waits until `count` decodes were begun, and returns the last. */
async function decodeNumber(count: number) {
  await vi.waitUntil(() => decodes.length === count);
  const last = decodes.at(-1);
  if (!last) throw new Error('nothing is decoded');
  return last;
}

const SCREEN = () => new FakeBitmap(2048, 1365);
const FULL = () => new FakeBitmap(6000, 4000);

describe('a miss', () => {
  it('is fetched and decoded once for all who ask, and each gets a lease of its own', async () => {
    const asks = [loader.load(PHOTO, 'screen', wish()), loader.load(PHOTO, 'screen', wish())];
    (await decodeNumber(1)).settle(SCREEN());
    const [one, other] = await Promise.all(asks);
    expect(requests).toEqual(['screens']);
    expect(one).toMatchObject({ size: 'screen', tier: 'network' });
    expect(one?.lease.value).toBe(other?.lease.value);
    one?.lease.release();
    expect(memory.leased.count).toBe(1);
    other?.lease.release();
    expect(memory.retained.count).toBe(1);
    expect(log.recent()).toHaveLength(1);
  });

  it('becomes a hit', async () => {
    const asked = loader.load(PHOTO, 'screen', wish());
    (await decodeNumber(1)).settle(SCREEN());
    (await asked).lease.release();
    expect(loader.peek(PHOTO, 'screen')).toMatchObject({ size: 'screen', tier: 'memory' });
    expect(loader.peek(PHOTO, 'full')).toBeUndefined();
    expect(loader.peekLargest(PHOTO)?.size).toBe('screen');
    expect(log.count('memory')).toMatchObject({ hits: 2, misses: 1 });
  });

  it('of a picture that has all the pixels is full, so that it is not fetched twice', async () => {
    const small = photo(2, { width: 900, height: 600 });
    const asked = loader.load(small, 'screen', wish());
    (await decodeNumber(1)).settle(new FakeBitmap(900, 600));
    expect((await asked).size).toBe('full');
    expect(loader.peek(small, 'full')).toBeDefined();
  });

  it('of an original is full, even if the library promised more pixels', async () => {
    const asked = loader.load(PHOTO, 'full', wish());
    (await decodeNumber(1)).settle(new FakeBitmap(3000, 2000));
    expect((await asked).size).toBe('full');
    expect(loader.peek(PHOTO, 'full')).toBeDefined();
  });
});

describe('cancelling', () => {
  it('while fetching ends the load', async () => {
    let answer = (_: Response) => {};
    answers['screens'] = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const asker = wish();
    const asked = loader.load(PHOTO, 'screen', asker);
    await vi.waitUntil(() => requests.length === 1);
    asker.cancel();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    answer(picture());
    // Whatever still has something to do does it now.
    await new Promise(setImmediate);
    expect(decodes).toEqual([]);
    expect(log.recent()).toEqual([]);
  });

  it('while decoding ends the decode', async () => {
    const asker = wish();
    const asked = loader.load(PHOTO, 'screen', asker);
    const decode = await decodeNumber(1);
    asker.cancel();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    expect(decode.signal.aborted).toBe(true);
    expect(memory.leased.count).toBe(0);
  });

  it('in the moment in which the picture arrives closes it', async () => {
    const asker = wish();
    const asked = loader.load(PHOTO, 'screen', asker);
    const decode = await decodeNumber(1);
    decode.settle(SCREEN());
    asker.cancel();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    await vi.waitUntil(() => made[0]?.closed);
    expect(memory.retained.count + memory.leased.count).toBe(0);
  });

  it('by one of two lets the other have its picture', async () => {
    const [leaver, stayer] = [wish(), wish()];
    const asks = [loader.load(PHOTO, 'screen', leaver), loader.load(PHOTO, 'screen', stayer)];
    const decode = await decodeNumber(1);
    leaver.cancel();
    await expect(asks[0]).rejects.toMatchObject({ name: 'AbortError' });
    decode.settle(SCREEN());
    expect((await asks[1])?.size).toBe('screen');
  });

  it('before it began asks nobody', async () => {
    const asker = wish();
    asker.cancel();
    await expect(loader.load(PHOTO, 'screen', asker)).rejects.toMatchObject({ name: 'AbortError' });
    expect(requests).toEqual([]);
  });
});

describe('loading ahead', () => {
  it('retains the picture without a lease, and misses nothing', async () => {
    const ahead = loader.loadAhead(PHOTO, 'screen', wish('prefetch'));
    (await decodeNumber(1)).settle(SCREEN());
    await ahead;
    expect([memory.leased.count, memory.retained.count]).toEqual([0, 1]);
    expect(log.count('memory').misses).toBe(0);
    await loader.loadAhead(PHOTO, 'screen', wish('prefetch'));
    expect(requests).toEqual(['screens']);
  });

  it.each([
    ['before', true],
    ['after', false],
  ])('shares its load with whoever asks for it %s', async (_, aheadFirst) => {
    const begin = [
      () => loader.loadAhead(PHOTO, 'screen', wish('prefetch')),
      () => loader.load(PHOTO, 'screen', wish()),
    ];
    if (!aheadFirst) begin.reverse();
    const asks = begin.map((ask) => ask());
    (await decodeNumber(1)).settle(SCREEN());
    await Promise.all(asks);
    expect(requests).toEqual(['screens']);
    expect(made.map(({ closed }) => closed)).toEqual([false]);
    expect(memory.leased.count).toBe(1);
    expect(log.count('memory').misses).toBe(1);
  });
});

describe('a failure', () => {
  it('reaches everybody who asked, once, and is in the books once', async () => {
    answers['originals'] = status(404);
    const asks = [loader.load(PHOTO, 'full', wish()), loader.load(PHOTO, 'full', wish())];
    for (const ask of asks) await expect(ask).rejects.toMatchObject({ name: 'LoadError', reason: 'not-found' });
    expect(log.recent().map(({ kind }) => kind)).toEqual(['failed']);
  });

  it.each<[string, () => Response | Promise<Response>, LoadFailure]>([
    ['nobody to answer', () => Promise.reject(new TypeError('Failed to fetch')), 'offline'],
    [
      'a page instead of a picture',
      () => new Response('<h1>', { headers: { 'Content-Type': 'text/html' } }),
      'not-an-image',
    ],
    ['a photo that was removed', status(410), 'not-found'],
    ['a server that refuses', status(403), 'network'],
  ])('of %s is named', async (_, answer, reason) => {
    answers['originals'] = answer;
    const failure = loader.load(PHOTO, 'full', wish()).catch((error: unknown) => error);
    const error = await failure;
    expect(error).toBeInstanceOf(LoadError);
    expect(error).toMatchObject({ reason, message: expect.stringMatching(/^[A-Z].*\.$/), cause: expect.any(Error) });
  });

  it('to decode says what had arrived, and from where', async () => {
    const asked = loader.load(PHOTO, 'full', wish());
    (await decodeNumber(1)).settle(new LoadError('decode-failed'));
    await expect(asked).rejects.toMatchObject({ reason: 'decode-failed', arrival: { tier: 'network', bytes: 5 } });
  });

  it('of the screen rendition is made up for by the original, decoded no larger than for the screen', async () => {
    answers['screens'] = status(404);
    const asked = loader.load(PHOTO, 'screen', wish());
    const decode = await decodeNumber(1);
    expect(decode.longSide).toBe(2048);
    decode.settle(new FakeBitmap(2250, 1500));
    expect(await asked).toMatchObject({ size: 'screen', tier: 'network' });
    expect(requests).toEqual(['screens', 'originals']);
  });

  it('for lack of a screen rendition in the library asks for none', async () => {
    const asked = loader.load({ ...PHOTO, screen: undefined }, 'screen', wish());
    const decode = await decodeNumber(1);
    expect(decode.longSide).toBe(2048);
    decode.settle(new FakeBitmap(2250, 1500));
    expect((await asked).size).toBe('screen');
    expect(requests).toEqual(['originals']);
  });

  it('offline is not made up for: the original is no nearer', async () => {
    answers['screens'] = () => Promise.reject(new TypeError('Failed to fetch'));
    await expect(loader.load(PHOTO, 'screen', wish())).rejects.toMatchObject({ reason: 'offline' });
    expect(requests).not.toContain('originals');
  });

  it('for lack of memory frees memory, and tries once more, smaller', async () => {
    const small = loader.load(PHOTO, 'screen', wish());
    (await decodeNumber(1)).settle(SCREEN());
    await small;
    const asked = loader.load(PHOTO, 'full', wish());
    (await decodeNumber(2)).settle(new OutOfMemoryError());
    const again = await decodeNumber(3);
    expect(relieved).toBe(1);
    expect(again.longSide).toBe(4096);
    again.settle(new FakeBitmap(4500, 3000));
    const { lease, size } = await asked;
    // As full as this device can have it: not to be asked for again and again.
    expect([size, lease.value.width]).toEqual(['full', 4500]);
    expect(loader.peek(PHOTO, 'full')?.lease.value.width).toBe(4500);
    expect(requests).toEqual(['screens', 'originals']);
  });

  it('for lack of memory even then is told', async () => {
    const asked = loader.load(PHOTO, 'full', wish());
    (await decodeNumber(1)).settle(new OutOfMemoryError());
    (await decodeNumber(2)).settle(new OutOfMemoryError());
    await expect(asked).rejects.toMatchObject({ reason: 'too-large' });
    expect(relieved).toBe(1);
  });

  it('of a picture that is too large for any memory costs nobody else theirs', async () => {
    const asked = loader.load(PHOTO, 'full', wish());
    (await decodeNumber(1)).settle(new LoadError('too-large'));
    await expect(asked).rejects.toMatchObject({ reason: 'too-large' });
    expect(relieved).toBe(0);
  });

  it('for lack of memory of what is loaded ahead costs nobody theirs either', async () => {
    const asked = loader.loadAhead(PHOTO, 'full', wish('prefetch'));
    (await decodeNumber(1)).settle(new OutOfMemoryError());
    await expect(asked).rejects.toMatchObject({ reason: 'too-large' });
    expect(relieved).toBe(0);
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ['a server that refuses', status(403)],
    [
      'a full disk',
      () => Object.assign(picture(), { blob: () => Promise.reject(new DOMException('', 'QuotaExceededError')) }),
    ],
  ])('of the screen rendition for %s is not made up for by something larger', async (_, answer) => {
    answers['screens'] = answer;
    const asked = loader.load(PHOTO, 'screen', wish());
    await expect(asked).rejects.toBeInstanceOf(LoadError);
    expect(requests).not.toContain('originals');
  });

  it('is one miss, however many requests were made', async () => {
    answers['screens'] = status(404);
    const asked = loader.load(PHOTO, 'screen', wish());
    (await decodeNumber(1)).settle(FULL());
    await asked;
    expect(log.count('memory').misses).toBe(1);
    expect(log.count('network')).toMatchObject({ hits: 1, failures: 1 });
  });

  it('leaves the next photo unharmed', async () => {
    const asked = loader.load(PHOTO, 'full', wish());
    (await decodeNumber(1)).settle(new LoadError('decode-failed'));
    await expect(asked).rejects.toMatchObject({ reason: 'decode-failed' });
    const next = loader.load(photo(3), 'full', wish());
    (await decodeNumber(2)).settle(FULL());
    expect((await next).size).toBe('full');
  });
});

describe('what it saves', () => {
  it('is nothing for the first look at what came from the network ahead, and a request for each look after that', async () => {
    const ahead = loader.loadAhead(PHOTO, 'screen', wish('next'));
    (await decodeNumber(1)).settle(SCREEN());
    await ahead;
    const look = async () => (await loader.load(PHOTO, 'screen', wish())).lease.release();
    await look();
    expect(log.saved).toEqual({ requests: 0, bytes: 0 });
    await look();
    expect(log.saved).toEqual({ requests: 1, bytes: 'bytes'.length });
  });

  it('is a request for each look after the first at what came when it was asked for', async () => {
    const first = loader.load(PHOTO, 'screen', wish());
    (await decodeNumber(1)).settle(SCREEN());
    (await first).lease.release();
    expect(log.saved).toEqual({ requests: 0, bytes: 0 });
    loader.peek(PHOTO, 'screen')?.lease.release();
    expect(log.saved).toEqual({ requests: 1, bytes: 'bytes'.length });
  });
});
