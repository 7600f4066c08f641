import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { network } from '../../../src/loading/network.ts';
import { type Condition, pretend } from '../../../src/loading/pretend-network.ts';
import { SLOW_4G } from '../../../src/loading/slow-network.ts';
import { tierHeaders } from '../../../src/shared/tier-header.ts';

const PICTURE = new URL('https://photos.example/library/screens/1.jpg');
const heard: string[] = [];
let asked: RequestInit[] = [];
let answer: () => Response = () => new Response('picture');
let isOnline = true;
const serviceWorker: { controller: object | null } = { controller: {} };

/** A picture of so many bytes, in parts, from the network. */
function picture(...parts: number[]): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const bytes of parts) controller.enqueue(new Uint8Array(bytes));
      controller.close();
    },
  });
  return new Response(body, { headers: { 'Content-Type': 'image/jpeg' } });
}

/** Whether a promise is settled once everything has happened that needs no time. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const settle = () => {
    settled = true;
  };
  promise.then(settle, settle);
  await vi.advanceTimersByTimeAsync(0);
  return settled;
}

beforeEach(() => {
  vi.useFakeTimers();
  const window = new EventTarget();
  for (const name of ['online', 'offline']) window.addEventListener(name, ({ type }) => heard.push(type));
  vi.stubGlobal('window', window);
  vi.stubGlobal('navigator', {
    get onLine() {
      return isOnline;
    },
    serviceWorker,
  });
  vi.stubGlobal('fetch', async (_: URL, init: RequestInit = {}) => {
    asked.push(init);
    return answer();
  });
});
afterEach(() => {
  isOnline = true;
  serviceWorker.controller = {};
  pretend('real');
  heard.length = 0;
  asked = [];
  answer = () => new Response('picture');
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the real network', () => {
  it('is what the browser has, until somebody pretends', async () => {
    expect(network.online()).toBe(true);
    isOnline = false;
    expect(network.online()).toBe(false);
    await network.fetch(PICTURE, { cache: 'no-store' });
    expect(asked).toEqual([{ cache: 'no-store' }]);
  });

  it('comes back as it was', async () => {
    for (const condition of ['offline', 'slow', 'real'] as const) pretend(condition);
    expect(network.online()).toBe(true);
    await network.fetch(PICTURE, { cache: 'no-store' });
    expect(asked).toEqual([{ cache: 'no-store' }]);
  });
});

describe('pretending to be offline', () => {
  it('says so, as the browser does', () => {
    pretend('offline');
    expect(network.online()).toBe(false);
    expect(heard).toEqual(['offline']);
    pretend('real');
    expect(heard).toEqual(['offline', 'online']);
  });

  it('says nothing twice, nor what is no change', () => {
    for (const condition of ['offline', 'offline', 'slow', 'real'] as const) pretend(condition);
    expect(heard).toEqual(['offline', 'online']);
    isOnline = false;
    for (const condition of ['offline', 'real'] as const) pretend(condition);
    expect(heard).toEqual(['offline', 'online']);
  });

  it('asks for what is stored and for nothing else, whatever it was that was asked', async () => {
    pretend('offline');
    const { signal } = new AbortController();
    await network.fetch(PICTURE, { signal, cache: 'no-store' });
    await network.fetch(PICTURE);
    const stored = { mode: 'same-origin', cache: 'only-if-cached' };
    expect(asked).toEqual([{ signal, ...stored }, stored]);
  });

  it('fails at once where somebody asks past what is stored', async () => {
    pretend('offline');
    await expect(network.fetch(PICTURE, { cache: 'reload' })).rejects.toThrow(TypeError);
    expect(asked).toEqual([]);
  });

  it('fails as without a network where nothing is stored', async () => {
    pretend('offline');
    answer = () => new Response('This is not stored.', { status: 504 });
    await expect(network.fetch(PICTURE)).rejects.toThrow(TypeError);
  });

  it('asks nobody where no service worker would answer', async () => {
    serviceWorker.controller = null;
    pretend('offline');
    await expect(network.fetch(PICTURE)).rejects.toThrow(TypeError);
    expect(asked).toEqual([]);
  });

  it.each(['', 'Offline', 'toString'])('is not asked for by "%s"', (word) => {
    expect(() => pretend(word as Condition)).toThrow(RangeError);
    expect(network.online()).toBe(true);
  });
});

describe('a slow network', () => {
  it('takes its time until an answer begins, and for each part of it', async () => {
    pretend('slow');
    answer = () => picture(1800, 3600);
    const response = network.fetch(PICTURE);
    await vi.advanceTimersByTimeAsync(SLOW_4G.latencyMs - 1);
    expect(await isSettled(response)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await isSettled(response)).toBe(true);
    const blob = (await response).blob();
    await vi.advanceTimersByTimeAsync(5400 / SLOW_4G.bytesPerMs - 1);
    expect(await isSettled(blob)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await blob).toMatchObject({ size: 5400, type: 'image/jpeg' });
  });

  it('is shared by all who use it', async () => {
    pretend('slow');
    answer = () => picture(1800);
    const responses = Promise.all([network.fetch(PICTURE), network.fetch(PICTURE)]);
    await vi.advanceTimersByTimeAsync(SLOW_4G.latencyMs);
    const blobs = Promise.all((await responses).map((response) => response.blob()));
    await vi.advanceTimersByTimeAsync(3600 / SLOW_4G.bytesPerMs - 1);
    expect(await isSettled(blobs)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect((await blobs).map(({ size }) => size)).toEqual([1800, 1800]);
  });

  it.each([
    ['a stored picture', tierHeaders('thumbnails', 1)],
    ['a pinned picture', tierHeaders('pinned', 1)],
    ['the stored library', { 'Cache-Status': 'afterimage-library; hit' }],
  ])('changes nothing for %s', async (_, headers) => {
    pretend('slow');
    answer = () => new Response('stored', { headers });
    expect(await (await network.fetch(PICTURE)).text()).toBe('stored');
  });

  it.each([
    ['what the service worker had to fetch', tierHeaders('network', 1)],
    ["what somebody else's cache had", { 'Cache-Status': 'cdn; hit' }],
  ])('is slow for %s', async (_, headers) => {
    pretend('slow');
    answer = () => new Response('fetched', { headers });
    const response = network.fetch(PICTURE);
    expect(await isSettled(response)).toBe(false);
    await vi.advanceTimersByTimeAsync(SLOW_4G.latencyMs);
    const text = (await response).text();
    await vi.runAllTimersAsync();
    expect(await text).toBe('fetched');
  });

  it('passes on what an answer says of itself, and answers without a body', async () => {
    pretend('slow');
    answer = () => new Response(null, { status: 404, statusText: 'Not Found' });
    const response = network.fetch(PICTURE);
    await vi.runAllTimersAsync();
    expect(await response).toMatchObject({ status: 404, statusText: 'Not Found', body: null });
  });

  it('lets go of whoever leaves before the answer begins', async () => {
    pretend('slow');
    const leave = new AbortController();
    const response = network.fetch(PICTURE, { signal: leave.signal });
    await vi.advanceTimersByTimeAsync(1);
    expect(vi.getTimerCount()).toBe(1);
    leave.abort();
    await expect(response).rejects.toMatchObject({ name: 'AbortError' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each<[string, (response: Response, leave: AbortController) => Promise<unknown>]>([
    [
      'leaves',
      async (response, leave) => {
        const blob = response.blob();
        const refused = expect(blob).rejects.toMatchObject({ name: 'AbortError' });
        await vi.advanceTimersByTimeAsync(1);
        leave.abort();
        await refused;
      },
    ],
    [
      'wants no more of it',
      async (response) => {
        const reader = response.body?.getReader();
        const part = reader?.read();
        await vi.advanceTimersByTimeAsync(1);
        await reader?.cancel();
        await part;
      },
    ],
  ])('ends, and holds no timer, when somebody %s in the middle', async (_, end) => {
    pretend('slow');
    let cancelled = false;
    answer = () =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(new Uint8Array(1_000_000)),
          cancel: () => {
            cancelled = true;
          },
        }),
      );
    const leave = new AbortController();
    const response = network.fetch(PICTURE, { signal: leave.signal });
    await vi.advanceTimersByTimeAsync(SLOW_4G.latencyMs);
    await end(await response, leave);
    expect(vi.getTimerCount()).toBe(0);
    expect(cancelled).toBe(!leave.signal.aborted);
  });

  it('is over for what is on its way, too, when it is over', async () => {
    pretend('slow');
    answer = () => picture(1800, 1_000_000, 1_000_000);
    const response = network.fetch(PICTURE);
    await vi.advanceTimersByTimeAsync(SLOW_4G.latencyMs);
    const blob = (await response).blob();
    await vi.advanceTimersByTimeAsync(0);
    pretend('real');
    await vi.advanceTimersByTimeAsync(1800 / SLOW_4G.bytesPerMs);
    expect((await blob).size).toBe(2_001_800);
  });
});
