import { describe, expect, it } from 'vitest';
import { LoadQueue } from '../../../src/loading/load-queue.ts';

/** A task that the test finishes by hand. */
function manualTask() {
  let finish = () => {};
  const promise = new Promise<string>((resolve) => {
    finish = () => resolve('done');
  });
  let started = false;
  return {
    task: () => {
      started = true;
      return promise;
    },
    finish,
    get started() {
      return started;
    },
  };
}

const never = () => new AbortController().signal;

describe('the load queue', () => {
  it('runs at most so many tasks at once, in the order of asking', async () => {
    const queue = new LoadQueue(2);
    const tasks = [manualTask(), manualTask(), manualTask()] as const;
    const runs = tasks.map(({ task }) => queue.run(never(), task));
    expect(tasks.map(({ started }) => started)).toEqual([true, true, false]);
    tasks[1].finish();
    await runs[1];
    await Promise.resolve();
    expect(tasks[2].started).toBe(true);
  });

  it('never starts a task that was cancelled while it waited', async () => {
    const queue = new LoadQueue(1);
    const [first, cancelled, last] = [manualTask(), manualTask(), manualTask()];
    const cancel = new AbortController();
    const runs = [
      queue.run(never(), first.task),
      queue.run(cancel.signal, cancelled.task),
      queue.run(never(), last.task),
    ];
    cancel.abort();
    await expect(runs[1]).rejects.toMatchObject({ name: 'AbortError' });
    first.finish();
    await runs[0];
    await Promise.resolve();
    expect([cancelled.started, last.started]).toEqual([false, true]);
  });

  it('goes on after a task that failed', async () => {
    const queue = new LoadQueue(1);
    await expect(queue.run(never(), () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(queue.run(never(), () => Promise.resolve('fine'))).resolves.toBe('fine');
  });
});
