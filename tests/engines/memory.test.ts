import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Lab, startLab } from '../support/lab.ts';
import { inEveryEngine } from './in-every-engine.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab.close());

/** In pictures. As many may be weak as a sixteenth of it: two. */
const BUDGET = 32;
const TWO_TOO_MANY = Array.from({ length: BUDGET + 2 }, (_, index) => `photo ${index}`);

inEveryEngine((browser) => {
  beforeEach(async () => {
    await browser().open(`${lab.url}tests/engines/pages/memory.html`);
    await browser().until(() => 'startMemory' in globalThis);
  });

  const putTwoTooMany = (finalizers: 'prompt' | 'late') =>
    browser().evaluate(
      async (budget, keys, when) => {
        startMemory(budget, when);
        await memory.put(...keys);
      },
      BUDGET,
      TWO_TOO_MANY,
      finalizers,
    );

  it('what is over the budget is really collected, and the rest is not', async () => {
    await putTwoTooMany('prompt');
    await browser().untilCollected(() => {
      memory.tier.probe();
      return memory.tier.weak.count === 0;
    });
    const { books, collected, here } = await browser().evaluate((keys) => {
      const here = keys.filter((key) => {
        const lease = memory.peek(key);
        lease?.release();
        return lease;
      });
      return { books: memory.books(), collected: memory.collected, here };
    }, TWO_TOO_MANY);
    expect(books).toEqual({ leased: 0, retained: BUDGET, weak: 0 });
    expect(collected).toHaveLength(2);
    expect([...here, ...collected].sort()).toEqual([...TWO_TOO_MANY].sort());
  });

  it('a picture that somebody draws outlives any collection', async () => {
    await browser().evaluate(async () => {
      startMemory(0);
      memory.held.push(await memory.add('drawn'));
      await memory.put('not drawn');
    });
    await browser().untilCollected(() => {
      memory.tier.probe();
      return memory.collected.includes('not drawn');
    });
    expect(await browser().evaluate(() => memory.books())).toEqual({ leased: 1, retained: 0, weak: 0 });
    expect(await browser().evaluate(() => memory.held.map(({ value }) => value.width))).toEqual([1000]);
  });

  it('a weak picture that is asked for in time is kept from the collector', async () => {
    await browser().evaluate(async () => {
      startMemory(0);
      const lease = await memory.add('second chance');
      // In one job, so that the engine cannot be faster.
      lease.release();
      if (memory.tier.weak.count !== 1) throw new Error('It did not become weak.');
      const again = memory.peek('second chance');
      if (!again) throw new Error('It is gone.');
      memory.held.push(again);
      await memory.put('no second chance');
    });
    await browser().untilCollected(() => {
      memory.tier.probe();
      return memory.collected.length > 0;
    });
    expect(await browser().evaluate(() => memory.collected)).toEqual(['no second chance']);
    expect(await browser().evaluate(() => memory.held.map(({ value }) => value.width))).toEqual([1000]);
  });

  it('the finalizers alone keep the books', async () => {
    await putTwoTooMany('prompt');
    await browser().untilCollected(() => memory.collected.length === 2);
    expect(await browser().evaluate(() => memory.books())).toEqual({ leased: 0, retained: BUDGET, weak: 0 });
  });

  it('the books do not need the finalizers', async () => {
    await putTwoTooMany('late');
    await browser().untilCollected(() => {
      memory.tier.probe();
      return memory.collected.length === 2;
    });
    await browser().evaluate(() => memory.finalizers.run());
    expect(await browser().evaluate(() => memory.books())).toEqual({ leased: 0, retained: BUDGET, weak: 0 });
    expect(await browser().evaluate(() => memory.collected)).toHaveLength(2);
  });

  it('a key that is filled again between collection and finalizer keeps its new picture', async () => {
    await browser().evaluate(async () => {
      startMemory(0, 'late');
      await memory.put('again');
    });
    await browser().untilCollected(() => memory.finalizers.due === 1);
    await browser().evaluate(async () => {
      memory.held.push(await memory.add('again'));
      memory.finalizers.run();
    });
    expect(await browser().evaluate(() => memory.books())).toEqual({ leased: 1, retained: 0, weak: 0 });
    expect(await browser().evaluate(() => memory.peek('again')?.value === memory.held[0]?.value)).toBe(true);
  });

  it('a lease that somebody dropped is found, and given back', async () => {
    await browser().evaluate(async () => {
      startMemory(1);
      await memory.add('dropped');
    });
    await browser().untilCollected(() => memory.forgotten === 1);
    expect(await browser().evaluate(() => memory.books())).toEqual({ leased: 0, retained: 1, weak: 0 });
  });
});
