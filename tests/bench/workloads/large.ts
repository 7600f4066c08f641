import { resolve } from 'node:path';
import type { Page } from 'playwright';
import { buildApp } from '../../../src/indexer/build-app.ts';
import { SyntheticSite } from '../../support/synthetic-site.ts';
import { dragEndToEnd, heapMb, painted, type Ride, watch } from '../large-page.ts';
import { inFreshPage, openEmptyPage } from '../open-page.ts';
import { ratio, type Sample, sample } from '../statistics.ts';
import { inTurn, type Line, type Workload } from '../workload.ts';

const SMALL = 100;
const LARGE = 100_000;
/** As many as a page of plain images is made with. */
const PLAIN = 5_000;
const PEER = `${PLAIN} <img>`;
const DRAGS = 10;
const MOST_SLOWER = 1.2;
const MOST_HEAP_MB = 15;
const MOST_TASK_MS = 50;

/** A library of a lifetime. */
export const large: Workload = {
  name: 'large',
  feels: 'The more photos, the longer the app takes to open, and scrolling hangs.',
  measured:
    `The built app with ${SMALL} and with ${LARGE} photos, each in a fresh profile: from the start of the navigation until ` +
    'all thumbnails on the screen are painted; the heap after a collection then, JavaScript and DOM. Then the slider is dragged from end to end ' +
    `${DRAGS} times, a second each way: the longest task (Long Tasks API) and frames that were dropped (longer than one and a half). Beside it a ` +
    `page of ${PLAIN} <img loading="lazy"> of the same thumbnails, scrolled as far as often.`,
  run: async ({ browser, quick, rounds }) => {
    await buildApp(resolve(import.meta.dirname, '../../..'));
    const sites = { small: new SyntheticSite(SMALL), large: new SyntheticSite(quick ? LARGE / 10 : LARGE) };
    await Promise.all([sites.small.start(), sites.large.start()]);
    try {
      const heaps: Record<'small' | 'large', number[]> = { small: [], large: [] };
      const open = (size: 'small' | 'large') => () =>
        inFreshPage(browser, async (page) => {
          await page.goto(sites[size].url);
          const ms = await painted(page);
          heaps[size].push(await heapMb(page));
          return ms;
        });
      const times = await inTurn(rounds, open('large'), open('small'));
      const drags = quick ? 1 : DRAGS;
      const ride = await inFreshPage(browser, async (page) => {
        await page.goto(sites.large.url);
        await painted(page);
        return watch(page, () => dragEndToEnd(page, drags));
      });
      const plain = await inFreshPage(browser, (page) =>
        plainPage(page, sites.large.url, quick ? PLAIN / 10 : PLAIN, drags),
      );
      return {
        lines: [
          ...openingLines(sample(times.ours), sample(times.peer), plain),
          ...heapLines(heaps, plain),
          ...rideLines(ride, plain),
        ],
      };
    } finally {
      await Promise.all([sites.small.stop(), sites.large.stop()]);
    }
  },
};

function openingLines(ours: Sample, small: Sample, plain: Plain): Line[] {
  const slower = ratio(ours, small);
  return [
    {
      ...{ what: `first thumbnails of ${LARGE}`, unit: 'ms', better: 'less', ours },
      peer: { name: PEER, figure: sample([plain.ms]) },
    },
    { what: `first thumbnails of ${SMALL}`, unit: 'ms', better: 'less', ours: small },
    {
      ...{ what: 'the former to the latter', unit: 'x', better: 'less', ours: slower },
      target: { text: `<= ${MOST_SLOWER} x`, met: slower.median <= MOST_SLOWER },
    },
  ];
}

function heapLines(heaps: Record<'small' | 'large', readonly number[]>, plain: Plain): Line[] {
  const [ours, small] = [sample(heaps.large), sample(heaps.small)];
  const more = sample([ours.median - small.median]);
  return [
    {
      ...{ what: `heap with ${LARGE}`, unit: 'MB', better: 'less', ours },
      peer: { name: PEER, figure: sample([plain.heap]) },
    },
    {
      ...{ what: `more than with ${SMALL}`, unit: 'MB', better: 'less', ours: more },
      target: { text: `<= ${MOST_HEAP_MB} MB`, met: more.median <= MOST_HEAP_MB },
    },
  ];
}

function rideLines(ride: Ride, { ride: plain }: Plain): Line[] {
  const one = (value: number) => sample([value]);
  return [
    {
      ...{ what: 'longest task while dragging', unit: 'ms', better: 'less', ours: one(ride.longestTask) },
      peer: { name: PEER, figure: one(plain.longestTask) },
      target: { text: `<= ${MOST_TASK_MS} ms`, met: ride.longestTask <= MOST_TASK_MS },
    },
    {
      ...{ what: `dropped frames, of ${ride.frames} and ${plain.frames}`, unit: '', better: 'less' },
      ...{ ours: one(ride.dropped), peer: { name: PEER, figure: one(plain.dropped) } },
    },
  ];
}

interface Plain {
  readonly ride: Ride;
  readonly heap: number;
  /** Until the pictures on the screen were there. */
  readonly ms: number;
}

/** What one gets without any app. */
async function plainPage(page: Page, url: string, count: number, times: number): Promise<Plain> {
  await openEmptyPage(page, url);
  const ms = await page.evaluate(async (length) => {
    const begun = performance.now();
    const images = Array.from({ length }, (_, index) =>
      Object.assign(new Image(320, 240), { loading: 'lazy', src: `library/thumbnails/photo-${index}.jpg` }),
    );
    document.body.replaceChildren(...images);
    const seen = images.filter((image) => image.getBoundingClientRect().top < innerHeight);
    await Promise.all(seen.map((image) => image.complete || new Promise((resolve) => (image.onload = resolve))));
    return new Promise<number>((resolve) => requestAnimationFrame((now) => resolve(now - begun)));
  }, count);
  const heap = await heapMb(page);
  const ride = await watch(page, () =>
    page.evaluate(async (drags) => {
      const range = document.documentElement.scrollHeight - innerHeight;
      for (let drag = 0; drag < drags; drag += 1) {
        for (let step = 1; step <= 60; step += 1) {
          scrollTo(0, range * (drag % 2 === 0 ? step / 60 : 1 - step / 60));
          await new Promise(requestAnimationFrame);
        }
      }
    }, times),
  );
  return { ride, heap, ms };
}
