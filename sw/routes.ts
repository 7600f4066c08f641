import { DEVICE_FOLDER } from '../src/shared/device-photo.ts';
import { SHARE_PATH } from '../src/shared/share-target.ts';

/** Who answers a request. `elsewhere` is left to the browser. */
export type Route =
  | 'page'
  | 'asset'
  | 'thumbnail'
  | 'rendition'
  | 'library'
  | 'section'
  | 'device'
  | 'share'
  | 'elsewhere';

/** The part of a request that routing looks at. */
type Routable = Pick<Request, 'method' | 'url' | 'mode' | 'cache'>;

const PAGES = /^(?:|index\.html|photo\/[^/]+|collage|storage)$/;

/** The route of a request, in an app whose root is `scope`. */
export function routeOf(request: Routable, scope: string): Route {
  if (!request.url.startsWith(scope)) return 'elsewhere';
  const path = new URL(request.url).pathname.slice(new URL(scope).pathname.length);
  if (request.method === 'POST' && path === SHARE_PATH) return 'share';
  if (request.method !== 'GET') return 'elsewhere';
  if (request.mode === 'navigate') return PAGES.test(path) ? 'page' : 'elsewhere';
  if (path.startsWith(DEVICE_FOLDER)) return 'device';
  if (path === 'library/library.json') return 'library';
  if (path.startsWith('library/sections/')) return 'section';
  if (path.startsWith('library/thumbnails/')) return 'thumbnail';
  if (/^library\/(?:screens|full|originals)\//.test(path)) {
    // Our pages look into the storage by themselves, and ask the network alone for what is not there. Through the worker
    // they could not cancel it: browsers end the page's part of such a request, and not the worker's.
    return request.cache === 'no-store' ? 'elsewhere' : 'rendition';
  }
  return path.startsWith('library/') ? 'elsewhere' : 'asset';
}
