import { withPage } from '../open-page.ts';
import { ratio, sample } from '../statistics.ts';
import { inTurn, type Line, type Workload } from '../workload.ts';

const [FEW, MANY] = [2_000, 100_000] as const;
const PEEKS = 20_000;
const MOST_US = 20;
const MOST_GROWTH = 1.5;

/** Painting what is in memory. */
export const hits: Workload = {
  name: 'hits',
  feels: 'Scrolling over photos that were just seen stutters.',
  measured:
    `A hit: MemoryTier.peek with its release, in µs, the mean of ${PEEKS} in random order. In it: the lookup, the policy, ` +
    'the lease with its finalizer, and the garbage of all that. Not in it: the log of ImageLoader.peek. The peer is a look ' +
    "into the article's map of weak references, which counts nothing and promises nothing.",
  run: (bench) =>
    withPage(bench, 'hits', async (page) => {
      const many = bench.quick ? MANY / 10 : MANY;
      for (const keys of [FEW, many]) await page.evaluate((count) => hitsPage.fillHits(count), keys);
      const ours = (keys: number) => () =>
        page.evaluate(([count, peeks]) => hitsPage.timeOurHits(count, peeks), [keys, PEEKS] as const);
      const article = (keys: number) => () =>
        page.evaluate(([count, peeks]) => hitsPage.timeArticleHits(count, peeks), [keys, PEEKS] as const);
      // What is measured is compiled by then.
      await inTurn(2, ours(FEW), article(FEW));
      const [few, growth, ofArticle] = [
        await inTurn(bench.rounds, ours(FEW), article(FEW)),
        await inTurn(bench.rounds, ours(many), ours(FEW)),
        await inTurn(bench.rounds, ours(many), article(many)),
      ];
      const beside = (what: string, taken: { ours: number[]; peer: number[] }): Line => {
        const [figure, peers] = [sample(taken.ours), sample(taken.peer)];
        const peer = { name: 'article', figure: peers };
        return { what, unit: 'µs', better: 'less', ours: figure, peer, ratio: ratio(figure, peers) };
      };
      const first = beside(`${FEW} keys`, few);
      const grown = ratio(sample(growth.ours), sample(growth.peer));
      const lines: Line[] = [
        { ...first, target: { text: `<= ${MOST_US} µs`, met: first.ours.median <= MOST_US } },
        beside(`${many} keys`, ofArticle),
        {
          ...{ what: `${many} to ${FEW} keys`, unit: 'x', better: 'less', ours: grown },
          target: { text: `<= ${MOST_GROWTH} x`, met: grown.median <= MOST_GROWTH },
        },
      ];
      return { lines };
    }),
};
