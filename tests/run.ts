import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BROWSER_VARIABLE, ensureBrowser, NoBrowserError } from './support/browser.ts';

// The command `npm test`: everything that a user can run, and one line that counts it.
const ROOT = resolve(import.meta.dirname, '..');
const RESULTS = join(ROOT, 'test-results');

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** Those of the passed that needed a second try. */
  flaky?: number;
}

/** Runs a test tool of `node_modules` and reads the counts that it leaves in `results`, a JSON file. */
function run(
  tool: string,
  args: string[],
  env: Record<string, string>,
  results: string,
  read: (json: never) => Counts,
): Counts {
  rmSync(results, { force: true });
  const command = join(ROOT, 'node_modules', tool);
  const { status } = spawnSync(process.execPath, [command, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  try {
    // Each tool's own format, of which the caller knows what it reads.
    const counts = read(JSON.parse(readFileSync(results, 'utf8')) as never);
    // A tool that fails as a whole, without a failed test, is one failure.
    return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function runVitest(args: string[], results: string): Counts {
  return run(
    'vitest/vitest.mjs',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...args],
    {},
    results,
    (json: { numPassedTests: number; numFailedTests: number; numPendingTests: number }) => ({
      passed: json.numPassedTests,
      failed: json.numFailedTests,
      skipped: json.numPendingTests,
    }),
  );
}

function main(): number {
  const browser = ensureBrowser();
  console.log(`Testing with ${browser}`);
  mkdirSync(RESULTS, { recursive: true });
  const units = join(RESULTS, 'units.json');
  const engines = join(RESULTS, 'engines.json');
  const pages = join(RESULTS, 'pages.json');
  const counts = [
    runVitest([], units),
    run(
      'playwright/cli.js',
      ['test', '--config=tests/playwright.config.ts', '--reporter=list,json'],
      { [BROWSER_VARIABLE]: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: pages },
      pages,
      ({ stats }: { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }) => ({
        passed: stats.expected + stats.flaky,
        failed: stats.unexpected,
        skipped: stats.skipped,
        flaky: stats.flaky,
      }),
    ),
    runVitest(['--config=tests/engines/vitest.config.ts'], engines),
  ];
  const sum = (key: keyof Counts) => counts.reduce((total, count) => total + (count[key] ?? 0), 0);
  if (sum('flaky') > 0) console.log(`\n${sum('flaky')} needed a second try: named as "flaky" above`);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
  return sum('failed') > 0 ? 1 : 0;
}

try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof NoBrowserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
