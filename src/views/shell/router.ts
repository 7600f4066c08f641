import { type PhotoId, parsePhotoId } from '../../shared/photo.ts';

/** An address of the app; a photo's has no id when it cannot be one. */
export type Route = { readonly page: 'library' } | { readonly page: 'photo'; readonly id: PhotoId | undefined };

/** The route of an address, in an app whose root is `root`. What is not known is the library. */
export function parseRoute(url: URL, root: URL): Route {
  const [, photo] = /^photo\/([^/]+)$/.exec(url.pathname.slice(root.pathname.length)) ?? [];
  return photo ? { page: 'photo', id: parsePhotoId(photo) } : { page: 'library' };
}

/** The address bar and the back button. */
export class Router {
  readonly #root = new URL(document.baseURI);
  readonly #onRoute: (route: Route) => void;
  /** Going back takes a moment, in which a second "close" must not leave the app. */
  #goingBack = false;

  constructor(onRoute: (route: Route) => void, signal: AbortSignal) {
    this.#onRoute = onRoute;
    const arrive = () => {
      this.#goingBack = false;
      this.apply();
    };
    window.addEventListener('popstate', arrive, { signal });
  }

  /** Shows what the address says. */
  apply(): void {
    this.#onRoute(parseRoute(new URL(location.href), this.#root));
  }

  /** Opens a photo from the library: the back button returns there. */
  open(id: PhotoId): void {
    history.pushState({ fromLibrary: true }, '', this.#url(id));
    this.apply();
  }

  /** The viewer moved on: the address follows, and back still returns to the library. */
  follow(id: PhotoId): void {
    history.replaceState(history.state, '', this.#url(id));
  }

  /** Back to the library, without a new entry in the history where it was opened from there. */
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

  #url(id: PhotoId): URL {
    return new URL(`photo/${id}`, this.#root);
  }
}

function isFromLibrary(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'fromLibrary' in state;
}
