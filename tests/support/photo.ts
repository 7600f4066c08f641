import { parseSectionFile } from '../../src/shared/parse-library.ts';
import type { Photo } from '../../src/shared/photo.ts';

const URL_OF_LIBRARY = new URL('https://photos.example/library/library.json');

/** A photo as an opened library has it, number `index`. */
export function photo(index: number, { title = `photo ${index}`, width = 6000, height = 4000 } = {}): Photo {
  const id = index.toString(16).padStart(32, '0');
  const links = { thumbnail: `thumbnails/${id}`, screen: `screens/${id}`, original: `originals/${id}` };
  const file = { photos: [{ id, title, width, height, ...links }] };
  const [made] = parseSectionFile(file, URL_OF_LIBRARY, URL_OF_LIBRARY);
  if (!made) throw new Error('The library refused the photo.');
  return made;
}
