/// <reference types="vite/client" />
import type { ImportRequest, Way } from './import-worker.ts';

const originals: Blob[] = [];
const workers: Worker[] = [];

/** Loads the photos that are to be imported, and starts workers. */
async function prepareImport(urls: readonly string[], workerCount: number): Promise<void> {
  originals.push(...(await Promise.all(urls.map(async (url) => (await fetch(url)).blob()))));
  for (let index = 0; index < workerCount; index += 1) {
    workers.push(new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module' }));
  }
}

/** Makes the renditions of all photos with so many workers, one photo at a time in each; gives photos a second. */
async function importRate(way: Way, workerCount: number): Promise<number> {
  const left = [...originals];
  const begun = performance.now();
  await Promise.all(
    workers.slice(0, workerCount).map(async (worker) => {
      for (let original = left.pop(); original; original = left.pop()) await develop(worker, { way, original });
    }),
  );
  return originals.length / ((performance.now() - begun) / 1000);
}

function develop(worker: Worker, request: ImportRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.onmessage = resolve;
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(request);
  });
}

const importing = { prepareImport, importRate };
declare global {
  // How the bench reaches it from inside `evaluate`.
  var importPage: typeof importing;
}
globalThis.importPage = importing;
