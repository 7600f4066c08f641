import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { findProgram } from '../engines/find-program.ts';

/** Debian keeps it where only root's `PATH` looks. */
export const NGINX = findProgram('nginx', '/usr/sbin/nginx');

/** What nginx writes down of an answer. */
export interface Answered {
  /** Path as it was asked for. */
  readonly path: string;
  readonly status: number;
  /** Bytes as they went over the wire, with headers. */
  readonly bytes: number;
}

/** A real nginx, as anybody's process, with a folder of its own and one included file; it can be started again at the same address. */
export class Nginx {
  readonly #folder: string;
  readonly #include: string;
  #port = 0;
  #process: ChildProcess | undefined;
  #forgotten = 0;

  /**
   * @param folder a new folder for all that nginx writes.
   * @param include text of a configuration for the inside of a `server { }`.
   */
  constructor(folder: string, include: string) {
    this.#folder = folder;
    this.#include = include;
  }

  /** `http://localhost:N/`. */
  get url(): string {
    return `http://localhost:${this.#port}/`;
  }

  async start(): Promise<void> {
    this.#port ||= await freePort();
    await mkdir(this.#folder, { recursive: true });
    await writeFile(join(this.#folder, 'include.conf'), this.#include);
    await writeFile(join(this.#folder, 'nginx.conf'), configuration(this.#port));
    const child = spawn(NGINX ?? 'nginx', ['-p', this.#folder, '-c', 'nginx.conf', '-e', 'error.log'], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    this.#process = child;
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`nginx ended with ${code}`);
    });
    await Promise.race([ended, this.#untilItAnswers()]);
    ended.catch(() => {});
  }

  async stop(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }

  /** What was answered since `forget`, in order. */
  async answered(): Promise<readonly Answered[]> {
    return (await this.#lines()).slice(this.#forgotten).map((line) => {
      const [path = '', status, bytes] = line.split(' ');
      return { path, status: Number(status), bytes: Number(bytes) };
    });
  }

  async forget(): Promise<void> {
    this.#forgotten = (await this.#lines()).length;
  }

  async #lines(): Promise<readonly string[]> {
    return (await readFile(join(this.#folder, 'access.log'), 'utf8')).split('\n').slice(0, -1);
  }

  async #untilItAnswers(): Promise<void> {
    while (this.#process) {
      const answer = await fetch(this.url, { method: 'HEAD' }).catch(() => undefined);
      if (answer) return this.forget();
      await new Promise((next) => setTimeout(next, 20));
    }
  }
}

/** As Debian's, but that all that is written lies in the folder, and that it needs no root. */
function configuration(port: number): string {
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
    daemon off;
    pid nginx.pid;
    worker_processes 1;
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    events {}
    http {
      log_format answered '$request_uri $status $bytes_sent';
      access_log access.log answered;
      sendfile on;
      ${folders.map((name) => `${name}_temp_path ${name};`).join('\n      ')}
      server {
        listen 127.0.0.1:${port};
        server_name localhost;
        root empty;
        include include.conf;
      }
    }`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('No port is free');
  return address.port;
}
