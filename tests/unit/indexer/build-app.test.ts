import { access, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildApp } from '../../../src/indexer/build-app.ts';
import { folderWith } from './fixtures.ts';

/** A project that builds in no time: vite copies what is in `public/`, and so the worker too. */
function project(): Promise<string> {
  return folderWith({
    'index.html': '<!doctype html><title>App</title><script type="module" src="/src/main.ts"></script>',
    'src/main.ts': 'document.title = "Built";',
    'public/sw.js': '// The worker.',
  });
}

it('builds once, and again when a source is newer', async () => {
  const root = await project();
  const { app, seconds } = await buildApp(root);
  expect(app).toBe(join(root, 'dist'));
  expect(seconds).toBeGreaterThan(0);
  expect((await buildApp(root)).seconds).toBeUndefined();
  const later = new Date(Date.now() + 60_000);
  await utimes(join(root, 'src', 'main.ts'), later, later);
  expect((await buildApp(root)).seconds).toBeGreaterThan(0);
});

it.each(['index.html', 'sw.js'])('builds again when %s is missing: such a build was cut short', async (name) => {
  const root = await project();
  await buildApp(root);
  await rm(join(root, 'dist', name));
  expect((await buildApp(root)).seconds).toBeGreaterThan(0);
  await access(join(root, 'dist', name));
});

it('lets several build at the same time, over an old build too, and leaves nothing else behind', async () => {
  const root = await project();
  const names = [...(await readdir(root)), 'dist'].sort();
  for (const _ of ['new', 'over an old one']) {
    await rm(join(root, 'dist', 'sw.js'), { force: true });
    await Promise.all([buildApp(root), buildApp(root), buildApp(root)]);
    const html = await readFile(join(root, 'dist', 'index.html'), 'utf8');
    const [, script = ''] = /src="([^"]+)"/.exec(html) ?? [];
    await access(join(root, 'dist', script));
    await access(join(root, 'dist', 'sw.js'));
    expect((await readdir(root)).sort()).toEqual(names);
  }
});
