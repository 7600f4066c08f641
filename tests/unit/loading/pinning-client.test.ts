import { afterEach, expect, it, vi } from 'vitest';
import { type Pinning, PinningClient } from '../../../src/loading/pinning-client.ts';
import type { ServiceWorkerClient } from '../../../src/loading/service-worker-client.ts';
import type { PinScope } from '../../../src/shared/pin.ts';
import { WorkerError } from '../../../src/shared/worker-error.ts';

afterEach(() => vi.unstubAllGlobals());

function known(...scopes: PinScope[]): Pinning {
  const none = { wanted: 0, kept: 0 };
  return {
    progress: { state: 'idle', photos: { ...none, failed: 0 }, bytes: none },
    pins: scopes.map((scope) => ({ scope, quality: 'screen', complete: true })),
    failures: [],
  };
}

/** A worker that answers what is pinned when it is told to, and everything else at once. */
function client() {
  vi.stubGlobal('window', new EventTarget());
  const asked: ((pinning: Pinning) => void)[] = [];
  const late: ((error: WorkerError) => void)[] = [];
  const ask = (message: { type: string }) => {
    if (message.type !== 'pinning') return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      asked.push(resolve);
      late.push(reject);
    });
  };
  // Of its many kinds of answers only these come up here.
  const worker = { ask, listen: () => {} } as unknown as Pick<ServiceWorkerClient, 'ask' | 'listen'>;
  return { pinning: new PinningClient(worker, new AbortController().signal), asked, late };
}

it('asks again what is pinned where something changed after it had asked', async () => {
  const { pinning, asked } = client();
  const first = pinning.refresh();
  const second = pinning.refresh();
  asked[0]?.(known());
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  asked[1]?.(known({ kind: 'library' }));
  await Promise.all([first, second]);
  expect(pinning.now.pins).toHaveLength(1);
  expect(asked).toHaveLength(2);
});

it('asks again what is pinned until a worker that is only starting replies', async () => {
  const { pinning, asked, late } = client();
  const refreshed = pinning.refresh();
  late[0]?.(new WorkerError('The service worker does not reply.', 'no-reply'));
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  asked[1]?.(known({ kind: 'library' }));
  await refreshed;
  expect(pinning.now.pins).toHaveLength(1);
});

it('takes nothing for pinned where there is no worker', async () => {
  const { pinning, asked, late } = client();
  const refreshed = pinning.refresh();
  late[0]?.(new WorkerError('There is no service worker.', 'no-worker'));
  await refreshed;
  expect(pinning.now.pins).toEqual([]);
  expect(asked).toHaveLength(1);
});

it('knows the wish for a month, and forgets it when it is gone', async () => {
  const { pinning, asked } = client();
  const july: PinScope = { kind: 'section', section: '2024-07' };
  const answer = async (value: Pinning) => {
    const refreshed = pinning.refresh();
    asked.at(-1)?.(value);
    await refreshed;
  };
  await answer(known(july));
  expect(pinning.pinOf(july)?.quality).toBe('screen');
  expect(pinning.pinOf({ kind: 'section', section: '2024-06' })).toBeUndefined();
  await answer(known());
  expect(pinning.pinOf(july)).toBeUndefined();
});
