import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { buildApp } from '../../../src/indexer/build-app.ts';
import { indexFolder } from '../../../src/indexer/index-folder.ts';
import { Site, withTemporaryFolder } from '../../support/site.ts';
import { CAMERA_SIZES, perhapsSmall, photograph, SUBJECTS } from '../corpus.ts';
import { inFreshPage, openEmptyPage } from '../open-page.ts';
import { GALLERY, type GallerySource, type Walker, watchGallery, watchViewer } from '../pages/next.ts';
import { percentile, sample } from '../statistics.ts';
import type { Bench, Line, Workload } from '../workload.ts';

const STEPS = { ours: 200, peer: 50, quick: 4 };
const PAUSE_MS = { usual: 1000, quick: 100 };
/** Most people go on; some turn round to look again. */
const RUNS = { forward: 7, back: 3 };
const MOST = 95;

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly screen: string;
  readonly original: string;
}

/** What came of the steps. */
interface Walked {
  /** Share of the steps, in percent. */
  readonly sharp: number;
  /** From each key until its frame was on the screen, in ms; what was below 16 ms counts as 16, as browsers do not tell. */
  readonly frames: readonly number[];
}

/** Looking at one photo after the other. */
export const next: Workload = {
  name: 'next',
  feels: 'Each photo is blurred at first, or the screen hangs before it comes.',
  measured:
    `The built app with ${CAMERA_SIZES.length * SUBJECTS.length * 2} photos of 8 to 24 MP: ${STEPS.ours} steps by the arrow keys after pauses of 1 s, ` +
    `${RUNS.forward} forward and ${RUNS.back} back in turn. Counted are steps where, in the first animation frame after the key, ` +
    'the viewer holds the right photo for the screen or in full, painted from memory (data-tier, and its pixels are not ' +
    'blank). The peers are a page with one <img decoding="sync">, which loads both neighbours by new Image() once a photo is there; what ' +
    `counts is that the new <img> is complete in that frame, ${STEPS.peer} steps. Beside it, from the key until that frame was on the screen ` +
    '(Event Timing, in steps of 8 ms, 95th percentile), which has the decoding of the <img> in it.',
  run: (bench) =>
    withTemporaryFolder(async (folder) => {
      const { app } = await buildApp(resolve(import.meta.dirname, '../../..'));
      await writePhotos(folder, bench.quick);
      const site = new Site(await indexFolder(folder, { cache: join(folder, '.cache') }), app);
      await site.start();
      try {
        const photos = await list(site.url);
        const ours = await walkOurs(bench, site.url, photos);
        const screens = await walkGallery(bench, site.url, photos, 'screen');
        const originals = await walkGallery(bench, site.url, photos, 'original');
        return { lines: [...linesOf(ours, screens, '<img>, 2048 px'), ...linesOf(ours, originals, '<img>, original')] };
      } finally {
        await site.stop();
      }
    }),
};

function linesOf(ours: Walked, peer: Walked, name: string): Line[] {
  const target = { text: `>= ${MOST} %`, met: ours.sharp >= MOST };
  const until = ({ frames }: Walked) => sample([percentile(frames, 0.95)]);
  return [
    {
      ...{ what: 'sharp in the next frame', unit: '%', better: 'more', ours: sample([ours.sharp]), target },
      peer: { name, figure: sample([peer.sharp]) },
    },
    {
      ...{ what: 'until that frame, 95th percentile', unit: 'ms', better: 'less', ours: until(ours) },
      peer: { name, figure: until(peer) },
    },
  ];
}

/** Each subject in each size, and the other way round. */
async function writePhotos(folder: string, quick: boolean): Promise<void> {
  for (const size of CAMERA_SIZES) {
    for (const subject of SUBJECTS) {
      const { bytes } = await photograph(subject, perhapsSmall(size, quick));
      const name = join(folder, `${subject} ${size.width}`);
      await writeFile(`${name}.jpg`, bytes);
      await writeFile(`${name} turned.jpg`, await sharp(bytes).flop().jpeg({ quality: 88 }).toBuffer());
    }
  }
}

/** The photos in the order of the app. */
async function list(url: string): Promise<Listed[]> {
  const read = async (path: string) => (await fetch(new URL(path, `${url}library/`))).json();
  const { sections }: { sections: { href: string }[] } = await read('library.json');
  const months: { photos: Listed[] }[] = await Promise.all(sections.map(({ href }) => read(href)));
  return months.flatMap(({ photos }) => photos);
}

function walkOurs(bench: Bench, url: string, photos: readonly Listed[]): Promise<Walked> {
  return inFreshPage(bench.browser, async (page) => {
    await page.goto(`${url}photo/${photos[0]?.id}`);
    await page.locator('.viewer-picture[data-state=screen], .viewer-picture[data-state=full]').waitFor();
    await page.evaluate(watchViewer);
    return walk(bench, page, photos, STEPS.ours);
  });
}

function walkGallery(bench: Bench, url: string, photos: readonly Listed[], rendition: GallerySource): Promise<Walked> {
  return inFreshPage(bench.browser, async (page) => {
    await openEmptyPage(page, url);
    const urls = photos.map((photo) => new URL(photo[rendition], `${url}library/sections/`).href);
    await page.evaluate(watchGallery, urls);
    await page.locator(`#${GALLERY}`).waitFor();
    return walk(bench, page, photos, STEPS.peer);
  });
}

/** Goes so many steps, as somebody would who looks at each photo. */
async function walk({ quick }: Bench, page: Page, photos: readonly Listed[], steps: number): Promise<Walked> {
  const pause = quick ? PAUSE_MS.quick : PAUSE_MS.usual;
  const plan = planOf(photos.length, quick ? STEPS.quick : steps);
  // What is loaded ahead of the first photo, and the service worker, have their time.
  await page.waitForTimeout(3 * pause);
  for (const { key, to } of plan) {
    await page.waitForTimeout(pause);
    await page.evaluate((title) => walker.expect(title), photos[to]?.title ?? '');
    await page.keyboard.press(key);
  }
  await page.waitForTimeout(pause);
  const { sharp, slow } = await page.evaluate(() => walker.seen);
  const quickFrames = Array.from({ length: Math.max(0, plan.length - slow.length) }, () => 16);
  return { sharp: (100 * sharp) / plan.length, frames: [...slow, ...quickFrames] };
}

function planOf(count: number, steps: number): { key: 'ArrowRight' | 'ArrowLeft'; to: number }[] {
  let [at, way, left] = [0, 1, RUNS.forward];
  return Array.from({ length: steps }, () => {
    if (left === 0 || at + way < 0 || at + way >= count) {
      way = -way;
      left = way > 0 ? RUNS.forward : RUNS.back;
    }
    at += way;
    left -= 1;
    return { key: way > 0 ? ('ArrowRight' as const) : ('ArrowLeft' as const), to: at };
  });
}

declare global {
  // How the bench reaches it from inside `evaluate`.
  var walker: Walker;
}
