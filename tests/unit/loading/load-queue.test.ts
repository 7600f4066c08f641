import { describe, expect, it, vi } from 'vitest';
import { LoadQueue } from '../../../src/loading/load-queue.ts';
import type { Priority, Wish } from '../../../src/loading/wish.ts';

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

function wish(priority: Priority = 'visible', signal = new AbortController().signal): { priority: Priority } & Wish {
  return { priority, signal };
}

describe('the load queue', () => {
  it('runs at most so many tasks at once, in the order of asking', async () => {
    const queue = new LoadQueue(2);
    const tasks = [manualTask(), manualTask(), manualTask()] as const;
    const runs = tasks.map(({ task }) => queue.run(wish(), task));
    expect(tasks.map(({ started }) => started)).toEqual([true, true, false]);
    tasks[1].finish();
    await runs[1];
    await vi.waitUntil(() => tasks[2].started);
  });

  it('never starts a task that was cancelled while it waited', async () => {
    const queue = new LoadQueue(1);
    const [first, cancelled, last] = [manualTask(), manualTask(), manualTask()];
    const cancel = new AbortController();
    const runs = [
      queue.run(wish(), first.task),
      queue.run(wish('visible', cancel.signal), cancelled.task),
      queue.run(wish(), last.task),
    ];
    cancel.abort();
    await expect(runs[1]).rejects.toMatchObject({ name: 'AbortError' });
    first.finish();
    await runs[0];
    await vi.waitUntil(() => last.started);
    expect(cancelled.started).toBe(false);
  });

  it('goes on after a task that failed', async () => {
    const queue = new LoadQueue(1);
    await expect(queue.run(wish(), () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(queue.run(wish(), () => Promise.resolve('fine'))).resolves.toBe('fine');
  });

  it('starts the most urgent first, and equals in the order of asking', async () => {
    const queue = new LoadQueue(1);
    const order: string[] = [];
    const task = (name: string) => async () => {
      order.push(name);
    };
    const first = manualTask();
    const runs = [
      queue.run(wish(), first.task),
      queue.run(wish('prefetch'), task('far')),
      queue.run(wish('next'), task('next')),
      queue.run(wish('visible'), task('seen')),
      queue.run(wish('visible'), task('seen too')),
    ];
    first.finish();
    await Promise.all(runs);
    expect(order).toEqual(['seen', 'seen too', 'next', 'far']);
  });

  it('follows a priority that changes while it waits', async () => {
    const queue = new LoadQueue(1);
    const order: string[] = [];
    const first = manualTask();
    const late = wish('prefetch');
    const runs = [
      queue.run(wish(), first.task),
      queue.run(wish('next'), async () => void order.push('next')),
      queue.run(late, async () => void order.push('late')),
    ];
    late.priority = 'visible';
    first.finish();
    await Promise.all(runs);
    expect(order).toEqual(['late', 'next']);
  });

  it('keeps places free for what is visible', async () => {
    const queue = new LoadQueue(2, 1);
    const [first, second, visible] = [manualTask(), manualTask(), manualTask()];
    const runs = [queue.run(wish('prefetch'), first.task), queue.run(wish('next'), second.task)];
    expect([first.started, second.started]).toEqual([true, false]);
    runs.push(queue.run(wish('visible'), visible.task));
    expect(visible.started).toBe(true);
    for (const { finish } of [first, visible, second]) finish();
    await Promise.all(runs);
  });

  it('lets whoever cancels go on at once, but keeps the place until the task has ended', async () => {
    const queue = new LoadQueue(1);
    const [stubborn, next] = [manualTask(), manualTask()];
    const cancel = new AbortController();
    const run = queue.run(wish('visible', cancel.signal), stubborn.task);
    const following = queue.run(wish(), next.task);
    cancel.abort();
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(next.started).toBe(false);
    stubborn.finish();
    await vi.waitUntil(() => next.started);
    next.finish();
    await following;
  });
});
