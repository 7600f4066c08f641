import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

/** The variable that names a browser to test with. */
export const BROWSER_VARIABLE = 'AFTERIMAGE_BROWSER';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const MAC = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const WINDOWS = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']].map(
  (root) => join(root ?? '', 'Google/Chrome/Application/chrome.exe'),
);

/** No Chromium could be found or installed; the message says what to do. */
export class NoBrowserError extends Error {}

/** Path of a Chromium: the one that the environment names, else Playwright's, else the system's. */
export function findBrowser(): string | undefined {
  const named = process.env[BROWSER_VARIABLE];
  if (named) {
    if (existsSync(named)) return named;
    throw new NoBrowserError(`${BROWSER_VARIABLE} names ${named}, but there is no such file.`);
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const inPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [chromium.executablePath(), ...inPath, ...MAC, ...WINDOWS].find((path) => existsSync(path));
}

/** As `findBrowser`, but installs one where there is none. */
export function ensureBrowser(): string {
  const found = findBrowser() ?? (installWithPlaywright() ? findBrowser() : undefined);
  const browser = found ?? (installWithApt() ? findBrowser() : undefined);
  if (browser) return browser;
  throw new NoBrowserError(
    `No Chromium was found, and none could be installed. Install Chromium or Chrome, or set ${BROWSER_VARIABLE} to one.`,
  );
}

function installWithPlaywright(): boolean {
  console.log('No browser found. Installing Chromium with Playwright…');
  const cli = join(import.meta.dirname, '../../node_modules/playwright/cli.js');
  return spawnSync(process.execPath, [cli, 'install', '--with-deps', 'chromium'], { stdio: 'inherit' }).status === 0;
}

function installWithApt(): boolean {
  if (!isDebian() || process.getuid?.() !== 0) return false;
  console.log('Installing Chromium with apt-get…');
  try {
    execFileSync('apt-get', ['update'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'], { stdio: 'inherit' });
    return true;
  } catch {
    return false;
  }
}

function isDebian(): boolean {
  return (
    existsSync('/etc/os-release') && /^ID(?:_LIKE)?=.*(?:debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}
