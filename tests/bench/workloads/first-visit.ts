import { resolve } from 'node:path';
import type { Result } from 'lighthouse';
import { buildApp } from '../../../src/indexer/build-app.ts';
import { CATEGORIES, type Category, describe, Lighthouse, PAGES, score } from '../../support/lighthouse.ts';
import { servePlainPages } from '../peers/plain-pages.ts';
import { sample } from '../statistics.ts';
import type { Line, Workload } from '../workload.ts';

const BEST = 100;

/** Whoever comes for the first time, with a phone. */
export const firstVisit: Workload = {
  name: 'first-visit',
  feels: 'Whoever follows a link to a photo looks at an empty page, and what they tap does nothing yet.',
  measured:
    'Scores of Lighthouse, of 100, in its default settings: a first visit on a phone, its processor and its network simulated. The built app with ' +
    'the sample library, in a Chromium of its own. A third of the rounds that others have. Beside the library and the ' +
    'photo a page with nothing but the same pictures in <img>; the storage page has no peer.',
  run: async ({ quick, rounds }) => {
    if (quick) return { lines: [], notes: ['Left out of a quick run: `npm test` has the same as a gate.'] };
    const { app } = await buildApp(resolve(import.meta.dirname, '../../..'));
    const pages = Object.entries(PAGES);
    const count = Math.round(rounds / 3);
    const lighthouse = await Lighthouse.start(app);
    const plain = await servePlainPages(lighthouse.url);
    const peers = new Map([
      ['the library', plain.gallery],
      ['a photo', plain.photo],
    ]);
    try {
      const lines: Line[] = [];
      const notes: string[] = [];
      for (const [name, path] of pages) {
        const [runs, others]: [Result[], Result[]] = [[], []];
        const peer = peers.get(name);
        for (let round = 0; round < count; round += 1) {
          runs.push(await lighthouse.look(path));
          if (peer) others.push(await lighthouse.lookAt(peer));
        }
        lines.push(...CATEGORIES.map((category) => lineOf(name, category, runs, others)));
        notes.push(
          ...runs.map((run) => `${name}: ${describe(run)}`),
          ...others.map((run) => `plain: ${describe(run)}`),
        );
      }
      return { lines, notes };
    } finally {
      await plain.close();
      await lighthouse.end();
    }
  },
};

function lineOf(page: string, category: Category, runs: readonly Result[], others: readonly Result[]): Line {
  const scores = (of: readonly Result[]) => sample(of.map((run) => score(run, category)));
  const ours = scores(runs);
  return {
    ...{ what: `${page}: ${category}`, unit: '', better: 'more', ours },
    ...(others.length > 0 && { peer: { name: 'plain <img>', figure: scores(others) } }),
    target: { text: `${BEST}`, met: ours.median >= BEST },
  };
}
