import { LoadError } from '../loading/load-error.ts';
import { LibraryError } from '../shared/parse-library.ts';
import { WorkerError } from '../shared/worker-error.ts';
import { texts } from './texts.ts';

/** Why something did not work, as a sentence for people. What none of ours is, only its author understands. */
export function whyNot(error: unknown): string {
  if (error instanceof LoadError) return texts.loadFailures[error.reason];
  if (error instanceof LibraryError) return texts.libraryFailures[error.reason];
  if (error instanceof WorkerError) return texts.workerFailures[error.code ?? 'refused'];
  console.error(error);
  return texts.failed;
}
