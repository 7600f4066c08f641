import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Lab, startLab } from '../support/lab.ts';
import { inEveryEngine } from './in-every-engine.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab.close());

inEveryEngine((browser) => {
  beforeEach(() => browser().open(`${lab.url}tests/engines/pages/controls.html`));

  it('tells its version', () => {
    console.log(browser().version);
    expect(browser().version).toMatch(/^(?:Chrome|firefox|WebKitGTK)[/ ]\d+\.\d+/);
  });

  it('runs functions in the page, with arguments, and waits for what they promise', async () => {
    expect(await browser().evaluate(() => document.title)).toBe('Controls');
    expect(await browser().evaluate((a, b) => [a, b], 'text', { deep: [1, null] })).toEqual([
      'text',
      { deep: [1, null] },
    ]);
    expect(await browser().evaluate(() => Promise.resolve(7))).toBe(7);
  });

  it('hands on what a function throws', async () => {
    await expect(browser().evaluate(() => Promise.reject(new Error('not today')))).rejects.toThrow('not today');
  });

  it('waits for a condition', async () => {
    await browser().evaluate(() => {
      setTimeout(() => {
        document.title = 'Later';
      }, 100);
    });
    expect(await browser().until((title) => document.title === title && title.length, 'Later')).toBe(5);
  });

  it('clicks and types as a user does', async () => {
    await browser().click('button');
    for (const key of ['ArrowLeft', 'ArrowRight', 'Escape', 'o'] as const) await browser().press(key);
    const heard = await browser().evaluate(() => document.querySelector('output')?.textContent);
    expect(heard).toBe('click, ArrowLeft, ArrowRight, Escape, o');
  });

  it('takes pictures', async () => {
    const png = await browser().screenshot();
    expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
  });

  it('collects garbage when it is asked to', async () => {
    await browser().evaluate(() => {
      Object.assign(globalThis, { garbage: Array.from({ length: 10 }, () => new WeakRef({})) });
    });
    await browser().untilCollected(() => garbage.every((ref) => ref.deref() === undefined));
  });

  it('starts again with what was stored, and without the page', async () => {
    await browser().evaluate(async () => {
      localStorage.setItem('here', 'still');
      await (await caches.open('test')).put('/stored', new Response('still'));
    });
    await browser().restart();
    await browser().open(`${lab.url}tests/engines/pages/controls.html`);
    const stored = await browser().evaluate(async () => (await caches.match('/stored'))?.text());
    expect([stored, await browser().evaluate(() => localStorage.getItem('here'))]).toEqual(['still', 'still']);
    expect(await browser().evaluate(() => sessionStorage.length)).toBe(0);
  });
});

declare global {
  // What the test of collections puts there.
  var garbage: WeakRef<object>[];
}
