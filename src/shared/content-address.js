/**
 * Every file of a library but `library.json` is named by its content: the first 128 bits of the SHA-256, as 32 lower-case
 * hex digits. So what is stored is never stale, and whoever has the bytes can tell whether they are the right ones.
 */
/** The digest that a URL promises: its file name without the extension; `undefined` where others named it otherwise. */
export function promisedContent(url) {
  return /\/([0-9a-f]{32})(?:\.[0-9a-z]+)?$/.exec(new URL(url).pathname)?.[1];
}
/** The content address of these bytes. */
export async function contentAddress(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes), 0, 16);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
/** Whether these are the bytes that the URL promises; what promises nothing is taken as it is. */
export async function keepsPromise(url, bytes) {
  const promised = promisedContent(url);
  return promised === undefined || promised === (await contentAddress(bytes));
}
