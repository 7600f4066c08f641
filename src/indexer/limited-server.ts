import { createServer, type RequestListener, type Server } from 'node:http';

/** How long clients may take, all in ms: nobody holds a connection, and what belongs to it, for ever. */
export interface Limits {
  /** From the first byte of a request to the last of its headers. */
  readonly headersTimeout: number;
  /** To the last of its body, though none is wanted. */
  readonly requestTimeout: number;
  /** How often it is looked whether a request takes too long. */
  readonly connectionsCheckingInterval: number;
  /** Without a byte in either direction: also for a client that asked for much and reads none of it. */
  readonly silence: number;
}

const LIMITS: Limits = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5000,
  silence: 120_000,
};

/** Bytes of all headers of a request: more than browsers send, whatever they keep for the address. */
const MOST_HEADER_BYTES = 16_384;

/** An HTTP server with bounds on what a client may send, and on how long it may take. */
export function limitedServer(listener: RequestListener, { silence, ...limits }: Limits = LIMITS): Server {
  const server = createServer({ ...limits, maxHeaderSize: MOST_HEADER_BYTES }, listener);
  server.setTimeout(silence);
  return server;
}
