import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BROWSER_VARIABLE, ensureBrowser } from '../support/browser.ts';
import { FEWEST_MINUTES } from './flat.ts';
import { MINUTES_VARIABLE, SEED_VARIABLE } from './options.ts';

// The command `npm run soak`: random use of the app for half an hour, or `--minutes N`, the same for the same `--seed N`. A
// line for each minute, a table in the end, and 1 as the exit code where something grew.
const ROOT = resolve(import.meta.dirname, '../..');

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, seed: { type: 'string', default: '1' } },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (!Number.isInteger(minutes) || minutes < FEWEST_MINUTES)
  throw new Error(`How many minutes? A whole number, ${FEWEST_MINUTES} or more.`);
if (!Number.isInteger(seed)) throw new Error('Which seed? A whole number.');

const { status } = spawnSync(
  process.execPath,
  ['node_modules/playwright/cli.js', 'test', '--config=tests/soak/playwright.config.ts', '--reporter=line'],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      [BROWSER_VARIABLE]: ensureBrowser(),
      [MINUTES_VARIABLE]: String(minutes),
      [SEED_VARIABLE]: String(seed),
    },
  },
);
process.exitCode = status === 0 ? 0 : 1;
