import type { Library } from '../library/library.ts';
import type { ImageLoader } from '../loading/image-loader.ts';
import type { ThumbnailLoader } from '../loading/thumbnail-loader.ts';
import { type PhotoId, parsePhotoId } from '../shared/photo.ts';
import { type Anchor, PhotoGrid } from './grid/photo-grid.ts';
import { type Route, Router } from './shell/router.ts';
import type { Shell } from './shell/shell.ts';
import { texts } from './texts.ts';
import { Viewer } from './viewer/viewer.ts';

export interface LibraryPageContext {
  readonly library: Library;
  readonly images: ImageLoader;
  readonly thumbnails: ThumbnailLoader;
  readonly shell: Shell;
}

/** Where the grid's place is kept over a reload; it ends with the tab. */
const ANCHOR_KEY = 'afterimage-anchor';

/** The grid with the viewer over it, and the addresses of both. */
export class LibraryPage {
  readonly #context: LibraryPageContext;
  readonly #grid: PhotoGrid;
  readonly #viewer: Viewer;
  readonly #router: Router;

  constructor(context: LibraryPageContext, signal: AbortSignal) {
    this.#context = context;
    const { library, images, thumbnails, shell } = context;
    this.#grid = new PhotoGrid(library, thumbnails, signal);
    this.#router = new Router((route) => void this.#show(route), signal);
    this.#viewer = new Viewer(
      {
        library,
        images,
        thumbnails,
        tileOf: ({ id }) => this.#grid.tile(id)?.painted,
        onStep: ({ id }) => this.#router.follow(id),
        onClose: () => this.#router.close(),
        onCover: (covered) => {
          this.#grid.element.inert = covered;
          shell.cover(covered);
        },
      },
      signal,
    );
    shell.main.replaceChildren(this.#grid.element, this.#viewer.element);
    this.#grid.element.addEventListener('click', (event) => this.#onClick(event), { signal });
    window.addEventListener('pagehide', () => this.#remember(), { signal });
  }

  /** Shows what the address says, at the place in the grid where a reload found it. */
  start(): void {
    // The grid is taller than what is loaded: the browser cannot know where its place was.
    history.scrollRestoration = 'manual';
    const anchor = parseAnchor(sessionStorage.getItem(ANCHOR_KEY));
    if (anchor) this.#grid.restore(anchor);
    this.#router.apply();
  }

  #onClick(event: MouseEvent): void {
    const opensElsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (opensElsewhere || !(event.target instanceof Element)) return;
    const id = parsePhotoId(event.target.closest('a')?.closest('li')?.dataset['photo'] ?? '');
    if (!id) return;
    event.preventDefault();
    this.#router.open(id);
  }

  async #show(route: Route): Promise<void> {
    switch (route.page) {
      case 'library':
        return this.#closeViewer();
      case 'photo':
        return this.#openPhoto(route.id);
      default:
        route satisfies never;
    }
  }

  async #openPhoto(id: PhotoId): Promise<void> {
    const { library } = this.#context;
    const place = library.place(id) ?? (await library.find(id));
    if (!place) return this.#viewer.showMissing();
    document.title = `${library.photoAt(place)?.title ?? texts.viewer.name} – ${texts.appName}`;
    this.#viewer.show(place);
  }

  #closeViewer(): void {
    document.title = texts.appName;
    const { place } = this.#viewer;
    this.#viewer.close();
    if (place) this.#grid.reveal(place);
  }

  #remember(): void {
    const anchor = this.#grid.anchor();
    if (anchor) sessionStorage.setItem(ANCHOR_KEY, JSON.stringify(anchor));
  }
}

function parseAnchor(text: string | null): Anchor | undefined {
  if (!text) return undefined;
  const anchor: unknown = JSON.parse(text);
  // Written by this page alone, in this tab.
  return anchor as Anchor;
}
