import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { indexFolder } from '../../../src/indexer/index-folder.ts';
import { type Listening, listen } from '../../../src/indexer/listen.ts';
import { createServer } from '../../../src/indexer/server.ts';
import type { PhotoJson } from '../../../src/shared/library-format.ts';
import { folderWith, jpeg, readLibrary, temporaryFolder } from './fixtures.ts';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

interface Site {
  photos: string;
  photo: PhotoJson;
  /** Path of an URL of the photo, as the page asks for it. */
  at: (href: string) => string;
  listening: Listening;
  ask: (path: string, headers?: Record<string, string>, method?: string) => Promise<Answer>;
}

const LONG = '// as long as an app\n'.repeat(1000);
const INDEX = '<!doctype html><script>go()</script><title>App</title>';

async function site(): Promise<Site> {
  const photos = await folderWith({ 'a.jpg': await jpeg('#aa0000', 400, 300), 'secret.txt': 'no photo' });
  const app = await folderWith({
    'index.html': INDEX,
    'sw.js': '// worker',
    'manifest.webmanifest': '{}',
    'assets/index-abc123.js': '// app',
    'icons/icon.svg': '<svg/>',
    'empty.txt': '',
    'assets/long-abc123.js': LONG,
    '.private': 'hidden',
  });
  await writeFile(join(app, '..', 'outside.txt'), 'outside');
  const { library, originals } = await indexFolder(photos, { cache: await temporaryFolder() });
  const [photo] = (await readLibrary(library)).photos;
  if (photo === undefined) throw new Error('The photo was not indexed');
  const listening = await listen(createServer({ app, library, originals }), '127.0.0.1', 0);
  onTestFinished(listening.close);
  // Not fetch: it would tidy the path before it asks.
  const ask: Site['ask'] = async (path, headers = {}, method = 'GET') => {
    const request = httpRequest(new URL(listening.address), { path, headers, method });
    request.end();
    const [response] = await once(request, 'response');
    return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
  };
  return { photos, photo, at: (href) => `/library/${href.replace('../', '')}`, listening, ask };
}

describe('what is served', () => {
  it('the app, its routes and the library, with their types', async () => {
    const { ask, at, photo } = await site();
    const types: Record<string, string> = {
      '/': 'text/html;charset=utf-8',
      '/index.html': 'text/html;charset=utf-8',
      '/photo/abc': 'text/html;charset=utf-8',
      '/collage?x=1': 'text/html;charset=utf-8',
      '/storage': 'text/html;charset=utf-8',
      '/sw.js': 'text/javascript',
      '/assets/index-abc123.js': 'text/javascript',
      '/manifest.webmanifest': 'application/manifest+json',
      '/icons/icon.svg': 'image/svg+xml',
      '/library/library.json': 'application/json',
      [at(photo.thumbnail)]: 'image/jpeg',
      [at(photo.screen)]: 'image/jpeg',
      [at(photo.original)]: 'image/jpeg',
    };
    for (const [path, type] of Object.entries(types)) {
      const { status, headers } = await ask(path);
      expect([path, status, headers['content-type']]).toEqual([path, 200, type]);
    }
    expect((await ask('/photo/abc')).body.toString()).toBe(INDEX);
    expect((await ask('/empty.txt')).body).toHaveLength(0);
  });

  it('the original, bit for bit, from where it is', async () => {
    const { ask, at, photo, photos } = await site();
    expect((await ask(at(photo.original))).body).toEqual(await readFile(join(photos, 'a.jpg')));
  });

  it('no original that was changed since', async () => {
    const { ask, at, photo, photos } = await site();
    await writeFile(join(photos, 'a.jpg'), await jpeg('#00bb00', 400, 300));
    expect((await ask(at(photo.original))).status).toBe(404);
  });

  it.each([
    '/missing',
    '/photo',
    '/photo/',
    '/photo/a/b',
    '/library',
    '/library/',
    '/assets',
    '/assets/',
    '/outside.txt',
    '/../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/..%5coutside.txt',
    '/library/../outside.txt',
    '/library/../../../../etc/passwd',
    '/library/..%2f..%2fstate.json',
    '/.private',
    '/%2eprivate',
    '/sw.js/',
    '//etc/passwd',
    '/library/../state.json',
    '/library/%2e%2e%2fstate.json',
    '/library/originals/00/../../../../secret.txt',
  ])('nothing at %s', async (path) => {
    const { ask } = await site();
    for (const headers of [{}, { range: 'bytes=0-3' }]) expect((await ask(path, headers)).status).toBe(404);
  });

  it.each(['/%', '/%zz', '/a%00b', '/%c0%ae', '*', 'http://other/'])(
    '400 for the malformed address %s',
    async (path) => {
      const { ask } = await site();
      expect((await ask(path)).status).toBe(400);
    },
  );
});

describe('headers', () => {
  it('protect every answer', async () => {
    const { ask, at, photo } = await site();
    for (const path of ['/', '/sw.js', '/missing', '/%', at(photo.original), at(photo.thumbnail)]) {
      expect((await ask(path)).headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });

  it('let the app run what it was built of, and nothing else', async () => {
    const { ask } = await site();
    for (const path of ['/', '/sw.js', '/missing', '/%', '/icons/icon.svg']) {
      const policy = (await ask(path)).headers['content-security-policy'];
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).toContain("'sha256-");
      expect(policy).not.toContain('unsafe-inline');
    }
  });

  it('let nothing of a library be more than a picture or data, whoever opens it', async () => {
    const { ask, at, photo } = await site();
    for (const path of ['/library/library.json', '/library/missing', at(photo.original), at(photo.thumbnail)]) {
      for (const headers of [{}, { range: 'bytes=0-1' }, { 'accept-encoding': 'gzip' }]) {
        const policy = (await ask(path, headers)).headers['content-security-policy'];
        expect(policy).toMatch(/^default-src 'none';.* sandbox$/);
      }
    }
  });

  it('keep content-addressed files for ever and check all others', async () => {
    const { ask, at, photo } = await site();
    const { href } = JSON.parse((await ask('/library/library.json')).body.toString()).sections[0];
    for (const path of [
      at(photo.thumbnail),
      at(photo.screen),
      at(photo.original),
      `/library/${href}`,
      '/assets/index-abc123.js',
    ]) {
      expect((await ask(path)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    }
    for (const path of ['/', '/photo/x', '/sw.js', '/index.html', '/library/library.json', '/manifest.webmanifest']) {
      expect((await ask(path)).headers['cache-control']).toBe('no-cache');
    }
    expect((await ask('/library/thumbnails/00/missing.jpg')).headers['cache-control']).toBe('no-store');
  });

  it('answer 304 to a known ETag', async () => {
    const { ask, at, photo } = await site();
    for (const path of ['/', '/library/library.json', at(photo.thumbnail), at(photo.original)]) {
      const { etag = '' } = (await ask(path)).headers;
      const again = await ask(path, { 'if-none-match': etag });
      expect([again.status, again.body.length]).toEqual([304, 0]);
      expect((await ask(path, { 'if-none-match': '"other"' })).status).toBe(200);
    }
  });
});

describe('compression', () => {
  const gzip = { 'accept-encoding': 'gzip, br' };

  it('text is sent compressed to those who take it, and caches are told so', async () => {
    const { ask } = await site();
    const { status, headers, body } = await ask('/assets/long-abc123.js', gzip);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'text/javascript' });
    expect(headers.vary).toBe('Accept-Encoding');
    expect(headers['cache-control']).toMatch(/immutable/);
    expect(headers['content-length']).toBe(String(body.length));
    expect(gunzipSync(body).toString()).toBe(LONG);
  });

  it.each([
    ['to those who do not', '/assets/long-abc123.js', { 'accept-encoding': 'gzip;q=0, br' }],
    ['where nothing is gained', '/sw.js', gzip],
    ['in parts', '/assets/long-abc123.js', { ...gzip, range: 'bytes=0-' }],
  ])('it is sent as it is %s', async (_, path, headers) => {
    const { ask } = await site();
    const answer = await ask(path, headers);
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.body.toString()).toBe(path === '/sw.js' ? '// worker' : LONG);
  });

  it('pictures are compressed already', async () => {
    const { ask, at, photo } = await site();
    const { headers } = await ask(at(photo.screen), gzip);
    expect([headers['content-encoding'], headers.vary]).toEqual([undefined, undefined]);
  });

  it('who has it is told so, and HEAD gets no body', async () => {
    const { ask } = await site();
    const { headers, body } = await ask('/assets/long-abc123.js', gzip, 'HEAD');
    expect([headers['content-encoding'], body.length]).toEqual(['gzip', 0]);
    const again = await ask('/assets/long-abc123.js', { ...gzip, 'if-none-match': String(headers.etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });
});

describe('methods', () => {
  it('HEAD has the headers of GET and no body', async () => {
    const { ask, at, photo } = await site();
    for (const path of ['/', at(photo.thumbnail), at(photo.original)]) {
      const [get, head] = [await ask(path), await ask(path, {}, 'HEAD')];
      expect(head.status).toBe(200);
      expect(head.body).toHaveLength(0);
      expect(head.headers['content-length']).toBe(get.headers['content-length']);
      expect((await ask(path, { range: 'bytes=0-1' }, 'HEAD')).status).toBe(200);
    }
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is refused', async (method) => {
    const { ask } = await site();
    const { status, headers } = await ask('/', {}, method);
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  });
});

describe('ranges', () => {
  it('of renditions, originals and app files are cut right', async () => {
    const { ask, at, photo } = await site();
    for (const path of [at(photo.screen), at(photo.original), '/index.html']) {
      const whole = (await ask(path)).body;
      const size = whole.length;
      const cases: [string, number, number][] = [
        ['bytes=0-0', 0, 0],
        ['bytes=2-5', 2, 5],
        ['bytes=7-', 7, size - 1],
        ['bytes=-6', size - 6, size - 1],
        ['bytes=-999999', 0, size - 1],
        [`bytes=1-${size + 99}`, 1, size - 1],
      ];
      for (const [range, start, end] of cases) {
        const part = await ask(path, { range });
        expect([range, part.status, part.headers['content-range']]).toEqual([
          range,
          206,
          `bytes ${start}-${end}/${size}`,
        ]);
        expect(part.headers['content-length']).toBe(String(end - start + 1));
        expect(part.body).toEqual(whole.subarray(start, end + 1));
      }
      const beyond = await ask(path, { range: `bytes=${size}-` });
      expect([beyond.status, beyond.headers['content-range']]).toEqual([416, `bytes */${size}`]);
      for (const range of ['bytes=5-2', 'bytes=0-1,4-5', 'bytes=x-y', 'pages=1-2', 'bytes=-', '']) {
        const answer = await ask(path, { range });
        expect([range, answer.status, answer.body.length]).toEqual([range, 200, size]);
      }
    }
  });

  it('are used only if the file is the one that the client knows', async () => {
    const { ask, at, photo } = await site();
    const path = at(photo.original);
    const { etag = '' } = (await ask(path)).headers;
    expect((await ask(path, { range: 'bytes=0-1', 'if-range': etag })).status).toBe(206);
    expect((await ask(path, { range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200);
  });
});

it('goes on after clients that leave in the middle', async () => {
  const { ask, at, photo, listening } = await site();
  for (const path of [at(photo.screen), at(photo.original)]) {
    const socket = connect(Number(new URL(listening.address).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await once(socket, 'data');
    socket.destroy();
  }
  expect((await ask('/')).status).toBe(200);
});

it('names a taken port and the way out', async () => {
  const { listening } = await site();
  const port = Number(new URL(listening.address).port);
  const second = createServer({ app: '/', library: '/', originals: new Map() });
  await expect(listen(second, '127.0.0.1', port)).rejects.toThrow(new RegExp(`Port ${port} is taken.*--port 0`));
});

it('listens at localhost and prints an address that works', async () => {
  const app = await folderWith({ 'index.html': INDEX });
  const { address, close } = await listen(createServer({ app, library: app, originals: new Map() }), 'localhost', 0);
  onTestFinished(close);
  expect(address).toMatch(/^http:\/\/localhost:\d+\/$/);
  expect((await fetch(address)).status).toBe(200);
});
