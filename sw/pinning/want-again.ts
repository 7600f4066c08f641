import { pinBooks } from './books.ts';
import { pinning } from './pinning.ts';
import type { PinnedPhoto } from './records.ts';

/** Files to look up in one go. */
const STEP = 100;

/** Files of kept photos were lost: their photos are wanted again. */
export async function wantAgain(urls: readonly string[]): Promise<void> {
  for (let at = 0; at < urls.length; at += STEP) {
    const users = await Promise.all(urls.slice(at, at + STEP).map((url) => pinBooks.usersOf(url)));
    const photos = await Promise.all([...new Set(users.flat())].map((id) => pinBooks.photo(id)));
    const put = photos.flatMap((photo): PinnedPhoto[] =>
      photo?.state === 'kept' ? [{ ...photo, state: 'wanted', dueAt: 0, attempts: 0 }] : [],
    );
    await pinBooks.change({ put, drop: [] });
  }
  // Pages hear that there is something to do, and ask for it to be done.
  pinning.tellSoon();
}
