/** Whether `error` means that the device, or this site's share of it, is full. */
export function isQuotaExceeded(error: unknown): boolean {
  // Newer browsers throw a subclass of DOMException, under the same name.
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
