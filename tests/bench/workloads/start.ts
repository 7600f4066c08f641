import { sample } from '../statistics.ts';
import { storageSession } from '../storage/session.ts';
import { tasksOfWorkers } from '../storage/trace.ts';
import type { Workload } from '../workload.ts';

const STORED = 50_000;
const MOST_MS = 50;
/** What the worker does by itself after its first answer has begun by then. */
const AFTERWARDS_MS = 3_000;

/** The first thing that one does after a while. */
export const start: Workload = {
  name: 'start',
  feels: 'After a while without the app, its first answer hangs.',
  measured:
    `The app's service worker, ended before, starts with ${STORED} thumbnails in its books: it runs its script, answers "hello" and ` +
    '"figures", and looks for what a crash may have left. The longest single task on its thread within that and the ' +
    `${AFTERWARDS_MS / 1000} s after it (trace events RunTask), in ms; and how long until both answers were there, with the start.`,
  run: async (bench) => {
    const session = await storageSession(bench, 'growing');
    await session.fill('ours', bench.quick ? STORED / 100 : STORED);
    const { page, devTools } = session.party('ours');
    await page.bringToFront();
    const [longest, answered]: number[][] = [[], []];
    for (let round = 0; round < bench.rounds; round += 1) {
      await session.stopWorkers();
      const tasks = await tasksOfWorkers(devTools, async () => {
        answered?.push(await page.evaluate(() => oursPage.wake()));
        await new Promise((resolve) => setTimeout(resolve, bench.quick ? AFTERWARDS_MS / 10 : AFTERWARDS_MS));
      });
      longest?.push(Math.max(...tasks));
    }
    const ours = sample(longest ?? []);
    const target = { text: `<= ${MOST_MS} ms`, met: ours.most <= MOST_MS };
    return {
      lines: [
        { what: 'longest step', unit: 'ms', better: 'less', ours, target },
        { what: 'until it answered', unit: 'ms', better: 'less', ours: sample(answered ?? []) },
      ],
    };
  },
};
