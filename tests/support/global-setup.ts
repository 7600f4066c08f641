import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildApp } from '../../src/indexer/build-app.ts';
import { indexFolder } from '../../src/indexer/index-folder.ts';
import { forgetInteractions, interactionLines } from './interactions.ts';
import { type PhotoPlan, plan, writePhotos } from './photos.ts';

/** Environment variable that tells the workers where the photos and their indexed library are. */
export const LIBRARY_VARIABLE = 'AFTERIMAGE_TEST_LIBRARY';

/** Photos of the tests' library, newest first: three months of ordinary photos, and two of 24 megapixels. */
export const LIBRARY: readonly PhotoPlan[] = [
  ...Array.from({ length: 12 }, (_, index) => plan(`july ${index}.jpg`, 27 - index, '2024-07')),
  ...Array.from({ length: 12 }, (_, index) => plan(`june ${index}.jpg`, 27 - index, '2024-06', 600, 800)),
  ...Array.from({ length: 12 }, (_, index) => plan(`may ${index}.png`, 27 - index, '2024-05')),
  plan('big one.jpg', 3, '2023-01', 6000, 4000),
  plan('big two.jpg', 2, '2023-01', 6000, 4000),
];

/** Builds the app and makes the tests' library, once for all workers; says in the end how quickly the pages answered. */
export default async function setUp(): Promise<() => Promise<void>> {
  await forgetInteractions();
  await buildApp(resolve(import.meta.dirname, '../..'));
  const folder = await mkdtemp(join(tmpdir(), 'afterimage-e2e-'));
  process.env[LIBRARY_VARIABLE] = folder;
  await writePhotos(join(folder, 'photos'), LIBRARY);
  await indexFolder(join(folder, 'photos'), { cache: join(folder, 'cache') });
  return async () => {
    for (const line of await interactionLines()) console.log(line);
    await rm(folder, { recursive: true, force: true });
  };
}
