import { makeRenditions } from '../../../src/indexer/renditions.ts';
import { type Encoding, perhapsSmall, photograph } from '../corpus.ts';
import { withPage } from '../open-page.ts';
import type { Opening } from '../pages/opening.ts';
import type { PhotoPlan } from '../pages/our-tiers.ts';
import { ratio, type Spread, sample } from '../statistics.ts';
import { type Bench, inTurn, type Line, type Workload } from '../workload.ts';

const SIZE = { width: 5472, height: 3648 };
/** Noise in the measurement that is no loss. */
const NEVER_SLOWER = 1.03;

/** Enough to show that both ways run. */
const QUICK_CASES = 2;

interface Case {
  readonly what: string;
  readonly encoding: Encoding;
  readonly hasScreen: boolean;
  readonly peer: '<img>' | ResizeQuality;
  /** The most that ours may take, to the peer. */
  readonly most: number;
}

const ENCODINGS: readonly (readonly [string, Encoding, number])[] = [
  ['baseline JPEG, 2.3 bits/px,', 'jpeg', 0.5],
  ['baseline JPEG, 1.3 bits/px,', 'small-jpeg', 0.5],
  ['progressive JPEG', 'progressive-jpeg', NEVER_SLOWER],
  ['PNG', 'png', NEVER_SLOWER],
  ['WebP', 'webp', NEVER_SLOWER],
  ['AVIF', 'avif', NEVER_SLOWER],
];

const CASES: readonly Case[] = [
  { what: 'JPEG with a screen rendition', encoding: 'jpeg', hasScreen: true, peer: '<img>', most: 0.3 },
  ...(['low', 'high'] as const).flatMap((peer) =>
    ENCODINGS.map(([what, encoding, most]) => ({
      ...{ what: `${what} without one, quality "${peer}"`, encoding, hasScreen: false, peer, most },
    })),
  ),
];

/** Opening a photo of 20 megapixels. */
export const opening: Workload = {
  name: 'opening',
  feels: 'The photo that one taps stays blurred.',
  measured:
    'A photo of 20 MP, from asking until the frame is presented that shows it sharp, 1500 px wide (element timing of a text ' +
    'put beside it), and until there are pixels to draw ("decoded"). Everything comes from a server on this machine, past ' +
    'the HTTP cache. Ours: ImageLoader.load(photo, "screen"), then drawImage; without a rendition it decodes ' +
    'the original. <img>: decode() of the original, then into the page. Else: fetch, createImageBitmap with resizeWidth 1500, ' +
    'drawImage; resizeQuality "low" is what browsers do unasked, and leaves pixels out; "high" looks as ours does.',
  run: (bench) =>
    withPage(bench, 'opening', async (page) => {
      const lines: Line[] = [];
      for (const each of bench.quick ? CASES.slice(0, QUICK_CASES) : CASES) {
        const photos = await serve(bench, each);
        const openOurs = (round: number) => page.evaluate((plan) => openingPage.openOurs(plan), photos(round));
        const openPeers = (round: number) =>
          each.peer === '<img>'
            ? page.evaluate((url) => openingPage.openImage(url), photos(round).full)
            : page.evaluate(([url, quality]) => openingPage.openResized(url, quality), [
                photos(round).full,
                each.peer,
              ] as const);
        // The first of each starts the worker and warms up the browser.
        await openOurs(bench.rounds);
        await openPeers(bench.rounds);
        const taken = await inTurn(bench.rounds, openOurs, openPeers);
        lines.push(...linesOf(each, taken));
      }
      return { lines };
    }),
};

/** Serves the picture once for each round and the warm-up, so that no cache of the browser knows it. */
async function serve({ lab, quick, rounds }: Bench, { encoding, hasScreen, peer }: Case) {
  const { type, bytes, ...size } = await photograph('coffee-beans', perhapsSmall(SIZE, quick), encoding);
  const screen = hasScreen ? (await makeRenditions(bytes, 'image/jpeg')).screen : undefined;
  const plans = Array.from({ length: rounds + 1 }, (_, index): PhotoPlan => {
    const name = `opening-${encoding}-${peer}-${index}`;
    return {
      ...{ index, ...size },
      full: lab.serve(name, type, bytes),
      screen: screen ? lab.serve(`${name}-screen`, 'image/jpeg', screen) : null,
    };
  });
  return (round: number) => {
    const plan = plans[round];
    if (!plan) throw new Error(`Nothing was served for round ${round}.`);
    return plan;
  };
}

function linesOf({ what, peer, most }: Case, taken: { ours: Opening[]; peer: Opening[] }): Line[] {
  const line = (key: keyof Opening): Line & { readonly ratio: Spread } => {
    const [ours, figure] = [sample(taken.ours.map((each) => each[key])), sample(taken.peer.map((each) => each[key]))];
    return {
      what,
      unit: 'ms',
      better: 'less',
      ours,
      peer: { name: peer === '<img>' ? peer : 'createImageBitmap', figure },
      ratio: ratio(ours, figure),
    };
  };
  const shown = line('shownMs');
  const text = most === NEVER_SLOWER ? 'not slower' : `<= ${most} x`;
  return [
    { ...shown, what: `${what}, shown`, target: { text, met: shown.ratio.median <= most } },
    { ...line('decodedMs'), what: `${what}, decoded`, detail: true },
  ];
}
