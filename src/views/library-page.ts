import type { Library } from '../library/library.ts';
import type { ThumbnailLoader } from '../loading/thumbnail-loader.ts';
import type { Photo } from '../shared/photo.ts';
import type { Deletion } from './device/deletion.ts';
import { GridKeys } from './grid/grid-keys.ts';
import { PhotoGrid } from './grid/photo-grid.ts';
import { photoOf } from './grid/photo-of.ts';
import { Scrubber } from './grid/scrubber.ts';
import type { Keep } from './keep/keep.ts';
import { type OriginalActions, originalsOnDemand } from './originals/on-demand.ts';
import { recallPage, rememberPage } from './page-memory.ts';
import { Selecting } from './selection/selecting.ts';
import type { Route, Router } from './shell/router.ts';
import type { Shell } from './shell/shell.ts';
import { Welcome } from './shell/welcome.ts';
import { texts } from './texts.ts';
import type { photoControls } from './viewer/photo-controls.ts';
import type { Viewer, ViewerContext } from './viewer/viewer.ts';
import { whyNot } from './why-not.ts';

export interface LibraryPageContext {
  readonly library: Library;
  readonly thumbnails: ThumbnailLoader;
  /** Loads what photos are opened with. */
  readonly view: () => Promise<
    Pick<ViewerContext, 'images' | 'prefetcher'> & {
      readonly Viewer: typeof Viewer;
      readonly photoControls: typeof photoControls;
    }
  >;
  readonly shell: Shell;
  readonly keep: Keep;
  readonly deletion: Deletion;
  readonly router: Router;
  /** Puts a collage of these photos together. */
  readonly createCollage: (photos: readonly Photo[]) => void;
}

/** What this page can show. */
export type LibraryRoute = Extract<Route, { page: 'library' | 'photo' }>;

/** The grid with the viewer over it, and the addresses of both. */
export class LibraryPage {
  readonly #context: LibraryPageContext;
  readonly #grid: PhotoGrid;
  readonly #signal: AbortSignal;
  /** Loaded after the first pictures of the grid, or when somebody opens a photo. */
  #viewer: Viewer | undefined;
  readonly #selecting: Selecting;
  readonly #scrubber: Scrubber;
  readonly #keys: GridKeys;
  readonly #welcome: Welcome;
  readonly #originals: OriginalActions;
  /** The grid was shown, and not only a photo that somebody came for. */
  #isSeen = false;
  #route: LibraryRoute = { page: 'library', section: undefined };

  constructor(context: LibraryPageContext, signal: AbortSignal) {
    this.#context = context;
    this.#signal = signal;
    const { library, thumbnails, shell, keep, deletion, createCollage } = context;
    this.#originals = originalsOnDemand(shell.notices);
    this.#grid = new PhotoGrid(library, thumbnails, signal, (section) => keep.monthControl(section));
    this.#selecting = new Selecting(
      { library, grid: this.#grid, keep, deletion, originals: this.#originals, createCollage },
      signal,
    );
    this.#welcome = new Welcome(signal);
    this.#scrubber = new Scrubber(this.#grid, signal);
    this.#keys = new GridKeys(this.#grid, library, (photo, event) => this.#selecting.walk(photo, event), signal);
    shell.addAction(this.#selecting.button);
    window.addEventListener('pagehide', () => this.#remember(), { signal });
    void this.settled.then(() => Promise.all([this.#loadViewer(), this.#selecting.load()]));
  }

  /** Once what is seen first is there. */
  get settled(): Promise<void> {
    return this.#grid.settled;
  }

  /** Puts the page into the window, unless it is there. */
  attach(): void {
    if (this.#grid.element.isConnected) return;
    const { main } = this.#context.shell;
    const hadFocus = main.contains(document.activeElement);
    const { element: welcome } = this.#welcome;
    const viewer = this.#viewer ? [this.#viewer.element] : [];
    main.replaceChildren(welcome, this.#grid.frame, this.#scrubber.element, ...viewer);
    this.#grid.fit();
    if (hadFocus) main.focus();
  }

  /** Begins where a reload found it: at the place in the grid, with the focus and the selection. */
  start(): void {
    // The grid is taller than what is loaded: the browser cannot know where its place was.
    history.scrollRestoration = 'manual';
    const { anchor, focus, selection } = recallPage();
    if (anchor) this.#grid.restore(anchor);
    if (focus) this.#keys.restore(focus);
    if (selection) void this.#selecting.recall(selection);
  }

  /** Selects these photos, and no others. */
  select(photos: readonly Photo[]): void {
    void this.#selecting.choose(photos);
  }

  /** Another page is about to be shown instead. */
  leave(): void {
    this.#route = { page: 'library', section: undefined };
    const place = this.#viewer?.place;
    this.#viewer?.close();
    if (place) this.#grid.reveal(place);
    this.#selecting.leave();
    this.#grid.leave();
  }

  /** Another page is there instead. */
  settle(): void {
    this.#grid.settle();
  }

  /** Shows the grid, or a photo over it. */
  async show(route: LibraryRoute): Promise<void> {
    this.#route = route;
    this.#selecting.comeBack();
    this.#grid.comeBack();
    switch (route.page) {
      case 'library':
        this.#isSeen = true;
        this.#closeViewer();
        return this.#goToSection(route.section);
      case 'photo':
        return this.#openPhoto(route);
      default:
        route satisfies never;
    }
  }

  #goToSection(id: string | undefined): void {
    if (!id) return;
    this.#grid.goToSection(id);
    this.#context.router.arrived();
  }

  async #openPhoto(route: Extract<LibraryRoute, { page: 'photo' }>): Promise<void> {
    const { library } = this.#context;
    const { id } = route;
    // Looked for while what shows it is still loading.
    const finding = id && !library.place(id) ? library.find(id) : undefined;
    finding?.catch(() => {});
    const viewer = this.#viewer ?? (await this.#loadViewer());
    if (this.#route !== route) return;
    // Its files are gone, and a notice offers what helps.
    if (!viewer) return this.#context.router.close();
    if (!id) return viewer.showMissing(texts.viewer.notFound);
    const from = viewer.place ? undefined : this.#grid.rectOf(id);
    if (this.#isSeen) this.#welcome.end();
    viewer.open();
    try {
      // What is known is shown in this frame.
      if (finding !== undefined) await finding;
      // Where it is now: places change when the library does.
      const place = library.place(id);
      // Looking for it may have taken long enough for somebody to go elsewhere.
      if (this.#route !== route) return;
      const photo = place && library.photoAt(place);
      if (!photo) return viewer.showMissing(texts.viewer.notFound);
      this.#nameWindow(photo);
      viewer.show(place, from);
    } catch (error) {
      if (this.#route !== route) return;
      viewer.showMissing(whyNot(error));
    }
  }

  async #loadViewer(): Promise<Viewer | undefined> {
    const loaded = await this.#context.view().catch(() => undefined);
    if (!loaded || this.#viewer || this.#signal.aborted) return this.#viewer;
    const { library, thumbnails, shell, keep, deletion, router } = this.#context;
    const { images, prefetcher } = loaded;
    this.#viewer = new loaded.Viewer(
      {
        ...{ library, images, thumbnails, prefetcher },
        controls: loaded.photoControls(this.#originals, keep, deletion),
        copies: keep,
        tileOf: ({ id }) => this.#grid.tile(id)?.painted,
        onStep: (photo) => {
          this.#nameWindow(photo);
          router.follow(photo.id);
        },
        onClose: () => router.close(),
        onCover: (covered) => {
          this.#grid.cover(covered);
          this.#scrubber.element.inert = covered;
          this.#welcome.element.inert = covered;
          shell.cover(covered);
        },
      },
      this.#signal,
    );
    if (this.#grid.element.isConnected) shell.main.append(this.#viewer.element);
    return this.#viewer;
  }

  #nameWindow(photo: Photo): void {
    document.title = `${photo.title} – ${texts.appName}`;
  }

  /** The photo goes back into its tile. */
  #closeViewer(): void {
    const place = this.#viewer?.place;
    const photo = place && this.#context.library.photoAt(place);
    this.#viewer?.close(() => {
      if (place) this.#grid.reveal(place);
      return photo && this.#grid.rectOf(photo.id);
    });
  }

  #remember(): void {
    rememberPage({
      anchor: this.#grid.anchor(),
      focus: photoOf(document.activeElement),
      selection: this.#selecting.remember(),
    });
  }
}
