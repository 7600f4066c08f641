import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { isCutHeif } from '../shared/heif/box.ts';
import { heifColour } from '../shared/heif/colour.ts';
import type { HeicAnswer } from './heic-worker.ts';
import { displayP3Profile, MAX_PIXELS } from './pixels.ts';
import { ProblemError } from './problems.ts';
import { toTiff } from './tiff.ts';

const TIMEOUT_SECONDS = 60;
const DISPLAY_P3_PRIMARIES = 12;

/**
 * Decodes HEIC in worker threads, so that a second of WebAssembly stops neither the progress bar nor Ctrl-C.
 * Workers are started on demand, kept for the next photo, and thrown away when they hang.
 */
export class HeicDecoder {
  readonly #idle: Worker[] = [];

  /**
   * Decodes one file to an upright, uncompressed TIFF with its colour profile.
   *
   * @throws ProblemError for a file that is too large, broken, or takes more than a minute.
   */
  async decode(bytes: Buffer): Promise<Buffer> {
    if (isCutHeif(bytes)) throw new ProblemError({ reason: 'broken', detail: 'the file ends too early' });
    const answer = await this.#ask(bytes);
    switch (answer.kind) {
      case 'too-large':
        throw new ProblemError({ reason: 'too-large', width: answer.width, height: answer.height });
      case 'broken':
        throw new ProblemError({ reason: 'broken', detail: answer.detail });
      case 'pixels':
        return toTiff(answer, await profileOf(bytes));
    }
  }

  /** Ends the workers. */
  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()));
  }

  async #ask(bytes: Buffer): Promise<HeicAnswer> {
    const worker = this.#idle.pop() ?? startWorker();
    try {
      worker.postMessage({ bytes, maxPixels: MAX_PIXELS });
      // The only messages of this worker are answers, and it is asked one thing at a time.
      const [answer] = (await once(worker, 'message', { signal: AbortSignal.timeout(TIMEOUT_SECONDS * 1000) })) as [
        HeicAnswer,
      ];
      // After a broken file the memory of the WebAssembly cannot be trusted: that worker decodes nothing more.
      if (answer.kind === 'broken') await worker.terminate();
      else this.#idle.push(worker);
      return answer;
    } catch (error) {
      await worker.terminate();
      if (error instanceof Error && error.name === 'AbortError') {
        throw new ProblemError({ reason: 'stuck', seconds: TIMEOUT_SECONDS });
      }
      throw error;
    }
  }
}

function startWorker(): Worker {
  // libheif prints what it thinks of a broken file; the list of problems says it better, so its output is taken and let go.
  const worker = new Worker(new URL('./heic-worker-start.mjs', import.meta.url), { stdout: true, stderr: true });
  worker.stdout.resume();
  worker.stderr.resume();
  return worker;
}

async function profileOf(bytes: Buffer): Promise<Uint8Array | undefined> {
  const { profile, primaries } = heifColour(bytes);
  if (profile !== undefined) return profile;
  return primaries === DISPLAY_P3_PRIMARIES ? displayP3Profile() : undefined;
}
