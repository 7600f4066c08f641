/** What the built file of the worker that decodes HEIC is called, before the hash. */
export const HEIC_WORKER = 'heic-worker';
