import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BROWSER_VARIABLE, ensureBrowser, NoBrowserError } from './support/browser.ts';
import { type Outcome, outcomeOfPlaywright, outcomeOfVitest } from './support/outcome.ts';

// The command `npm test`: everything that a user can run, and one line that counts it.
const ROOT = resolve(import.meta.dirname, '..');
const RESULTS = join(ROOT, 'test-results');

/** Runs a test tool of `node_modules` and reads what it leaves in `results`, a JSON file. */
function run(
  tool: string,
  args: string[],
  env: Record<string, string>,
  results: string,
  read: (json: never) => Outcome,
): Outcome {
  rmSync(results, { force: true });
  const command = join(ROOT, 'node_modules', tool);
  const { status } = spawnSync(process.execPath, [command, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const asAWhole = `${[tool, ...args].join(' ')} (as a whole, exit code ${status})`;
  try {
    // Each tool's own format, of which the caller knows what it reads.
    const outcome = read(JSON.parse(readFileSync(results, 'utf8')) as never);
    return status !== 0 && outcome.failed.length === 0 ? { ...outcome, failed: [asAWhole] } : outcome;
  } catch {
    return { passed: 0, failed: [asAWhole], skipped: 0, flaky: [] };
  }
}

function runVitest(args: string[], results: string): Outcome {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  return run('vitest/vitest.mjs', ['run', ...reporters, ...args], {}, results, outcomeOfVitest);
}

function main(): number {
  const browser = ensureBrowser();
  console.log(`Testing with ${browser}`);
  mkdirSync(RESULTS, { recursive: true });
  const pages = join(RESULTS, 'pages.json');
  const outcomes = [
    runVitest([], join(RESULTS, 'units.json')),
    runVitest(['--config=tests/engines/vitest.config.ts'], join(RESULTS, 'engines.json')),
    run(
      'playwright/cli.js',
      ['test', '--config=tests/playwright.config.ts', '--reporter=list,json'],
      { [BROWSER_VARIABLE]: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: pages },
      pages,
      outcomeOfPlaywright,
    ),
  ];
  const failed = outcomes.flatMap((outcome) => outcome.failed);
  // Named at the end, where who reads a long log looks first.
  name(
    'needed a second try',
    outcomes.flatMap(({ flaky }) => flaky),
  );
  name('failed', failed);
  const sum = (key: 'passed' | 'skipped') => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  console.log(`\n${sum('passed')} passed, ${failed.length} failed${skipped}`);
  return failed.length > 0 ? 1 : 0;
}

function name(what: string, tests: readonly string[]): void {
  if (tests.length > 0) console.log(`\n${tests.length} ${what}:\n${tests.join('\n')}`);
}

try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof NoBrowserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
