import { describe, expect, it } from 'vitest';
import { SharedLoads } from '../../../src/loading/shared-loads.ts';
import type { Priority, Wish } from '../../../src/loading/wish.ts';

class Result implements Disposable {
  disposed = 0;
  [Symbol.dispose]() {
    this.disposed += 1;
  }
}

/** A load that the test finishes by hand. */
function manualLoad() {
  const started: { wish: Wish; resolve: (result: Result) => void; reject: (error: unknown) => void }[] = [];
  const start = (shared: Wish) =>
    new Promise<Result>((resolve, reject) => {
      started.push({ wish: shared, resolve, reject });
    });
  return { started, start };
}

function wish(signal = new AbortController().signal, priority: Priority = 'visible'): { priority: Priority } & Wish {
  return { signal, priority };
}

describe('shared loads', () => {
  it('begin one load for all who ask, and each takes its own part of the result', async () => {
    const loads = new SharedLoads<string, Result>();
    const { started, start } = manualLoad();
    let taken = 0;
    const asks = [1, 2, 3].map(() => loads.join('a', wish(), start, () => ++taken));
    expect(started).toHaveLength(1);
    const result = new Result();
    started[0]?.resolve(result);
    expect(await Promise.all(asks)).toEqual([1, 2, 3]);
    // It was taken, so it belongs to those who took it.
    expect(result.disposed).toBe(0);
  });

  it('go on while anybody waits, and are cancelled when the last one leaves', async () => {
    const loads = new SharedLoads<string, Result>();
    const { started, start } = manualLoad();
    const [first, second] = [new AbortController(), new AbortController()];
    const asks = [first, second].map(({ signal }) => loads.join('a', wish(signal), start, () => 'taken'));
    first.abort();
    expect(started[0]?.wish.signal.aborted).toBe(false);
    second.abort();
    expect(started[0]?.wish.signal.aborted).toBe(true);
    for (const ask of asks) await expect(ask).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('begin anew after a cancelled one, whose late end changes nothing', async () => {
    const loads = new SharedLoads<string, Result>();
    const { started, start } = manualLoad();
    const leaver = new AbortController();
    const cancelled = loads.join('a', wish(leaver.signal), start, () => 'old');
    leaver.abort();
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    const asked = loads.join('a', wish(), start, () => 'new');
    const late = new Result();
    started[0]?.resolve(late);
    await Promise.resolve();
    const joined = loads.join('a', wish(), start, () => 'joined');
    expect(started).toHaveLength(2);
    started[1]?.resolve(new Result());
    expect(await Promise.all([asked, joined])).toEqual(['new', 'joined']);
    expect(late.disposed).toBe(1);
  });

  it('tell a failure to everybody, and begin anew when asked again', async () => {
    const loads = new SharedLoads<string, Result>();
    const { started, start } = manualLoad();
    const asks = [1, 2].map(() => loads.join('a', wish(), start, () => 'taken'));
    started[0]?.reject(new Error('gone'));
    for (const ask of asks) await expect(ask).rejects.toThrow('gone');
    void loads.join('a', wish(), start, () => 'taken');
    expect(started).toHaveLength(2);
  });

  it('do not begin for somebody who has left already', async () => {
    const loads = new SharedLoads<string, Result>();
    const { started, start } = manualLoad();
    await expect(loads.join('a', wish(AbortSignal.abort()), start, () => 'taken')).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(started).toHaveLength(0);
  });

  it('are as urgent as the most urgent of those who ask, at any moment', async () => {
    const loads = new SharedLoads<string, Result>();
    const { started, start } = manualLoad();
    const [far, near] = [wish(undefined, 'prefetch'), wish(undefined, 'next')];
    const leaver = new AbortController();
    const asks = [loads.join('a', far, start, () => 'taken')];
    const shared = started[0]?.wish;
    expect(shared?.priority).toBe('prefetch');
    asks.push(loads.join('a', near, start, () => 'taken'));
    const left = loads.join('a', wish(leaver.signal, 'visible'), start, () => 'taken');
    expect(shared?.priority).toBe('visible');
    leaver.abort();
    expect(shared?.priority).toBe('next');
    far.priority = 'visible';
    expect(shared?.priority).toBe('visible');
    await expect(left).rejects.toMatchObject({ name: 'AbortError' });
    started[0]?.resolve(new Result());
    expect(await Promise.all(asks)).toEqual(['taken', 'taken']);
  });
});
