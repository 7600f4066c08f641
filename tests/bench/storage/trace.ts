import type { CDPSession } from 'playwright';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** In µs. */
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

/** How long each task of every service worker's thread takes, in ms, while `act` runs. */
export async function tasksOfWorkers(devTools: CDPSession, act: () => Promise<void>): Promise<number[]> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }) => {
    // Chromium's own format, of which only these fields are read.
    events.push(...(value as TraceEvent[]));
  };
  devTools.on('Tracing.dataCollected', collect);
  const includedCategories = ['toplevel', 'disabled-by-default-devtools.timeline', '__metadata'];
  await devTools.send('Tracing.start', { traceConfig: { includedCategories }, transferMode: 'ReportEvents' });
  try {
    await act();
  } finally {
    const complete = new Promise((resolve) => devTools.once('Tracing.tracingComplete', resolve));
    await devTools.send('Tracing.end');
    await complete;
    devTools.off('Tracing.dataCollected', collect);
  }
  const threads = events.filter(
    ({ name, args }) => name === 'thread_name' && /service ?worker/i.test(args?.name ?? ''),
  );
  const ofWorker = new Set(threads.map(({ pid, tid }) => `${pid} ${tid}`));
  if (ofWorker.size === 0) throw new Error('No service worker was seen.');
  return events
    .filter(({ name, ph, pid, tid }) => ph === 'X' && /RunTask$/.test(name) && ofWorker.has(`${pid} ${tid}`))
    .map(({ dur = 0 }) => dur / 1000);
}
