import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { findProgram } from './find-program.ts';
import { ProcessGroup } from './process-group.ts';
import { isRoot, LANGUAGE } from './profile.ts';

const START_MS = 30_000;
const POLL_MS = 20;
/** Where distributions put what WebKitGTK needs for itself, this browser among it. */
const PLACES = ['/usr/libexec', '/usr/lib', '/usr/lib64'];

/** Path of WebKitGTK's own small browser, which is not in `PATH`. */
export function findMiniBrowser(): string | undefined {
  const folders = PLACES.flatMap((place) => [place, ...foldersIn(place)]);
  const ofWebKit = folders.flatMap(foldersIn).filter((folder) => /\/webkit(?:2gtk|gtk)-[\d.]+$/.test(folder));
  return findProgram(...ofWebKit.map((folder) => join(folder, 'MiniBrowser')));
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [join(folder, entry.name)] : [],
  );
}

/** `WebKitGTK 2.50.6` */
export function versionOf(program: string, display: string): string {
  const env = { ...process.env, DISPLAY: display };
  return execFileSync(program, ['--version'], { env, stdio: ['ignore', 'pipe', 'ignore'] })
    .toString()
    .trim();
}

/** A screen that nobody sees, and the name by which programs draw on it. */
export interface Screen {
  readonly display: string;
  readonly group: ProcessGroup;
}

/** A browser that runs, and the `ws:` address of its page. */
export interface MiniBrowser {
  readonly address: string;
  readonly group: ProcessGroup;
}

/** Starts a screen. */
export async function startScreen(): Promise<Screen> {
  // It chooses a free display itself, which xvfb-run has to guess; and it needs no xauth, which is not always there.
  const group = new ProcessGroup('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const pipe = group.leader.stdio[3];
  if (!(pipe instanceof Readable)) throw new Error('Xvfb has no pipe to tell its display.');
  const gone = once(group.leader, 'exit').then(() => Promise.reject(new Error('Xvfb did not start.')));
  const [number]: unknown[] = await Promise.race([once(pipe, 'data'), gone]);
  return { display: `:${String(number).trim()}`, group };
}

/** Starts the browser; everything that it keeps goes into `profile`. */
export async function startMiniBrowser(program: string, display: string, profile: string): Promise<MiniBrowser> {
  const server = `127.0.0.1:${await freePort()}`;
  const group = new ProcessGroup(program, ['about:blank'], {
    env: {
      ...process.env,
      DISPLAY: display,
      LANGUAGE,
      WEBKIT_INSPECTOR_HTTP_SERVER: server,
      XDG_CACHE_HOME: join(profile, 'cache'),
      XDG_CONFIG_HOME: join(profile, 'config'),
      XDG_DATA_HOME: join(profile, 'data'),
      ...(isRoot && { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' }),
    },
    stdio: 'ignore',
  });
  return { address: `ws://${server}${await pageOf(`http://${server}/`)}`, group };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}

/** The browser lists its pages in HTML. */
async function pageOf(list: string): Promise<string> {
  const deadline = performance.now() + START_MS;
  while (performance.now() < deadline) {
    const html = await fetch(list).then(
      (response) => response.text(),
      () => '',
    );
    const path = /\/socket\/\d+\/\d+\/WebPage/.exec(html)?.[0];
    if (path) return path;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error('MiniBrowser did not start.');
}
