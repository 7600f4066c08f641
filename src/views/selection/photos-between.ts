import type { Library } from '../../library/library.ts';
import type { PhotoId } from '../../shared/photo.ts';

/**
 * The photos from one to another, both included, in the order of the library, whichever comes first. The months between are
 * loaded; one that cannot be had is left out, as nobody sees its photos.
 */
export async function photosBetween(
  library: Pick<Library, 'place' | 'photos' | 'load'>,
  one: PhotoId,
  other: PhotoId,
): Promise<readonly PhotoId[]> {
  const [first, second] = [library.place(one), library.place(other)];
  if (!first || !second) return [other];
  for (
    let section = Math.min(first.section, second.section);
    section <= Math.max(first.section, second.section);
    section += 1
  ) {
    await library.load(section).catch(() => {});
  }
  // Loading may have moved them: the library may change meanwhile.
  const places = [library.place(one), library.place(other)].filter((place) => place !== undefined);
  const [from, to] = places.sort((a, b) => a.section - b.section || a.index - b.index);
  if (!from || !to) return [other];
  const found: PhotoId[] = [];
  for (let section = from.section; section <= to.section; section += 1) {
    const photos = library.photos(section) ?? [];
    const [begin, end] = [
      section === from.section ? from.index : 0,
      section === to.section ? to.index : photos.length - 1,
    ];
    for (const { id } of photos.slice(begin, end + 1)) found.push(id);
  }
  return found;
}
