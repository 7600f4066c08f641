import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach } from 'vitest';
import { type IndexedLibrary, indexFolder } from '../../src/indexer/index-folder.ts';
import { LIBRARY_VARIABLE } from '../support/global-setup.ts';
import { Site } from '../support/site.ts';
import type { Driver } from './driver.ts';
import { inEveryEngine } from './in-every-engine.ts';

/**
 * As `inEveryEngine`, with a server of the tests' library for each test: it has a port of its own, and with it a storage of its
 * own.
 */
export function inEveryEngineWithSite(suite: (browser: () => Driver, site: () => Site) => void): void {
  let library: IndexedLibrary;
  let site: Site;
  beforeAll(async () => {
    const folder = process.env[LIBRARY_VARIABLE] ?? '';
    library = await indexFolder(join(folder, 'photos'), { cache: join(folder, 'cache') });
  });
  beforeEach(async () => {
    site = new Site(library);
    await site.start();
  });
  afterEach(() => site.stop());
  inEveryEngine((browser) => suite(browser, () => site));
}
