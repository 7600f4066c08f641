import { createServer } from 'node:http';
import { listen } from '../../../src/indexer/listen.ts';
import type { LibraryJson, PhotoJson, SectionFileJson } from '../../../src/shared/library-format.ts';

/** Pages without any app: what one writes by hand to show photos. */
export interface PlainPages {
  /** All thumbnails, `<img loading="lazy">`. */
  readonly gallery: string;
  /** The first photo alone, its screen rendition. */
  readonly photo: string;
  close(): Promise<void>;
}

/** Serves them for the library of the app at `app`, whose pictures they show. */
export async function servePlainPages(app: string): Promise<PlainPages> {
  const library = new URL('library/library.json', app);
  const { sections } = await readJson<LibraryJson>(library);
  const files = sections.map(({ href }) => new URL(href, library));
  const lists = await Promise.all(files.map((file) => readJson<SectionFileJson>(file)));
  const photos = lists.flatMap((list, index) => list.photos.map((photo) => ({ photo, file: files[index] })));
  const gallery = photos.map(({ photo, file }) => image(photo, new URL(photo.thumbnail, file), 320, 'lazy'));
  const [first] = photos.map(({ photo, file }) => image(photo, new URL(photo.screen, file), 412, 'eager'));
  const server = createServer(async ({ url = '' }, response) => {
    if (url.startsWith('/library/')) {
      // Other origins are refused the pictures, as people's photos are nobody else's.
      const picture = await fetch(new URL(url, app));
      response.setHeader('Content-Type', picture.headers.get('Content-Type') ?? '');
      response.end(Buffer.from(await picture.arrayBuffer()));
      return;
    }
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(document(url === '/photo' ? (first ?? '') : gallery.join('\n')));
  });
  const { address, close } = await listen(server, 'localhost', 0);
  return { gallery: address, photo: new URL('photo', address).href, close };
}

async function readJson<T>(url: URL): Promise<T> {
  // Written by our own indexer.
  return (await (await fetch(url)).json()) as T;
}

function image(photo: PhotoJson, url: URL, width: number, loading: 'lazy' | 'eager'): string {
  const height = Math.round((width * photo.height) / photo.width);
  return `<img src="${url.pathname}" alt="A photo" width="${width}" height="${height}" loading="${loading}">`;
}

function document(content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Photos</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
</head>
<body>
<main>
<h1>Photos</h1>
${content}
</main>
</body>
</html>`;
}
