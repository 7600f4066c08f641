import { afterEach, describe, expect, it, vi } from 'vitest';
import { Decoder } from '../../../../src/loading/decode/decoder.ts';
import { OutOfMemoryError } from '../../../../src/loading/load-error.ts';
import { asBitmap, FakeBitmap, FakeWorker } from './fake-worker.ts';

const PICTURE = new Blob(['picture']);

/** A decoder, the workers that it started so far, and a controller to cancel with. */
function setUp(most = 1) {
  const workers: FakeWorker[] = [];
  const decoder = new Decoder(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    // Only what `Decoder` uses of a worker.
    return worker as unknown as Worker;
  }, most);
  const cancel = new AbortController();
  const nth = (index: number) => {
    const worker = workers[index];
    if (!worker) throw new Error(`Worker ${index} was not started.`);
    return worker;
  };
  return { decoder, workers, nth, cancel, signal: cancel.signal };
}

/** Lets the page decode, which Node cannot. */
function stubPage(decode: () => Promise<ImageBitmap>): void {
  vi.stubGlobal('createImageBitmap', decode);
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => null;
    },
  );
}

vi.spyOn(console, 'info').mockImplementation(() => {});
afterEach(() => vi.unstubAllGlobals());

describe('with a worker', () => {
  it('has it ready before the first picture, when told to prepare, and starts no second one', () => {
    const { decoder, workers, signal } = setUp();
    decoder.prepare();
    decoder.prepare();
    expect(workers).toHaveLength(1);
    void decoder.decode(PICTURE, { signal });
    expect(workers).toHaveLength(1);
  });

  it('gives each picture to whoever asked for it, in whatever order the worker answers', async () => {
    const { decoder, nth, signal } = setUp();
    const [one, two] = [decoder.decode(PICTURE, { signal }), decoder.decode(PICTURE, { longSide: 99, signal })];
    expect(nth(0).heard).toEqual([
      { type: 'decode', id: 1, blob: PICTURE, longSide: undefined },
      { type: 'decode', id: 2, blob: PICTURE, longSide: 99 },
    ]);
    const [first, second] = [new FakeBitmap(), new FakeBitmap()];
    nth(0).answer({ type: 'decoded', id: 2, bitmap: asBitmap(second) });
    nth(0).answer({ type: 'decoded', id: 1, bitmap: asBitmap(first) });
    expect(await one).toBe(first);
    expect(await two).toBe(second);
    expect([first.closed, second.closed]).toEqual([0, 0]);
  });

  it('says why a picture failed', async () => {
    const { decoder, nth, signal } = setUp();
    const decoded = decoder.decode(PICTURE, { signal });
    nth(0).answer({ type: 'failed', id: 1, reason: 'too-large', cause: '9 × 9 pixels' });
    await expect(decoded).rejects.toMatchObject({ reason: 'too-large', cause: { message: '9 × 9 pixels' } });
  });

  it('tells a lack of memory, which may be helped, from a picture that is too large for any', async () => {
    const { decoder, nth, signal } = setUp();
    const [short, huge] = [decoder.decode(PICTURE, { signal }), decoder.decode(PICTURE, { signal })];
    nth(0).answer({ type: 'failed', id: 1, reason: 'out-of-memory', cause: '' });
    nth(0).answer({ type: 'failed', id: 2, reason: 'too-large', cause: '' });
    await expect(short).rejects.toBeInstanceOf(OutOfMemoryError);
    await expect(huge).rejects.not.toBeInstanceOf(OutOfMemoryError);
  });

  it('rejects a picture that was cancelled and then failed as cancelled', async () => {
    const { decoder, nth, cancel, signal } = setUp();
    const decoded = decoder.decode(PICTURE, { signal });
    cancel.abort();
    nth(0).answer({ type: 'failed', id: 1, reason: 'decode-failed', cause: 'AbortError' });
    await expect(decoded).rejects.toBe(signal.reason);
  });

  it('tells the worker when a picture is cancelled, rejects when it is done, and closes what comes nevertheless', async () => {
    const { decoder, nth, cancel, signal } = setUp();
    const decoded = decoder.decode(PICTURE, { signal });
    const other = decoder.decode(PICTURE, { signal: new AbortController().signal });
    cancel.abort();
    expect(nth(0).heard.at(-1)).toEqual({ type: 'cancel', id: 1 });
    const [late, bitmap] = [new FakeBitmap(), new FakeBitmap()];
    nth(0).answer({ type: 'decoded', id: 1, bitmap: asBitmap(late) });
    nth(0).answer({ type: 'decoded', id: 2, bitmap: asBitmap(bitmap) });
    await expect(decoded).rejects.toBe(signal.reason);
    expect(late.closed).toBe(1);
    expect(await other).toBe(bitmap);
  });

  it('says nothing to the worker when a picture is cancelled that it has answered', async () => {
    const { decoder, nth, cancel, signal } = setUp();
    const decoded = decoder.decode(PICTURE, { signal });
    nth(0).answer({ type: 'decoded', id: 1, bitmap: asBitmap(new FakeBitmap()) });
    await decoded;
    cancel.abort();
    expect(nth(0).heard).toHaveLength(1);
  });

  it('starts none for a picture that was cancelled before', async () => {
    const { decoder, workers, cancel, signal } = setUp();
    cancel.abort();
    await expect(decoder.decode(PICTURE, { signal })).rejects.toBe(signal.reason);
    expect(workers).toHaveLength(0);
  });
});

describe('with two workers', () => {
  it('starts the second only while the first is busy, and gives each picture to the one with less to do', async () => {
    const { decoder, workers, nth, signal } = setUp(2);
    const first = decoder.decode(PICTURE, { signal });
    nth(0).answer({ type: 'decoded', id: 1, bitmap: asBitmap(new FakeBitmap()) });
    await first;
    for (let count = 0; count < 4; count += 1) void decoder.decode(PICTURE, { signal });
    expect(workers).toHaveLength(2);
    // One of the first worker's was answered.
    expect(workers.map(({ heard }) => heard.length)).toEqual([3, 2]);
  });
});

describe.each<[string, (worker: FakeWorker) => void]>([
  ['fails', (worker) => worker.fail()],
  ['sends what cannot be read', (worker) => worker.loseAnswer()],
])('when a worker %s', (_, happens) => {
  it('decodes what it left unanswered, and all that follows, with the other', async () => {
    const { decoder, workers, nth, signal } = setUp(2);
    const [one, two] = [decoder.decode(PICTURE, { signal }), decoder.decode(PICTURE, { signal })];
    happens(nth(0));
    expect(nth(0).terminated).toBe(true);
    await vi.waitFor(() => expect(nth(1).heard).toHaveLength(2));
    const three = decoder.decode(PICTURE, { signal });
    for (const id of [1, 2, 3]) nth(1).answer({ type: 'decoded', id, bitmap: asBitmap(new FakeBitmap(id, 1)) });
    // The second worker had the second picture first.
    expect((await Promise.all([one, two, three])).map(({ width }) => width)).toEqual([2, 1, 3]);
    expect(workers).toHaveLength(2);
  });

  it('decodes on the page when there is no other', async () => {
    const bitmap = new FakeBitmap();
    stubPage(() => Promise.resolve(asBitmap(bitmap)));
    const { decoder, workers, nth, signal } = setUp();
    const decoded = decoder.decode(PICTURE, { signal });
    happens(nth(0));
    expect(await decoded).toBe(bitmap);
    expect(await decoder.decode(PICTURE, { signal })).toBe(bitmap);
    expect(workers).toHaveLength(1);
  });
});

describe('on the page', () => {
  function withoutWorkers(): Decoder {
    return new Decoder(() => {
      throw new Error('Workers are refused.');
    });
  }

  it('decodes where workers are refused, and says why a picture failed', async () => {
    stubPage(() => Promise.reject(new Error('not a picture')));
    const decoded = withoutWorkers().decode(PICTURE, { signal: new AbortController().signal });
    await expect(decoded).rejects.toMatchObject({ name: 'LoadError', reason: 'decode-failed' });
  });

  it('closes a picture that was cancelled while it was decoded', async () => {
    const bitmap = new FakeBitmap();
    const cancel = new AbortController();
    stubPage(() => {
      cancel.abort();
      return Promise.resolve(asBitmap(bitmap));
    });
    const decoded = withoutWorkers().decode(PICTURE, { signal: cancel.signal });
    await expect(decoded).rejects.toMatchObject({ name: 'AbortError' });
    expect(bitmap.closed).toBe(1);
  });
});
