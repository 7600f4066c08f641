import { type PhotoId, parsePhotoId } from '../../shared/photo.ts';

/** An address of the app. */
export type Route =
  /** The grid, at the place where it was left, or at a month: `./#2024-07`. */
  | { readonly page: 'library'; readonly section: string | undefined }
  /** A photo has no id when it cannot be one. */
  | { readonly page: 'photo'; readonly id: PhotoId | undefined }
  | { readonly page: 'storage' }
  /** The photos and how they are put together are in the query. */
  | { readonly page: 'collage'; readonly query: URLSearchParams };

/** The route of an address, in an app whose root is `root`. What is not known is the library. */
export function parseRoute(url: URL, root: URL): Route {
  const path = url.pathname.slice(root.pathname.length);
  const [, photo] = /^photo\/([^/]+)$/.exec(path) ?? [];
  if (photo) return { page: 'photo', id: parsePhotoId(photo) };
  if (path === 'storage') return { page: 'storage' };
  if (path === 'collage') return { page: 'collage', query: url.searchParams };
  return { page: 'library', section: /^#([\w-]+)$/.exec(url.hash)?.[1] };
}

/** The address bar, the back button, and every link within the app. */
export class Router {
  readonly #root = new URL(document.baseURI);
  readonly #onRoute: (route: Route) => void;
  #photo: PhotoId | undefined;
  #shown: Route['page'] | undefined;
  /** Going back takes a moment, in which a second "close" must not leave the app. */
  #goingBack = false;

  constructor(onRoute: (route: Route) => void, signal: AbortSignal) {
    this.#onRoute = onRoute;
    const arrive = () => {
      this.#goingBack = false;
      this.apply();
    };
    window.addEventListener('popstate', arrive, { signal });
    document.addEventListener('click', (event) => this.#followLink(event), { signal });
  }

  /** The page that the address said last. */
  get shown(): Route['page'] | undefined {
    return this.#shown;
  }

  /** The photo that is shown, if one is. */
  get photo(): PhotoId | undefined {
    return this.#shown === 'photo' ? this.#photo : undefined;
  }

  /** Shows what the address says. */
  apply(): void {
    const route = parseRoute(new URL(location.href), this.#root);
    this.#shown = route.page;
    this.#photo = route.page === 'photo' ? route.id : undefined;
    this.#onRoute(route);
  }

  /** The viewer moved on: the address follows, and back still returns to the library. */
  follow(id: PhotoId): void {
    this.#photo = id;
    this.rewrite(`photo/${id}`);
  }

  /** The address says more of the page that is shown; back still leaves it. `path` is below the app's root. */
  rewrite(path: string): void {
    history.replaceState(history.state, '', new URL(path, this.#root));
  }

  /** Goes to a page of the app, whose `path` is below its root, as a link to it would. */
  go(path: string): void {
    history.pushState(this.#shown === 'library' ? { fromLibrary: true } : null, '', new URL(path, this.#root));
    this.apply();
  }

  /** The grid went to the month of the address, which was where to go, not where to stay: a reload keeps the place. */
  arrived(): void {
    history.replaceState(history.state, '', this.#root);
  }

  /** Back to the library, without a new entry in the history where one came from there. */
  close(): void {
    if (this.#goingBack) return;
    if (isFromLibrary(history.state)) {
      this.#goingBack = true;
      history.back();
    } else {
      history.replaceState(null, '', this.#root);
      this.apply();
    }
  }

  /** Shows what a link of the app leads to, without loading the app anew. */
  #followLink(event: MouseEvent): void {
    const opensElsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || opensElsewhere || !(event.target instanceof Element)) return;
    const link = event.target.closest('a');
    if (!link?.href || link.target || link.hasAttribute('download') || !this.#owns(new URL(link.href))) return;
    event.preventDefault();
    this.go(link.href);
  }

  #owns(url: URL): boolean {
    const path = url.pathname.slice(this.#root.pathname.length);
    return url.origin === this.#root.origin && url.pathname.startsWith(this.#root.pathname) && PAGES.test(path);
  }
}

/** The paths that are pages of the app, below its root. */
const PAGES = /^(?:|photo\/[^/]+|collage|storage)$/;

function isFromLibrary(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'fromLibrary' in state;
}
