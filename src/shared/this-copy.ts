/** What tells where the app lies, in a service worker and in a page; tools and tests have neither. */
interface Place {
  readonly registration?: { readonly scope: string };
  readonly document?: { readonly baseURI: string };
}

// The realms have nothing in common that their types could say.
const { registration, document } = globalThis as unknown as Place;
const root = registration?.scope ?? document?.baseURI;
const path = root === undefined ? '/' : new URL('.', root).pathname;

/**
 * The name of a database, cache or lock, which are one for the whole origin: several copies of the app may lie on it, each
 * below a path of its own, as on GitHub Pages. At the root of the origin it is the plain name.
 */
export function ofThisCopy(name: string): string {
  return path === '/' ? name : `${name}:${path}`;
}
