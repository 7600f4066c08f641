import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { systemCode } from './problems.ts';

/** The port or the host cannot be used; the message is for the user. */
export class ListenError extends Error {}

/** A server that answers. */
export interface Listening {
  /** `http://localhost:4173/` */
  address: string;
  /** Ends it, and every connection with it. */
  close: () => Promise<void>;
}

/**
 * Lets a server listen. `localhost` is both 127.0.0.1 and ::1, because browsers try either first.
 *
 * @param port 0 for any that is free.
 * @throws ListenError when the port is taken or the host is not this machine.
 */
export async function listen(server: Server, host: string, port: number): Promise<Listening> {
  const usedPort = await listenOn(server, host === 'localhost' ? '127.0.0.1' : host, port);
  let twin: TcpServer | undefined;
  if (host === 'localhost') {
    // It hands its connections to the other, so that both have the same limits.
    twin = createTcpServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket));
    // A machine without IPv6 has no ::1, which is no reason to fail.
    const listens = await listenOn(twin, '::1', usedPort).then(
      () => true,
      (error: unknown) => {
        if (error instanceof ListenError && systemCode(error.cause) === 'EADDRINUSE') throw error;
        return false;
      },
    );
    if (!listens) twin = undefined;
  }
  const shown = host.includes(':') ? `[${host}]` : host;
  return { address: `http://${shown}:${usedPort}/`, close: () => closeBoth(server, twin) };
}

async function listenOn(server: TcpServer, host: string, port: number): Promise<number> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    throw new ListenError(explain(systemCode(cause) ?? String(cause), host, port), { cause });
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function explain(code: string, host: string, port: number): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program. Choose another with --port N, or let --port 0 find a free one.`;
  }
  if (code === 'EACCES')
    return `Port ${port} needs more rights than this program has. Choose one above 1023 with --port N.`;
  return `The address ${host} cannot be used (${code}).`;
}

async function closeBoth(server: Server, twin: TcpServer | undefined): Promise<void> {
  const closed = [server, ...(twin ? [twin] : [])].map(async (listening) => {
    const close = once(listening, 'close');
    listening.close();
    await close;
  });
  server.closeAllConnections();
  await Promise.all(closed);
}
