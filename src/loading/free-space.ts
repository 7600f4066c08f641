/**
 * Bytes that the browser would still let this site store, by its own account; `undefined` where it does not say. An upper
 * bound: Chromium grants more than the disk may have.
 */
export async function freeBytes(): Promise<number | undefined> {
  try {
    const { quota, usage = 0 } = await navigator.storage.estimate();
    return quota === undefined ? undefined : Math.max(0, quota - usage);
  } catch {
    // Left out on insecure origins, refused in private modes.
    return undefined;
  }
}
