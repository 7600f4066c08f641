import { once } from 'node:events';
import { stat, truncate, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Limits } from '../../../src/indexer/limited-server.ts';
import { listen } from '../../../src/indexer/listen.ts';
import { createServer } from '../../../src/indexer/server.ts';
import { folderWith } from './fixtures.ts';

// What honest clients get is in server.test.ts, and so are the plainest ways out of the folder.

const PICTURE = '0123456789';
const ORIGINAL = 'originals/ab/abc.jpg';
const MEGABYTE = 1_000_000;
const BIG = 200 * MEGABYTE;
const SHORT: Limits = { headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 20, silence: 100 };
const PATIENT: Limits = {
  headersTimeout: 60_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 20,
  silence: 100,
};

async function site({ limits, host = '127.0.0.1' }: { limits?: Limits; host?: string } = {}) {
  const app = await folderWith({ 'index.html': '<!doctype html><title>App</title>' });
  const library = await folderWith({ 'thumbnails/ab/abc.jpg': PICTURE, 'library.json': '{}' });
  const original = join(await folderWith({ 'a.jpg': PICTURE }), 'a.jpg');
  await writeFile(join(library, '..', 'outside.txt'), 'outside');
  const { size, mtimeMs } = await stat(original);
  const originals = new Map([[ORIGINAL, { file: original, size, mtimeMs }]]);
  const server = createServer({ app, library, originals }, limits);
  const listening = await listen(server, host, 0);
  onTestFinished(listening.close);
  const port = Number(new URL(listening.address).port);
  const open = async (address = '127.0.0.1'): Promise<Socket> => {
    const socket = connect(port, address);
    // A connection that the server ends in the middle is what these tests are about.
    socket.on('error', () => {});
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
    return socket;
  };
  /** The status line that comes back for these bytes, once the server ends the connection. */
  const say = async (bytes: string): Promise<string> => {
    const socket = await open();
    socket.write(bytes, 'latin1');
    return (await text(socket)).split('\r\n', 1)[0] ?? '';
  };
  const ask = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
    const request = httpRequest({ host: '127.0.0.1', port, path, headers, method });
    request.end();
    const [response] = await once(request, 'response');
    return { status: Number(response.statusCode), headers: response.headers, body: await buffer(response) };
  };
  return { library, server, open, say, ask, port };
}

/** A request that ends its connection. */
function get(path: string, headers = ''): string {
  return `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`;
}

describe('addresses', () => {
  it.each([
    ['/library/originals/..%2f..%2fetc/passwd', 404],
    ['/library/%2e%2e%2foutside.txt', 404],
    ['/library/%252e%252e%252foutside.txt', 404],
    ['/library/..%5coutside.txt', 404],
    ['/library\\..\\outside.txt', 404],
    ['/library/....//outside.txt', 404],
    ['/library/..;/outside.txt', 404],
    ['/library/%ef%bc%8e%ef%bc%8e/outside.txt', 404],
    ['/library//outside.txt', 404],
    ['/library/thumbnails/ab', 404],
    ['/library/thumbnails/ab/abc.jpg/', 404],
    ['/library/__proto__', 404],
    ['/constructor', 404],
    [`/${'a/'.repeat(5000)}a`, 404],
    [`/${'a'.repeat(10_000)}`, 404],
    ['/library/thumbnails/ab/abc.jpg%00.html', 400],
    ['/library/%c0%ae%c0%ae/outside.txt', 400],
    ['/library/%e0%80%ae/outside.txt', 400],
    ['/library/%u002e%u002e/outside.txt', 400],
    ['/library/%ff', 400],
    ['http://elsewhere.example/library/library.json', 400],
    ['//', 404],
    ['?', 400],
  ])('%s leads nowhere: %i', async (path, status) => {
    const { say } = await site();
    expect(await say(get(path))).toMatch(`HTTP/1.1 ${status} `);
    expect(await say(get(path, 'Range: bytes=0-1\r\n'))).toMatch(`HTTP/1.1 ${status} `);
    expect(await say(get('/library/library.json'))).toBe('HTTP/1.1 200 OK');
  });
});

describe('requests', () => {
  it.each([
    ['16 KB of one header', get('/', `X: ${'x'.repeat(20_000)}\r\n`), 431],
    ['16 KB of small headers', get('/', `X: ${'y'.repeat(20)}\r\n`.repeat(1000)), 431],
    ['an address of 16 KB', get(`/${'x'.repeat(20_000)}`), 431],
    ['no HTTP at all', '\x16\x03\x01\x02\x00 GARBAGE\r\n\r\n', 400],
    ['two lengths', get('/', 'Content-Length: 1\r\nContent-Length: 2\r\n'), 400],
    ['two ways to end', get('/', 'Content-Length: 1\r\nTransfer-Encoding: chunked\r\n'), 400],
    ['a length below zero', get('/', 'Content-Length: -1\r\n'), 400],
    ['a header with a NUL', get('/', 'X: a\0b\r\n'), 400],
    ['a method that there is not', get('/').replace('GET', 'STEAL'), 400],
    ['TRACE', get('/').replace('GET', 'TRACE'), 405],
    ['PROPFIND', get('/').replace('GET', 'PROPFIND'), 405],
    ['a body that never comes', get('/', 'Content-Length: 1000000\r\n').replace('GET', 'POST'), 405],
    ['another expectation', get('/', 'Expect: miracles\r\n'), 417],
  ])('with %s are refused, and the server lives', async (_, bytes, status) => {
    const { say } = await site();
    expect(await say(bytes)).toMatch(`HTTP/1.1 ${status} `);
    expect(await say(get('/'))).toBe('HTTP/1.1 200 OK');
  });

  it('for a tunnel come to nothing', async () => {
    const { say } = await site();
    expect(await say('CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n')).toBe('');
    expect(await say(get('/'))).toBe('HTTP/1.1 200 OK');
  });
});

describe('ranges', () => {
  const NINES = '9'.repeat(400);

  it.each([
    ['a thousand parts', `bytes=${Array.from({ length: 1000 }, (_, at) => `${at}-${at}`).join(',')}`, 200],
    ['parts that overlap', `bytes=${'0-,'.repeat(1000)}0-`, 200],
    ['a part from the end to the beginning', 'bytes=9-0', 200],
    ['a part below zero', 'bytes=-0', 416],
    ['two signs', 'bytes=--1', 200],
    ['a beginning beyond all numbers', `bytes=${NINES}-`, 416],
    ['an end beyond all numbers', `bytes=0-${NINES}`, 206],
    ['a length beyond all numbers', `bytes=-${NINES}`, 206],
    ['fractions', 'bytes=0.5-1', 200],
    ['exponents', 'bytes=0-1e3', 200],
  ])('of %s cost no more than the file', async (_, range, status) => {
    const { say, ask } = await site();
    for (const path of ['/library/thumbnails/ab/abc.jpg', `/library/${ORIGINAL}`]) {
      expect(await say(get(path, `Range: ${range}\r\n`))).toMatch(`HTTP/1.1 ${status} `);
      expect((await ask(path)).body.toString()).toBe(PICTURE);
    }
  });
});

describe('clients that take their time', () => {
  it.each(['127.0.0.1', '::1'])('over their headers are given up, at %s', async (address) => {
    const { open, say } = await site({ limits: SHORT, host: 'localhost' });
    const socket = await open(address).catch(() => undefined);
    // A machine without IPv6 has no ::1.
    if (!socket) return expect(address).toBe('::1');
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
    const trickle = setInterval(() => socket.write('X: y\r\n'), 10);
    onTestFinished(() => clearInterval(trickle));
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /);
    expect(await say(get('/'))).toBe('HTTP/1.1 200 OK');
  });

  it('over a body that nobody asked for are given up', async () => {
    const { open } = await site({ limits: SHORT });
    const socket = await open();
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n');
    const trickle = setInterval(() => socket.write('x'), 10);
    onTestFinished(() => clearInterval(trickle));
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 405 /);
  });

  it('and say nothing are given up', async () => {
    const { open } = await site({ limits: PATIENT });
    expect(await text(await open())).toBe('');
  });

  it.each([
    ['a picture', 'thumbnails/ab/big.jpg', ''],
    ['a part of one', 'thumbnails/ab/big.jpg', 'Range: bytes=1-\r\n'],
  ])(
    'and read none of %s that they asked for hold none of it in memory, and are given up',
    async (_, path, headers) => {
      const { library, server, open, say } = await site({ limits: PATIENT });
      const file = join(library, path);
      await writeFile(file, '');
      await truncate(file, BIG);
      const accepted = once(server, 'connection');
      const socket = await open();
      socket.pause();
      const [served]: Socket[] = await accepted;
      if (!served) throw new Error('Nobody was served');
      socket.write(get(`/library/${path}`, headers));
      await once(served, 'close');
      // All that is between the two are the buffers of the system.
      expect(served.bytesWritten).toBeGreaterThan(0);
      expect(served.bytesWritten).toBeLessThan(BIG / 4);
      expect(await say(get('/'))).toBe('HTTP/1.1 200 OK');
    },
  );

  it('are many, and others are served all the same', async () => {
    const { open, say } = await site();
    const sockets = await Promise.all(Array.from({ length: 300 }, () => open()));
    for (const socket of sockets) socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
    expect(await say(get('/'))).toBe('HTTP/1.1 200 OK');
    // Those who go on are served too.
    for (const socket of sockets.slice(0, 1)) {
      socket.write('Connection: close\r\n\r\n');
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 OK/);
    }
  });
});

it('long text is compressed as it is sent', async () => {
  const { library, ask } = await site();
  const long = JSON.stringify(Array.from({ length: 1_000_000 }, (_, index) => index.toString(36)));
  await writeFile(join(library, 'long.json'), long);
  const gzip = { 'accept-encoding': 'gzip' };
  const { status, headers, body } = await ask('/library/long.json', gzip);
  expect([status, headers['content-encoding'], headers['content-length']]).toEqual([200, 'gzip', undefined]);
  expect(gunzipSync(body).toString() === long).toBe(true);
  expect((await ask('/library/long.json', gzip, 'HEAD')).body).toHaveLength(0);
  const again = await ask('/library/long.json', { ...gzip, 'if-none-match': String(headers['etag']) });
  expect([again.status, again.body.length]).toEqual([304, 0]);
});
