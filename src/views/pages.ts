import type { LibraryPage } from './library-page.ts';
import { type Route, Router } from './shell/router.ts';
import type { Shell } from './shell/shell.ts';
import type { StoragePageContext } from './storage/storage-page.ts';
import { texts } from './texts.ts';

/** Shows the page that the address says: the library, as soon as there is one, or the storage page, which needs none. */
export class Pages {
  readonly router: Router;
  readonly #shell: Shell;
  readonly #storage: StoragePageContext;
  #library: LibraryPage | undefined;
  /** While the storage page is shown, or on its way: ends what it listens to. */
  #shown: AbortController | undefined;

  constructor(shell: Shell, storage: StoragePageContext, signal: AbortSignal) {
    this.#shell = shell;
    this.#storage = storage;
    this.router = new Router((route) => void this.#show(route), signal);
    signal.addEventListener('abort', () => this.#shown?.abort(), { once: true });
  }

  /** Shows what the address says, in a library or before there is one. */
  start(library?: LibraryPage): void {
    this.#library = library;
    library?.start();
    this.router.apply();
  }

  async #show(route: Route): Promise<void> {
    if (route.page === 'storage') {
      this.#library?.leave();
      if (!this.#shown) await this.#showStorage();
      return;
    }
    if (this.#shown) {
      this.#shown.abort();
      this.#shown = undefined;
      this.#shell.showPage(undefined);
    }
    document.title = texts.appName;
    await this.#library?.show(route);
  }

  async #showStorage(): Promise<void> {
    const shown = new AbortController();
    this.#shown = shown;
    document.title = `${texts.storage.name} – ${texts.appName}`;
    const loaded = await import('./storage/storage-page.ts').catch(() => undefined);
    if (shown.signal.aborted) return;
    if (loaded) return this.#shell.showPage(new loaded.StoragePage(this.#storage, shown.signal).element);
    // Its files are gone, and a notice offers what helps.
    this.#shown = undefined;
    this.router.close();
  }
}
