/** Whether the browser promised to keep what is stored here; `unknown` where it cannot be asked. */
export type Persistence = 'promised' | 'not-promised' | 'unknown';

/** What the browser says now, without asking for anything. */
export async function persistence(): Promise<Persistence> {
  return answer(() => navigator.storage.persisted());
}

/** Asks the browser to keep what is stored here: some ask their user, others decide by how much the app is used. */
export async function askForPersistence(): Promise<Persistence> {
  return answer(() => navigator.storage.persist());
}

/**
 * Whether the browser deletes what is stored here after seven days without a visit, as Safari does with websites that are
 * not installed (https://webkit.org/blog/10218/full-third-party-cookie-blocking-and-more/). `GestureEvent` is Safari's alone.
 */
export function losesUnvisited(): boolean {
  return 'GestureEvent' in window && !window.matchMedia('(display-mode: standalone)').matches;
}

async function answer(ask: () => Promise<boolean>): Promise<Persistence> {
  try {
    return (await ask()) ? 'promised' : 'not-promised';
  } catch {
    // Left out on insecure origins, refused in private modes.
    return 'unknown';
  }
}
