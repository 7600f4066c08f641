import { trustedScriptUrl } from '../../shared/trusted-url.ts';
import heicUrl from './worker/heic-worker.ts?worker&url';
import importUrl from './worker/import-worker.ts?worker&url';

/** Starts a worker that looks at files and develops photos. @throws where the browser refuses workers. */
export function startImportWorker(): Worker {
  return start(importUrl, 'import');
}

/** Starts the worker that decodes HEIC: two megabytes, which are fetched only now. @throws where workers are refused. */
export function startHeicWorker(): Worker {
  return start(heicUrl, 'heic');
}

function start(url: string, name: string): Worker {
  // The types know only strings as script URLs, but every engine with Trusted Types takes its own.
  return new Worker(trustedScriptUrl(url) as string, { type: 'module', name });
}
