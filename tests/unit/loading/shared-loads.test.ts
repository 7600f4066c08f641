import { describe, expect, it } from 'vitest';
import { SharedLoads } from '../../../src/loading/shared-loads.ts';

class Result implements Disposable {
  disposed = 0;
  [Symbol.dispose]() {
    this.disposed += 1;
  }
}

/** A load that the test finishes by hand. */
function manualLoad() {
  const started: { signal: AbortSignal; resolve: (result: Result) => void; reject: (error: unknown) => void }[] = [];
  const start = (signal: AbortSignal) =>
    new Promise<Result>((resolve, reject) => {
      started.push({ signal, resolve, reject });
    });
  return { started, start };
}

const never = () => new AbortController().signal;

describe('shared loads', () => {
  it('begin one load for all who ask, and each takes its own part of the result', async () => {
    const loads = new SharedLoads<string, Result>();
    const { started, start } = manualLoad();
    let taken = 0;
    const asks = [1, 2, 3].map(() => loads.join('a', never(), start, () => ++taken));
    expect(started).toHaveLength(1);
    const result = new Result();
    started[0]?.resolve(result);
    expect(await Promise.all(asks)).toEqual([1, 2, 3]);
    expect(result.disposed).toBe(1);
  });

  it('go on while anybody waits, and are cancelled when the last one leaves', async () => {
    const loads = new SharedLoads<string, Result>();
    const { started, start } = manualLoad();
    const [first, second] = [new AbortController(), new AbortController()];
    const asks = [first, second].map(({ signal }) => loads.join('a', signal, start, () => 'taken'));
    first.abort();
    expect(started[0]?.signal.aborted).toBe(false);
    second.abort();
    expect(started[0]?.signal.aborted).toBe(true);
    for (const ask of asks) await expect(ask).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('begin anew after a cancelled one, whose late end changes nothing', async () => {
    const loads = new SharedLoads<string, Result>();
    const { started, start } = manualLoad();
    const leaver = new AbortController();
    const cancelled = loads.join('a', leaver.signal, start, () => 'old');
    leaver.abort();
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    const asked = loads.join('a', never(), start, () => 'new');
    const late = new Result();
    started[0]?.resolve(late);
    await Promise.resolve();
    const joined = loads.join('a', never(), start, () => 'joined');
    expect(started).toHaveLength(2);
    started[1]?.resolve(new Result());
    expect(await Promise.all([asked, joined])).toEqual(['new', 'joined']);
    expect(late.disposed).toBe(1);
  });

  it('tell a failure to everybody, and begin anew when asked again', async () => {
    const loads = new SharedLoads<string, Result>();
    const { started, start } = manualLoad();
    const asks = [1, 2].map(() => loads.join('a', never(), start, () => 'taken'));
    started[0]?.reject(new Error('gone'));
    for (const ask of asks) await expect(ask).rejects.toThrow('gone');
    void loads.join('a', never(), start, () => 'taken');
    expect(started).toHaveLength(2);
  });

  it('do not begin for somebody who has left already', async () => {
    const loads = new SharedLoads<string, Result>();
    const { started, start } = manualLoad();
    await expect(loads.join('a', AbortSignal.abort(), start, () => 'taken')).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(started).toHaveLength(0);
  });
});
