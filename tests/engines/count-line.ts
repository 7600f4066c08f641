import type { Reporter, TestModule } from 'vitest/node';

/** Ends the output with one line that counts, as `npm test` does. */
export class CountLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const { children } of modules) {
      for (const test of children.allTests()) count[test.result().state] += 1;
    }
    // Where a browser does not start, nothing of its suite is run: that is a failure, whatever its tests are called.
    for (const module of modules) {
      count.failed += module.errors().length;
      for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
    }
    console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped + count.pending} skipped`);
  }
}
