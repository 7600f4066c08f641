import { parseArgs } from 'node:util';
import { messageOf } from '../shared/message-of.ts';

/** The command line of `npm start`, understood. */
export type Options =
  | { kind: 'help' }
  | { kind: 'wrong'; message: string }
  | { kind: 'run'; folder?: string; out?: string; noPlaces?: true; port: number; host: string };

const DEFAULT_PORT = 4173;

export const HELP = `Indexes a folder of photos and serves it as a photo app.

  npm start                          the sample photos
  npm start -- <folder>              your own photos; nothing in the folder is changed
  npm start -- <folder> --out <dir>  writes app, library and originals as a static site, and ends

  --port N   port to serve at (default ${DEFAULT_PORT}; 0 finds a free one)
  --host H   host to serve at (default localhost; 0.0.0.0 lets other machines in)
  --out DIR  folder for the static site; new, empty, or written by this command before
  --no-places
             leaves out of the library where photos were taken; the originals, untouched, still say it
  --help     this text`;

/** Reads the arguments after the program's name. Never throws: what is wrong comes back as a sentence. */
export function parseOptions(args: readonly string[]): Options {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return wrong(messageOf(error));
  }
  const { values, positionals } = parsed;
  const [folder, ...more] = positionals;
  if (values.help === true) return { kind: 'help' };
  if (more.length > 0) return wrong(`One folder at a time, please: ${more.join(', ')} is too much.`);
  if (folder === '') return wrong('The name of the folder is empty.');
  if (values.out === '') return wrong('--out needs the name of a folder.');
  if (values.host === '') return wrong('--host needs a name or an address.');
  const port = Number(values.port ?? DEFAULT_PORT);
  if (!/^\d*$/.test(values.port ?? '') || values.port === '' || port > 65_535) {
    return wrong(`--port needs a number from 0 to 65535, not "${values.port}".`);
  }
  return {
    kind: 'run',
    port,
    host: values.host ?? 'localhost',
    ...(folder !== undefined && { folder }),
    ...(values.out !== undefined && { out: values.out }),
    ...(values['no-places'] === true && { noPlaces: true }),
  };
}

function parse(args: readonly string[]) {
  return parseArgs({
    // Some shells and task runners pass the separator on.
    args: args[0] === '--' ? args.slice(1) : [...args],
    allowPositionals: true,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      out: { type: 'string' },
      'no-places': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

function wrong(message: string): Options {
  return { kind: 'wrong', message };
}
