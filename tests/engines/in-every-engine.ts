import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { Driver } from './driver.ts';
import { ENGINES } from './engines.ts';
import { makeProfile, removeProfile } from './profile.ts';

const FAILURES = resolve(import.meta.dirname, '../../test-results/engines');
const LAUNCH_MS = 60_000;

/**
 * Describes a suite once for each engine; where an engine is missing, its tests count as skipped. The tests of a suite share
 * a browser, which `browser()` gives while a test runs.
 */
export function inEveryEngine(suite: (browser: () => Driver) => void): void {
  for (const { name, isInstalled, launch } of ENGINES) {
    describe.skipIf(!isInstalled())(name, () => {
      let profile = '';
      let driver: Driver | undefined;
      const browser = () => {
        if (!driver) throw new Error(`${name} runs only during tests.`);
        return driver;
      };
      beforeAll(async () => {
        profile = await makeProfile();
        driver = await launch(profile);
      }, LAUNCH_MS);
      afterAll(async () => {
        await driver?.close();
        await removeProfile(profile);
      }, LAUNCH_MS);
      beforeEach(({ task, onTestFailed }) => {
        task.meta.engine = browser().version;
        onTestFailed(() => keepTraces(`${name} ${task.name}`, browser()));
      });
      suite(browser);
    });
  }
}

/** What one wants to see of a page in which a test failed. */
async function keepTraces(test: string, browser: Driver): Promise<void> {
  const path = join(FAILURES, test.replace(/\W+/g, '-').slice(0, 100));
  await mkdir(FAILURES, { recursive: true });
  await writeFile(`${path}.txt`, `${browser.version}\n${browser.messages.join('\n')}\n`);
  await writeFile(`${path}.png`, await browser.screenshot());
  console.log(`See ${path}.png and .txt`);
}
