import { parsePhotoId } from '../../shared/photo.ts';
/** The route of an address, in an app whose root is `root`. What is not known is the library. */
export function parseRoute(url, root) {
    const [, photo] = /^photo\/([^/]+)$/.exec(url.pathname.slice(root.pathname.length)) ?? [];
    return photo ? { page: 'photo', id: parsePhotoId(photo) } : { page: 'library' };
}
/** The address bar and the back button. */
export class Router {
    #root = new URL(document.baseURI);
    #onRoute;
    /** Going back takes a moment, in which a second "close" must not leave the app. */
    #goingBack = false;
    constructor(onRoute, signal) {
        this.#onRoute = onRoute;
        const arrive = () => {
            this.#goingBack = false;
            this.apply();
        };
        window.addEventListener('popstate', arrive, { signal });
    }
    /** Shows what the address says. */
    apply() {
        this.#onRoute(parseRoute(new URL(location.href), this.#root));
    }
    /** Opens a photo from the library: the back button returns there. */
    open(id) {
        history.pushState({ fromLibrary: true }, '', this.#url(id));
        this.apply();
    }
    /** The viewer moved on: the address follows, and back still returns to the library. */
    follow(id) {
        history.replaceState(history.state, '', this.#url(id));
    }
    /** Back to the library, without a new entry in the history where it was opened from there. */
    close() {
        if (this.#goingBack)
            return;
        if (isFromLibrary(history.state)) {
            this.#goingBack = true;
            history.back();
        }
        else {
            history.replaceState(null, '', this.#root);
            this.apply();
        }
    }
    #url(id) {
        return new URL(`photo/${id}`, this.#root);
    }
}
function isFromLibrary(state) {
    return typeof state === 'object' && state !== null && 'fromLibrary' in state;
}
