import { describe, expect, it } from 'vitest';
import { LoadError } from '../../../src/loading/load-error.ts';
import { HttpError, withRetries } from '../../../src/loading/retry.ts';

/** Runs `attempt` with two retries; the pauses are only counted. */
function run(attempt: () => Promise<string>, { online = true, signal = new AbortController().signal } = {}) {
  const pauses: number[] = [];
  const sleep = async (ms: number) => {
    pauses.push(ms);
    signal.throwIfAborted();
  };
  const done = withRetries(attempt, { signal, pauses: [100, 400], online: () => online, sleep });
  return { done, pauses };
}

/** Fails so often with `error`, then succeeds. */
function failing(times: number, error: unknown) {
  let attempts = 0;
  return {
    attempt: async () => {
      attempts += 1;
      if (attempts <= times) throw error;
      return 'done';
    },
    get attempts() {
      return attempts;
    },
  };
}

const http = (status: number) => new LoadError('network', new HttpError(status));

describe('retries', () => {
  it.each([
    ['a server that fails', http(503)],
    ['a server that asks for patience', http(429)],
    ['a connection that broke in the middle', new LoadError('network', new TypeError('network error'))],
    ['a connection that could not be made though there is a network', new LoadError('offline')],
  ])('help with %s', async (_, error) => {
    const task = failing(2, error);
    const { done, pauses } = run(task.attempt);
    expect(await done).toBe('done');
    expect(task.attempts).toBe(3);
    expect(pauses).toHaveLength(2);
  });

  it('wait longer each time, by up to half as long again', async () => {
    const { done, pauses } = run(failing(2, http(500)).attempt);
    await done;
    const [first = 0, second = 0] = pauses;
    expect(first).toBeGreaterThanOrEqual(100);
    expect(first).toBeLessThanOrEqual(150);
    expect(second).toBeGreaterThanOrEqual(400);
    expect(second).toBeLessThanOrEqual(600);
  });

  it.each([
    ['what is missing', new LoadError('not-found')],
    ['what is no picture', new LoadError('not-an-image')],
    ['what cannot be decoded', new LoadError('decode-failed')],
    ['what is too large', new LoadError('too-large')],
    ['a full disk', new LoadError('storage-full')],
    ['what is forbidden', http(403)],
    ['what somebody cancelled', new DOMException('', 'AbortError')],
    ['a bug', new TypeError('undefined is not a function')],
  ])('are not made for %s', async (_, error) => {
    const task = failing(1, error);
    await expect(run(task.attempt).done).rejects.toBe(error);
    expect(task.attempts).toBe(1);
  });

  it('are not made while the device knows that it is offline', async () => {
    const task = failing(1, new LoadError('offline'));
    await expect(run(task.attempt, { online: false }).done).rejects.toMatchObject({ reason: 'offline' });
    expect(task.attempts).toBe(1);
  });

  it('end, with what the last attempt said', async () => {
    const task = failing(9, http(500));
    await expect(run(task.attempt).done).rejects.toMatchObject({ reason: 'network' });
    expect(task.attempts).toBe(3);
  });

  it('end at once, in the middle of a pause, when they are cancelled', async () => {
    const cancel = new AbortController();
    const task = failing(9, http(500));
    const done = withRetries(task.attempt, { signal: cancel.signal, pauses: [3_600_000], online: () => true });
    const refused = expect(done).rejects.toMatchObject({ name: 'AbortError' });
    await Promise.resolve();
    cancel.abort();
    await refused;
    expect(task.attempts).toBe(1);
  });
});
