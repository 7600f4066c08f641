import { LoadError } from '../../../loading/load-error.ts';
import type { WorkerAnswer } from '../import-messages.ts';
import { ImportError, type ImportProblem } from '../import-problem.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Has this worker answer each request, well or badly. */
export function answerWith<Q, T>(work: (request: Q) => Promise<T>): void {
  self.addEventListener('message', ({ data }: MessageEvent<Q>) => {
    work(data).then(
      (value) => self.postMessage({ ok: true, value } satisfies WorkerAnswer<T>),
      (error: unknown) =>
        self.postMessage({ ok: false, problem: problemOf(error), cause: String(error) } satisfies WorkerAnswer<T>),
    );
  });
}

function problemOf(error: unknown): ImportProblem {
  if (error instanceof ImportError) return error.problem;
  if (error instanceof LoadError && error.reason === 'too-large') return 'too-large';
  return 'cannot-decode';
}
