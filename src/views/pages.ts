import type { Photo } from '../shared/photo.ts';
import type { CollagePageContext } from './collage/collage-page.ts';
import type { Design } from './collage/design.ts';
import type { LibraryPage } from './library-page.ts';
import { type Route, Router } from './shell/router.ts';
import type { Shell } from './shell/shell.ts';
import type { StoragePageContext } from './storage/storage-page.ts';
import { texts } from './texts.ts';

/** What the collage page needs that the address and the grid do not say. */
export type CollageParts = Omit<CollagePageContext, 'onDesign' | 'onChoose'>;

/** The library, and what collages of its photos are made with, once that is loaded. */
export interface LibraryParts {
  readonly page: LibraryPage;
  /** @throws when it cannot be loaded. */
  readonly collage: () => Promise<CollageParts>;
}

/** Shows the page that the address says: the library, as soon as there is one, or a page instead of it. */
export class Pages {
  readonly router: Router;
  readonly #shell: Shell;
  readonly #storage: StoragePageContext;
  #library: LibraryParts | undefined;
  /** While a page is shown instead of the library, or on its way: ends what it listens to. */
  #shown: { readonly page: Route['page']; readonly end: AbortController } | undefined;
  /** Until the page that is shown instead of the library is there. */
  #arriving = Promise.resolve();
  /** Something has been shown, and stays until the next page is there. */
  #isSeen = false;
  /** The collage that was shown last. */
  #design: Design | undefined;

  constructor(shell: Shell, storage: StoragePageContext, signal: AbortSignal) {
    this.#shell = shell;
    this.#storage = storage;
    this.router = new Router((route) => void this.#show(route), signal);
    signal.addEventListener('abort', () => this.#shown?.end.abort(), { once: true });
  }

  /** Shows what the address says, in a library or before there is one. */
  start(library?: LibraryParts): void {
    this.#library = library;
    library?.page.start();
    this.router.apply();
  }

  /** Puts a collage of these photos together, as alike to the last one as can be; says so when they are too many or too few. */
  async createCollage(photos: readonly Photo[]): Promise<void> {
    const loaded = await import('./collage/design.ts').catch(() => undefined);
    if (!loaded) return;
    const notice = 'collage';
    this.#shell.notices.withdraw(notice);
    if (!loaded.isCollage(photos.length)) return this.#shell.notices.show(notice, { text: texts.collage.wrongCount });
    const ids = photos.map(({ id }) => id);
    this.router.go(loaded.addressOf(loaded.designFor(ids, this.#design)));
  }

  async #show(route: Route): Promise<void> {
    switch (route.page) {
      case 'storage':
        // It may have been shown before there was a library.
        this.#library?.page.leave();
        if (this.#shown?.page !== 'storage') this.#arriving = this.#showStorage();
        break;
      case 'collage':
        if (this.#library) this.#arriving = this.#showCollage(route.query, this.#library);
        break;
      case 'library':
      case 'photo':
        this.#shown?.end.abort();
        if (this.#shown) this.#shell.showPage(undefined);
        this.#shown = undefined;
        document.title = texts.appName;
        this.#isSeen = true;
        await this.#library?.page.show(route);
        return;
      default:
        route satisfies never;
    }
    await this.#arriving;
    this.#library?.page.settle();
  }

  #showStorage(): Promise<void> {
    return this.#showPage('storage', texts.storage.name, async (signal) => {
      const { StoragePage } = await import('./storage/storage-page.ts');
      return new StoragePage(this.#storage, signal).element;
    });
  }

  #showCollage(query: URLSearchParams, library: LibraryParts): Promise<void> {
    return this.#showPage('collage', texts.collage.name, async (signal) => {
      const [{ CollagePage }, { parseDesign }, parts] = await Promise.all([
        import('./collage/collage-page.ts'),
        import('./collage/design.ts'),
        library.collage(),
      ]);
      const context: CollagePageContext = {
        ...parts,
        onDesign: (design, address) => {
          this.#design = design;
          this.router.rewrite(address);
        },
        onChoose: (photos) => {
          library.page.select(photos);
          this.router.close();
        },
      };
      this.#design = parseDesign(query);
      const page = new CollagePage(this.#design, context, signal);
      if (!signal.aborted) void page.open();
      return page.element;
    });
  }

  async #showPage(
    page: Route['page'],
    title: string,
    make: (signal: AbortSignal) => Promise<HTMLElement>,
  ): Promise<void> {
    this.#library?.page.leave();
    this.#shown?.end.abort();
    const end = new AbortController();
    this.#shown = { page, end };
    document.title = `${title} – ${texts.appName}`;
    // Whoever came for this page sees no other on the way.
    if (!this.#isSeen) this.#shell.hideLibrary();
    const element = await make(end.signal).catch(() => undefined);
    if (end.signal.aborted) return;
    if (element) this.#shell.showPage(element, page);
    else this.#giveUp();
    this.#isSeen = true;
  }

  /** Its files are gone, and a notice offers what helps. */
  #giveUp(): void {
    this.#shown = undefined;
    if (!this.#isSeen) this.#shell.showPage(undefined);
    this.router.close();
  }
}
