import type { CDPSession } from 'playwright/test';

/** What a worker answers to a command of the DevTools protocol. */
interface Answer {
  readonly id?: number;
  readonly result?: { readonly usedSize?: number };
  readonly error?: { readonly message: string };
}

/** Collections until what finalizers and their owners let go of is gone, too. */
const COLLECTIONS = 3;

/** Bytes of the heaps of the page's own workers, all together, after collections. */
export async function ownWorkersHeap(devTools: CDPSession): Promise<number> {
  const sessions: string[] = [];
  const note = ({ sessionId, targetInfo }: { sessionId: string; targetInfo: { type: string } }) => {
    if (targetInfo.type === 'worker') sessions.push(sessionId);
  };
  devTools.on('Target.attachedToTarget', note);
  // Attached are those that run already, before this is answered.
  await devTools.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  devTools.off('Target.attachedToTarget', note);
  const heaps: number[] = [];
  for (const session of sessions) heaps.push(await heapOf(devTools, session));
  await devTools.send('Target.setAutoAttach', { autoAttach: false, waitForDebuggerOnStart: false, flatten: false });
  return heaps.reduce((sum, bytes) => sum + bytes, 0);
}

/** Bytes of the heap of the service worker, after collections; not a number where none runs. `browser` is the browser's session. */
export async function serviceWorkerHeap(browser: CDPSession): Promise<number> {
  const { targetInfos } = await browser.send('Target.getTargets');
  const worker = targetInfos.find(({ type }) => type === 'service_worker');
  if (!worker) return Number.NaN;
  const { targetId } = worker;
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: false });
  const heap = await heapOf(browser, sessionId);
  // Who is watched is never stopped.
  await browser.send('Target.detachFromTarget', { sessionId });
  return heap;
}

async function heapOf(owner: CDPSession, sessionId: string): Promise<number> {
  for (let time = 0; time < COLLECTIONS; time += 1) await ask(owner, sessionId, 'HeapProfiler.collectGarbage');
  return (await ask(owner, sessionId, 'Runtime.getHeapUsage')).result?.usedSize ?? Number.NaN;
}

/** Sends a command to a worker, through the session of whoever it belongs to. */
async function ask(owner: CDPSession, sessionId: string, method: string): Promise<Answer> {
  const id = 1;
  const answering = new Promise<Answer>((resolve) => {
    const hear = (heard: { readonly sessionId: string; readonly message: string }) => {
      // The protocol says what it is.
      const answer = JSON.parse(heard.message) as Answer;
      if (heard.sessionId !== sessionId || answer.id !== id) return;
      owner.off('Target.receivedMessageFromTarget', hear);
      resolve(answer);
    };
    owner.on('Target.receivedMessageFromTarget', hear);
  });
  await owner.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
  return answering;
}
