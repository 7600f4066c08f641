import { withPage } from '../open-page.ts';
import { ratio, sample } from '../statistics.ts';
import { inTurn, type Line, type Workload } from '../workload.ts';

const [FEW, MANY] = [2_000, 100_000] as const;
const LOOKS = 20_000;
const MOST_US = 20;
const MOST_GROWTH = 1.5;

/** Painting what is in memory. */
export const hits: Workload = {
  name: 'hits',
  feels: 'Scrolling over photos that were just seen stutters.',
  measured:
    `A hit: MemoryTier.peek with its release, in µs, the mean of ${LOOKS} in random order. In it: the lookup, the policy, ` +
    'the lease with its finalizer, and the garbage of all that. Not in it: the log of ImageLoader.peek. The peers: a look ' +
    "into the article's map of weak references, which counts nothing and promises nothing, and one into an LRU of as many bytes. Growth: the same with many keys, " +
    `once with all of them in turn, once with ${FEW} of them, as somebody does who looks at a part of a library.`,
  run: (bench) =>
    withPage(bench, 'hits', async (page) => {
      const many = bench.quick ? MANY / 10 : MANY;
      for (const keys of [FEW, many]) await page.evaluate((count) => hitsPage.fillHits(count), keys);
      const ours = (keyCount: number, among: number) => () =>
        page.evaluate((looks) => hitsPage.timeOurHits(looks), { keyCount, among, looks: LOOKS });
      const article = (keyCount: number, among: number) => () =>
        page.evaluate((looks) => hitsPage.timeArticleHits(looks), { keyCount, among, looks: LOOKS });
      const lru = (keyCount: number, among: number) => () =>
        page.evaluate((looks) => hitsPage.timeLruHits(looks), { keyCount, among, looks: LOOKS });
      // What is measured is compiled by then.
      for (const peer of [article, lru]) await inTurn(2, ours(FEW, FEW), peer(FEW, FEW));

      const beside = async (keys: number, name: string, other: typeof lru): Promise<Line> => {
        const taken = await inTurn(bench.rounds, ours(keys, keys), other(keys, keys));
        const [figure, peers] = [sample(taken.ours), sample(taken.peer)];
        const peer = { name, figure: peers };
        return { what: `${keys} keys`, unit: 'µs', better: 'less', ours: figure, peer, ratio: ratio(figure, peers) };
      };
      const growth = async (what: string, among: number): Promise<Line> => {
        const taken = await inTurn(bench.rounds, ours(many, among), ours(FEW, FEW));
        const grown = ratio(sample(taken.ours), sample(taken.peer));
        const target = { text: `<= ${MOST_GROWTH} x`, met: grown.median <= MOST_GROWTH };
        return { what, unit: 'x', better: 'less', ours: grown, target };
      };
      const few = await beside(FEW, 'article', article);
      const lines = [
        { ...few, target: { text: `<= ${MOST_US} µs`, met: few.ours.median <= MOST_US } },
        await beside(FEW, 'LRU of the same bytes', lru),
        await beside(many, 'article', article),
        await beside(many, 'LRU of the same bytes', lru),
        await growth(`growth to ${many} keys`, many),
        await growth(`growth to ${FEW} of ${many} keys`, FEW),
      ];
      return { lines };
    }),
};
