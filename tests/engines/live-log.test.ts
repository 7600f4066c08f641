import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Lab, startLab } from '../support/lab.ts';
import { inEveryEngine } from './in-every-engine.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab.close());

const NOTHING = { timers: 0, log: 0, filter: 0 };
const ONE_LOG = { timers: 1, log: 1, filter: 1 };

inEveryEngine((browser) => {
  beforeEach(async () => {
    await browser().open(`${lab.url}tests/engines/pages/live-log.html`);
    await browser().until(() => 'live' in globalThis);
  });

  const left = () => browser().evaluate(() => live.left);

  it('ends by itself when its element was removed and collected: no timer is left, and nobody listens', async () => {
    await browser().evaluate(() => live.open('log'));
    expect(await left()).toEqual(ONE_LOG);
    await browser().evaluate(() => live.remove('log'));
    await browser().untilCollected(() => live.isCollected('log'));
    await browser().until(() => live.left.timers === 0);
    expect(await left()).toEqual(NOTHING);
  });

  it('ends as well when all of the panel was removed, with the control that asks the filter', async () => {
    await browser().evaluate(() => {
      live.open('log', 'panel');
      live.record(1, 3);
      live.filter.choose({ title: 'photo 2' });
    });
    expect(await browser().evaluate(() => live.titles('log'))).toEqual(['photo 2']);
    await browser().evaluate(() => live.remove('log'));
    await browser().untilCollected(() => live.isCollected('log'));
    await browser().until(() => live.left.timers === 0);
    // The one is the control's, which holds nothing of the page.
    expect(await left()).toEqual({ ...NOTHING, filter: 1 });
  });

  it('goes on for as long as its element is in the page, whatever is collected beside it', async () => {
    await browser().evaluate(() => {
      live.open('log');
      live.open('other');
      live.remove('other');
    });
    await browser().untilCollected(() => live.isCollected('other'));
    await browser().until(() => live.left.timers === 1);
    expect(await left()).toEqual(ONE_LOG);
    await browser().evaluate(() => live.record(7));
    await browser().until(() => live.titles('log').at(-1) === 'photo 7');
    await browser().evaluate(() => live.filter.choose({ title: 'nothing' }));
    expect(await browser().evaluate(() => live.titles('log'))).toEqual([]);
  });

  it('would be seen here, if it held its element: one that does is never collected', async () => {
    await browser().evaluate(() => {
      for (const name of ['before', 'held', 'after']) live.open(name, name === 'held' ? 'held' : 'alone');
      for (const name of ['before', 'held', 'after']) live.remove(name);
    });
    await browser().untilCollected(() => live.isCollected('before') && live.isCollected('after'));
    await browser().until(() => live.left.log === 0);
    expect(await browser().evaluate(() => live.element('held') !== undefined)).toBe(true);
    expect(await left()).toEqual({ ...NOTHING, timers: 1 });
  });

  it('ends at once when its signal aborts, with the element still there', async () => {
    const after = await browser().evaluate(() => {
      live.open('log');
      live.page.abort();
      return live.left;
    });
    expect(after).toEqual(NOTHING);
  });

  it('keeps its end in sight, and what its reader scrolled back to, while the oldest lines go', async () => {
    await browser().evaluate(() => {
      live.open('log');
      live.record(0, 200);
    });
    await browser().until(() => live.titles('log').length === 200);
    expect((await browser().evaluate(() => live.sight('log'))).toEnd).toBeLessThan(2);
    await browser().evaluate(() => live.element('log')?.scrollTo(0, 2000));
    const { title } = await browser().evaluate(() => live.sight('log'));
    await browser().evaluate(() => live.record(200, 50));
    await browser().until(() => live.titles('log').at(-1) === 'photo 249');
    expect(await browser().evaluate(() => live.titles('log').at(0))).toBe('photo 50');
    expect((await browser().evaluate(() => live.sight('log'))).title).toBe(title);
  });
});
