import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright/test';

const SOURCE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
let source: Promise<string> | undefined;

/** What axe finds wrong on the page as it is now, with all its rules or those that are named: a line for each place. */
export async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  source ??= readFile(SOURCE, 'utf8');
  // The debugger is no script of the page, so that its policy stays as strict as it is.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await source);
  const options: RunOptions = { resultTypes: ['violations'], ...(rules && { runOnly: [...rules] }) };
  const { violations: found } = await page.evaluate(
    // Put there by the line above.
    (given) => (window as unknown as typeof import('axe-core') & { axe: typeof import('axe-core') }).axe.run(given),
    options,
  );
  return found.flatMap(({ id, help, nodes }: AxeResults['violations'][number]) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}
