import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { indexFolder } from '../../src/indexer/index-folder.ts';
import { expect, picture, test, tile, tiles, visit } from '../support/fixtures.ts';
import { plan, writePhotos } from '../support/photos.ts';
import { Site, withTemporaryFolder } from '../support/site.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** A stranger's web server: a folder under a path, with no header of ours, and one page for unknown addresses. */
async function serveUnder(path: string, folder: string): Promise<{ server: Server; url: string }> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const file = pathname.startsWith(path) ? pathname.slice(path.length) || 'index.html' : 'missing';
    const found = await readFile(join(folder, file)).catch(() => undefined);
    const body = found ?? (await readFile(join(folder, 'index.html')));
    response.writeHead(200, {
      'Content-Type': TYPES[extname(found ? file : 'index.html')] ?? 'application/octet-stream',
    });
    response.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { server, url: `http://localhost:${port}${path}` };
}

test('npm start -- <folder> --out <dir> makes a site that works on any web server, under any path', async ({
  page,
}) => {
  await withTemporaryFolder(async (folder) => {
    const photos = join(folder, 'my photos');
    await writePhotos(photos, [plan('a.jpg', 1, '2024-03'), plan('b.jpg', 2, '2024-03')]);
    const site = join(folder, 'site');
    const env = { ...process.env, AFTERIMAGE_CACHE: join(folder, 'cache') };
    await promisify(execFile)('npm', ['start', '--', photos, '--out', site], { cwd: PROJECT, env });

    const { server, url } = await serveUnder('/some/where/', site);
    try {
      await visit(page, url);
      await expect(tiles(page)).toHaveCount(2);
      await tile(page, 'b').getByRole('link').click();
      await expect(picture(page, 'b')).toHaveAttribute('data-state', 'full');
      await page.reload();
      await expect(picture(page, 'b')).toHaveAttribute('data-state', 'full');
      await expect.poll(() => page.evaluate(async () => (await afterimage.stats()).thumbnails.count)).toBe(2);
      // Another copy of the app on this origin has stores of its own.
      const names = await page.evaluate(async () => {
        const databases = (await indexedDB.databases()).map(({ name = '' }) => name);
        return [...databases, ...(await caches.keys()).filter((name) => name.startsWith('afterimage'))];
      });
      expect(names).toContain('afterimage:/some/where/');
      expect(names.filter((name) => !name.endsWith(':/some/where/'))).toEqual([]);
      await new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      });
      await page.reload();
      await expect(picture(page, 'b')).toHaveAttribute('data-state', 'thumbnail');
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      await expect(page).toHaveURL(url);
      await expect(tiles(page)).toHaveCount(2);
    } finally {
      server.close();
    }
  });
});

test('a folder with broken and hostile files shows what can be shown, and runs nothing', async ({ page }) => {
  await withTemporaryFolder(async (folder) => {
    const photos = join(folder, 'photos');
    const name = '<img src=x onerror=alert(1)>';
    await mkdir(photos, { recursive: true });
    await writePhotos(photos, [
      plan('fine.jpg', 1, '2024-03'),
      plan(`${name}.jpg`, 2, '2024-03'),
      plan('__proto__.jpg', 3, '2024-03'),
    ]);
    await writeFile(join(photos, 'empty.jpg'), '');
    await writeFile(join(photos, 'page.jpg'), '<script>alert(1)</script>');
    const bytes = await readFile(join(photos, 'fine.jpg'));
    await writeFile(join(photos, 'truncated.jpg'), bytes.subarray(0, bytes.length / 2));
    await writeFile(join(photos, 'copy of fine.jpg'), bytes);

    const library = await indexFolder(photos, { cache: join(folder, 'cache') });
    expect(library.problems.map(({ path }) => path).sort()).toEqual(['empty.jpg', 'page.jpg', 'truncated.jpg']);
    const site = new Site(library);
    await site.start();
    page.on('dialog', () => {
      throw new Error('something ran');
    });
    try {
      await page.goto(site.url);
      await expect(tiles(page)).toHaveCount(3);
      await tile(page, name).getByRole('link').click();
      await expect(picture(page, name)).toHaveAttribute('data-state', 'full');
      await expect(page.getByRole('dialog').getByRole('heading')).toHaveText(name);
    } finally {
      await site.stop();
    }
  });
});
