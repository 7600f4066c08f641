import { expect, test } from 'vitest';
import { outcomeOfPlaywright, outcomeOfVitest } from '../support/outcome.ts';

const failure = { error: { message: '\u001b[31mError: was blue\u001b[39m\n\nExpected: red\n' } };

test('a browser test that failed, at any depth, is named with its place and its error, without colours', () => {
  const spec = (title: string, status: string) => ({
    file: 'e2e/a.spec.ts',
    line: 7,
    title,
    tests: [{ status, results: [failure] }],
  });
  const inner = { specs: [spec('is red', 'unexpected'), spec('is late', 'flaky'), spec('is there', 'expected')] };
  const stats = { expected: 1, flaky: 1, skipped: 0 };
  const outcome = outcomeOfPlaywright({ stats, errors: [], suites: [{ specs: [], suites: [inner] }] });
  expect(outcome.failed).toEqual(['e2e/a.spec.ts:7 › is red\n    Error: was blue\n    Expected: red']);
  expect(outcome.flaky).toEqual(['e2e/a.spec.ts:7 › is late\n    Error: was blue\n    Expected: red']);
  expect(outcome.passed).toBe(2);
});

test('what failed outside of the browser tests counts', () => {
  const errors = [{ message: 'No server' }];
  const { failed } = outcomeOfPlaywright({ stats: { expected: 0, flaky: 0, skipped: 0 }, errors, suites: [] });
  expect(failed).toEqual(['outside of the tests\n    No server']);
});

test('a unit test that failed is named, and so is a file that could not be read', () => {
  const assertion = { status: 'failed', fullName: 'a sum is right', failureMessages: ['Error: 3'] };
  const report = {
    numPassedTests: 0,
    numPendingTests: 0,
    testResults: [
      { name: 'a.test.ts', status: 'failed', message: '', assertionResults: [assertion] },
      { name: 'b.test.ts', status: 'failed', message: 'No such module', assertionResults: [] },
    ],
  };
  expect(outcomeOfVitest(report).failed).toEqual([
    'a.test.ts › a sum is right\n    Error: 3',
    'b.test.ts\n    No such module',
  ]);
});
