/**
 * Counts up when page and worker of different versions would misunderstand each other. A worker that does not know a word
 * says so; a page that hears of another number asks its user to reload.
 */
export const PROTOCOL = 2;
export function isWorkerMessage(data) {
  // Only the worker of this origin posts here; one of another version may say words that are not known.
  const types = ['evicted', 'not-stored', 'pinning', 'cleared'];
  return typeof data === 'object' && data !== null && 'type' in data && types.includes(data.type);
}
