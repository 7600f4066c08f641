import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { serveNetworkFirst } from '../../../../sw/serve/network-first.ts';

const LIST = 'https://museum.example/list.json';

let stored: Map<string, Response>;
let listener: (event: FetchEvent) => void;
/** What the network answers; it does not, where this throws. */
let network: (url: string) => Promise<Response>;

beforeEach(() => {
  stored = new Map();
  const cache = {
    keys: async () => [...stored.keys()].map((url) => ({ url })),
    put: async (url: string, response: Response) => {
      stored.delete(url);
      stored.set(url, response);
    },
    delete: async ({ url }: { url: string }) => stored.delete(url),
  };
  vi.stubGlobal('caches', { open: async () => cache, match: async (url: string) => stored.get(url)?.clone() });
  vi.stubGlobal('self', { addEventListener: (_type: string, listen: typeof listener) => (listener = listen) });
  vi.stubGlobal('fetch', (request: Request) => network(request.url));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** As a server answers; `Response` by itself says nothing of where it comes from. */
function served(text: string, { redirected = false, status = 200 } = {}): Response {
  const response = new Response(text, { status, headers: { Vary: 'Cookie', 'Content-Security-Policy': 'x' } });
  const from = { type: { value: 'basic' }, redirected: { value: redirected } };
  const clone = () =>
    Object.defineProperties(Response.prototype.clone.call(response), { ...from, clone: { value: clone } });
  return Object.defineProperties(response, { ...from, clone: { value: clone } });
}

/** Asks for it, and waits until all is done. The text of the answer, and whether it came from the store. */
async function ask(url = LIST): Promise<{ text: string; status: string | null } | undefined> {
  let answer: Promise<Response> | undefined;
  const work: Promise<unknown>[] = [];
  const respondWith = (response: Promise<Response>) => (answer = response);
  const event = { request: new Request(url), respondWith, waitUntil: (more: Promise<unknown>) => work.push(more) };
  // As much of an event as a strategy touches.
  listener(event as unknown as FetchEvent);
  const response = await answer;
  await Promise.all(work);
  return response && { text: await response.text(), status: response.headers.get('Cache-Status') };
}

it('what changed shows, and what was answered last stays for when the network is away', async () => {
  serveNetworkFirst({ name: 'museum', isWanted: () => true });
  network = async () => served('old');
  await ask();
  network = async () => served('new');
  expect(await ask()).toEqual({ text: 'new', status: 'afterimage-library; fwd=miss' });
  network = () => Promise.reject(new TypeError('Failed to fetch'));
  expect(await ask()).toEqual({ text: 'new', status: 'afterimage-library; hit' });
});

it('a server that takes longer than four seconds is not waited for', async () => {
  serveNetworkFirst({ name: 'museum', isWanted: () => true });
  network = async () => served('old');
  await ask();
  vi.useFakeTimers();
  let arrive = (_response: Response) => {};
  network = () => new Promise((resolve) => (arrive = resolve));
  const asked = ask();
  await vi.advanceTimersByTimeAsync(4000);
  arrive(served('new'));
  expect((await asked)?.text).toBe('old');
});

it.each([
  ['a login page', () => served('log in', { redirected: true })],
  ['an error', () => served('busy', { status: 503 })],
])('%s neither hides what is stored nor takes its place', async (_what, answer) => {
  serveNetworkFirst({ name: 'museum', isWanted: () => true });
  network = async () => served('list');
  await ask();
  network = async () => answer();
  expect((await ask())?.text).toBe('list');
  expect((await ask())?.text).toBe('list');
});

it('what the app calls no good is given where there is nothing else, and not stored', async () => {
  const isGood = async (response: Response) => (await response.text()).startsWith('[');
  serveNetworkFirst({ name: 'museum', isWanted: () => true, isGood });
  network = async () => served('<html>');
  expect((await ask())?.text).toBe('<html>');
  expect(stored.size).toBe(0);
});

it('keeps as many answers as it may, and forgets those that came longest ago', async () => {
  serveNetworkFirst({ name: 'museum', isWanted: () => true, most: 2 });
  network = async () => served('x');
  for (const nth of [1, 2, 1, 3]) await ask(`${LIST}?${nth}`);
  expect([...stored.keys()]).toEqual([`${LIST}?1`, `${LIST}?3`]);
});

it('keeps the headers that the page needs, and none by which it could not be found', async () => {
  serveNetworkFirst({ name: 'museum', isWanted: () => true });
  network = async () => served('x');
  await ask();
  const headers = stored.get(LIST)?.headers;
  expect(headers?.get('Content-Security-Policy')).toBe('x');
  expect(headers?.has('Vary')).toBe(false);
});

it('leaves everything else alone', async () => {
  serveNetworkFirst({ name: 'museum', isWanted: ({ url }) => url !== LIST });
  expect(await ask()).toBeUndefined();
});
