/**
 * Every file of a library but `library.json` is named by its content: pictures by the first 128 bits of the SHA-256, as 32
 * lower-case hex digits, months by their id and the first 16 of those digits. So what is stored is never stale, and whoever
 * has the bytes can tell whether they are the right ones.
 */

let promised: (url: string) => string | undefined = promisedByLibrary;

/** Another app than ours names its files otherwise: `digestOf` gives the digest, or its beginning, that a URL promises. */
export function promiseBy(digestOf: (url: string) => string | undefined): void {
  promised = digestOf;
}

/** The digest, or its beginning, that a URL promises; `undefined` where others named it otherwise. */
export function promisedContent(url: string): string | undefined {
  return promised(url);
}

function promisedByLibrary(url: string): string | undefined {
  const { pathname } = new URL(url);
  return (
    /\/([0-9a-f]{32})(?:\.[0-9a-z]+)?$/.exec(pathname)?.[1] ??
    /\/sections\/[^/]+\.([0-9a-f]{16})\.json$/.exec(pathname)?.[1]
  );
}

/** The content address of these bytes. */
export async function contentAddress(bytes: ArrayBuffer): Promise<string> {
  return (await hexDigest(bytes)).slice(0, 32);
}

/** Whether these are the bytes that the URL promises; what promises nothing is taken as it is. */
export async function keepsPromise(url: string, bytes: ArrayBuffer): Promise<boolean> {
  const digest = promisedContent(url);
  return digest === undefined || (await hexDigest(bytes)).startsWith(digest);
}

/** The SHA-256, as 64 lower-case hex digits. */
async function hexDigest(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
