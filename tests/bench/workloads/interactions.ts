import { interactionsOfLastRun } from '../../support/interactions.ts';
import { percentile, sample } from '../statistics.ts';
import type { Workload } from '../workload.ts';

const MOST_MS = 100;

/** Whatever somebody presses. */
export const interactions: Workload = {
  name: 'interactions',
  feels: 'One presses, and for a moment does not know whether it was noticed.',
  measured:
    'From pressing, touching or typing until the next frame is on the screen (Event Timing, in steps of 8 ms), of every interaction in the ' +
    'end-to-end tests. They are not run here: these are those of the last `npm test`, with its own Chromium. There is no peer.',
  run: async () => {
    const taken = await interactionsOfLastRun();
    if (taken.length === 0) return { lines: [], notes: ['There are none: `npm test` was not run before.'] };
    const [p50, p95] = [percentile(taken, 0.5), percentile(taken, 0.95)];
    const about = { unit: 'ms', better: 'less' } as const;
    return {
      lines: [
        { what: `the median of ${taken.length}`, ...about, ours: sample([p50]) },
        {
          ...{ what: '95th percentile', ...about, ours: sample([p95]) },
          target: { text: `<= ${MOST_MS} ms`, met: p95 <= MOST_MS },
        },
      ],
    };
  },
};
