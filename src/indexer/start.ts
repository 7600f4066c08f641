import { realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApp } from './build-app.ts';
import { checkOutFolder, exportApp, OutFolderError } from './export-site.ts';
import { FolderError, findFiles } from './find-files.ts';
import { type IndexedLibrary, indexList, type LibraryPlace } from './index-folder.ts';
import { ListenError, listen } from './listen.ts';
import { HELP, type Options, parseOptions } from './options.ts';
import { Progress } from './progress.ts';
import { sampleList } from './samples.ts';
import { createServer } from './server.ts';
import type { SourceList } from './sources.ts';
import { summaryLines } from './summary.ts';

// The command `npm start`.
const PROJECT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const INTERRUPTED = 130;
// A terminal signals npm and all below it, and npm passes the signal on: one key may arrive twice.
const SAME_KEY_MS = 300;

type RunOptions = Extract<Options, { kind: 'run' }>;

const say = (line: string): unknown => process.stdout.write(`${line}\n`);
const complain = (line: string): unknown => process.stderr.write(`${line}\n`);

/** The first Ctrl-C asks to finish; the second ends the process, whose files are whole at any moment. */
function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  let firstAt = 0;
  const interrupt = (): void => {
    const now = performance.now();
    if (!controller.signal.aborted) {
      firstAt = now;
      controller.abort();
    } else if (now - firstAt > SAME_KEY_MS) {
      process.exit(INTERRUPTED);
    }
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return controller.signal;
}

/** What is to be indexed, and the path that tells its library from others. */
async function find({ folder, out }: RunOptions): Promise<{ list: SourceList; identity: string }> {
  if (folder === undefined) return { list: sampleList(), identity: 'samples' };
  const list = await findFiles(folder, out);
  return { list, identity: await realpath(folder) };
}

async function index(list: SourceList, identity: string, { out, noPlaces }: RunOptions, signal: AbortSignal) {
  const cache = process.env['AFTERIMAGE_CACHE'] ?? join(PROJECT, 'node_modules/.cache/afterimage');
  const place: LibraryPlace = { cache: resolve(cache), ...(out !== undefined && { out: resolve(out) }) };
  const observer = new Progress(process.stdout);
  const library = await indexList(identity, list, place, { signal, observer, places: !noPlaces });
  observer.end();
  for (const line of summaryLines(library)) say(line);
  return library;
}

async function serve(app: string, { library, originals }: IndexedLibrary, options: RunOptions, signal: AbortSignal) {
  const { address, close } = await listen(createServer({ app, library, originals }), options.host, options.port);
  say(`Afterimage is ready: ${address}`);
  await new Promise<void>((stop) => signal.addEventListener('abort', () => stop(), { once: true }));
  await close();
}

async function run(options: RunOptions): Promise<number> {
  const signal = untilInterrupted();
  if (options.out !== undefined) await checkOutFolder(options.out);
  const { list, identity } = await find(options);
  const { app, seconds } = await buildApp(PROJECT);
  if (seconds !== undefined) say(`Built the app in ${seconds.toFixed(1)} s`);
  if (signal.aborted) return INTERRUPTED;
  const library = await index(list, identity, options, signal);
  if (library.outcome === 'aborted') {
    say('Interrupted. The library holds what was done; the next run goes on from here.');
    return INTERRUPTED;
  }
  if (library.outcome === 'kept') {
    complain(`No photo is in ${options.folder ?? 'the samples'} now. The library that was made earlier is kept.`);
    complain(`To be rid of that library too, delete ${library.library}`);
    return 1;
  }
  if (library.photos === 0) {
    complain(`No photo was found in ${options.folder ?? 'the samples'}.`);
    return 1;
  }
  if (options.out === undefined) {
    await serve(app, library, options, signal);
  } else {
    await exportApp(app, resolve(options.out));
    say(`The site is in ${options.out}: upload it to any web server, object store or CDN.`);
  }
  return 0;
}

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  switch (options.kind) {
    case 'help':
      say(HELP);
      return 0;
    case 'wrong':
      complain(`${options.message}\nSee: npm start -- --help`);
      return 2;
    case 'run':
      try {
        return await run(options);
      } catch (error) {
        const isForUser =
          error instanceof FolderError || error instanceof OutFolderError || error instanceof ListenError;
        if (!isForUser) throw error;
        complain(error.message);
        return error instanceof ListenError ? 1 : 2;
      }
  }
}

process.exitCode = await main();
