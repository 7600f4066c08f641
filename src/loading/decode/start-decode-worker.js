import { trustedScriptUrl } from '../../shared/trusted-url.ts';
import url from './worker/decode-worker.ts?worker&url';
/** Starts the worker that decodes. @throws where the browser refuses workers. */
export function startDecodeWorker() {
    // The types know only strings as script URLs, but every engine with Trusted Types takes its own.
    return new Worker(trustedScriptUrl(url), { type: 'module', name: 'decode' });
}
