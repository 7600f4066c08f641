import { stripVTControlCharacters } from 'node:util';

/** What a run of tests came to. */
export interface Outcome {
  readonly passed: number;
  readonly skipped: number;
  /** Where each is, what it is called, and the first lines of its error. */
  readonly failed: readonly string[];
  /** Those of the passed that needed a second try, and what the first said. */
  readonly flaky: readonly string[];
}

/** Of an error, enough to know it again, without the colours of a terminal. */
const ERROR_LINES = 6;

/** What Vitest writes with its reporter `json`, as far as it is read here. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

export function outcomeOfVitest({ numPassedTests, numPendingTests, testResults }: VitestReport): Outcome {
  const failed = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.filter((test) => test.status === 'failed');
    // A file that could not even be read has no tests that failed.
    if (status === 'failed' && tests.length === 0) return [describe(name, message)];
    return tests.map(({ fullName, failureMessages: [first] }) => describe(`${name} › ${fullName}`, first));
  });
  return { passed: numPassedTests, skipped: numPendingTests, failed, flaky: [] };
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly file: string;
    readonly line: number;
    readonly title: string;
    readonly tests: readonly {
      readonly status: string;
      readonly results: readonly { readonly error?: { readonly message?: string } }[];
    }[];
  }[];
}

/** What Playwright writes with its reporter `json`, as far as it is read here. */
export interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly flaky: number; readonly skipped: number };
  readonly suites: readonly PlaywrightSuite[];
  /** Of what belongs to no test. */
  readonly errors: readonly { readonly message?: string }[];
}

export function outcomeOfPlaywright({ stats, suites, errors }: PlaywrightReport): Outcome {
  const of = (status: string) => suites.flatMap((suite) => describeSpecs(suite, status));
  return {
    passed: stats.expected + stats.flaky,
    skipped: stats.skipped,
    failed: [...of('unexpected'), ...errors.map(({ message }) => describe('outside of the tests', message))],
    flaky: of('flaky'),
  };
}

function describeSpecs({ suites = [], specs }: PlaywrightSuite, status: string): string[] {
  const own = specs.flatMap(({ file, line, title, tests }) =>
    tests
      .filter((test) => test.status === status)
      .map(({ results }) => describe(`${file}:${line} › ${title}`, results.find(({ error }) => error)?.error?.message)),
  );
  return [...own, ...suites.flatMap((suite) => describeSpecs(suite, status))];
}

function describe(name: string, error = ''): string {
  const lines = stripVTControlCharacters(error)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return [name, ...lines.slice(0, ERROR_LINES).map((line) => `    ${line}`)].join('\n');
}
