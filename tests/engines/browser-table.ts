import { mkdir, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { writeMarked } from '../support/marked-table.ts';
import { ACCEPTANCE } from './acceptance.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** The engine that a test ran in, as it tells its version. */
    engine?: string;
  }
}

const ROOT = resolve(import.meta.dirname, '../..');
const TABLE = resolve(ROOT, 'test-results/browsers.md');
const LOOKS: Partial<Record<string, string>> = { passed: '✓', failed: '✗' };

/**
 * Writes what worked in which engine: to `test-results/browsers.md`, and with `README=1` in the environment into the README, where
 * every engine was there.
 */
export class BrowserTable implements Reporter {
  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const tests = modules
      .filter(({ moduleId }) => ACCEPTANCE.includes(basename(moduleId, '.test.ts')))
      .flatMap(({ children }) => [...children.allTests()]);
    const table = browserTable(tests);
    await mkdir(resolve(TABLE, '..'), { recursive: true });
    await writeFile(TABLE, `${table}\n`);
    if (process.env['README'] !== '1') return;
    if (tests.some((test) => test.result().state !== 'passed')) {
      console.log('The README stays as it is: not every test passed in every engine.');
      return;
    }
    await writeMarked('browsers', table);
  }
}

/** What each test came to in each engine, in Markdown. */
function browserTable(tests: readonly TestCase[]): string {
  const names = [...new Set(tests.map(({ name }) => name))];
  const engines = [...new Set(tests.map(engineOf))];
  const versions = engines.map(
    (engine) => tests.find((test) => engineOf(test) === engine && test.meta().engine)?.meta().engine ?? engine,
  );
  const cell = (name: string, engine: string) => {
    const test = tests.find((each) => each.name === name && engineOf(each) === engine);
    return LOOKS[test?.result().state ?? ''] ?? '–';
  };
  const rows = names.map((name) => [name, ...engines.map((engine) => cell(name, engine))]);
  const lines = [['', ...versions], ['---', ...engines.map(() => '---')], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The suite around a test is named after its engine. */
function engineOf({ parent }: TestCase): string {
  return parent.type === 'suite' ? parent.name : '';
}
