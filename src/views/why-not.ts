import { messageOf } from '../shared/message-of.ts';
import { WorkerError } from '../shared/worker-error.ts';
import { texts } from './texts.ts';

/** Why something that was asked of the service worker did not work, as a sentence for people. */
export function whyNot(error: unknown): string {
  if (!(error instanceof WorkerError)) return texts.failed(messageOf(error));
  return texts.workerFailures[error.code ?? 'refused'];
}
