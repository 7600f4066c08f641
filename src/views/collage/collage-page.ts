import type { Library } from '../../library/library.ts';
import type { Photo } from '../../shared/photo.ts';
import { create } from '../dom.ts';
import { texts } from '../texts.ts';
import { type Change, DesignControls } from './controls.ts';
import { CENTRE } from './crop.ts';
import { addressOf, bestLayout, type Design, isCollage, ratioOf } from './design.ts';
import { cellsOf, type Layout, type Rect } from './layouts.ts';
import type { CollagePlan, CollageSources } from './make-collage.ts';
import { Making } from './making.ts';
import { type DeviceKind, fullSize } from './output.ts';
import { OutputControls } from './output-controls.ts';
import { Preview } from './preview.ts';
import './collage.css';

/**
 * Something was done, and not only begun: browsers refuse an address that changes at each px of a drag, after a hundred times
 * (WebKit: within 10 s).
 */
const DONE = ['change', 'click', 'pointerup', 'pointercancel', 'keyup'] as const;

export interface CollagePageContext extends CollageSources {
  readonly library: Library;
  readonly device: DeviceKind;
  /** The address of the page follows the design. */
  readonly onDesign: (design: Design, address: string) => void;
  /** Goes to the grid to choose other photos. */
  readonly onChoose: (photos: readonly Photo[]) => void;
}

/** A collage of a few photos: how it is laid out, to change by hand, and its file at full size. */
export class CollagePage {
  readonly element = create('div', { className: 'collage' });
  readonly #context: CollagePageContext;
  readonly #signal: AbortSignal;
  #design: Design;
  /** The address that was told last. */
  #told: string;
  #photos: readonly Photo[] = [];

  constructor(design: Design, context: CollagePageContext, signal: AbortSignal) {
    this.#design = design;
    this.#told = addressOf(design);
    this.#context = context;
    this.#signal = signal;
    const back = create('a', { className: 'page-back', href: './' }, {}, texts.photos);
    this.element.append(back, create('h1', {}, {}, texts.collage.name));
  }

  /** Looks for the photos in the library, and shows them; or says what is missing. */
  async open(): Promise<void> {
    const { library } = this.#context;
    const found = await Promise.all(
      this.#design.photos.map(async ({ id }) => {
        const place = library.place(id) ?? (await library.find(id).catch(() => undefined));
        return place && library.photoAt(place);
      }),
    );
    if (this.#signal.aborted) return;
    this.#photos = found.filter((photo) => photo !== undefined);
    const ids = new Set(this.#photos.map(({ id }) => id));
    const photos = this.#design.photos.filter(({ id }) => ids.has(id));
    const lost = this.#design.photos.length - photos.length;
    if (lost > 0) this.#design = { ...this.#design, photos, layout: undefined };
    if (lost > 0)
      this.element.append(create('p', { className: 'collage-said' }, { role: 'status' }, texts.collage.lost(lost)));
    if (isCollage(photos.length)) this.#compose();
    else this.element.append(create('p', { className: 'collage-empty' }, {}, texts.collage.choose), this.#chooser());
  }

  #tellDesign(): void {
    const address = addressOf(this.#design);
    if (address !== this.#told) this.#context.onDesign(this.#design, address);
    this.#told = address;
  }

  #chooser(): HTMLElement {
    const onclick = () => this.#context.onChoose(this.#photos);
    const label = this.#photos.length > 0 ? texts.collage.change : texts.collage.chooseAction;
    return create('button', { type: 'button', className: 'button', onclick }, {}, label);
  }

  #compose(): void {
    const { device } = this.#context;
    const byId = new Map(this.#photos.map((photo) => [photo.id, photo]));
    const photosOf = (design: Design) => design.photos.flatMap(({ id }) => byId.get(id) ?? []);
    const layoutOf = (design: Design): Layout =>
      design.layout ?? bestLayout(photosOf(design), design.aspect) ?? { lines: 'rows', counts: [design.photos.length] };
    const placesOf = (design: Design): readonly Rect[] =>
      cellsOf(layoutOf(design), ratioOf(design.aspect), design.gap / 100);
    const show = (design: Design) => {
      this.#design = design;
      preview.show(design, placesOf(design));
      controls.show(design, layoutOf(design));
      const ratio = ratioOf(design.aspect);
      output.offer(fullSize(photosOf(design), placesOf(design), ratio, device), ratio);
    };
    const change = (design: Design) => {
      making.forget();
      show(design);
    };
    for (const type of DONE) this.element.addEventListener(type, () => this.#tellDesign(), { signal: this.#signal });
    const preview = new Preview(change, this.#signal);
    // Whoever swaps photos means them to stay in a layout.
    const controls = new DesignControls((changed: Change) => change({ ...this.#design, ...changed }));
    const output = new OutputControls(() => making.forget());
    const plan = (): Omit<CollagePlan, 'takesLess'> => {
      const places = placesOf(this.#design);
      const parts = photosOf(this.#design).flatMap((photo, index) => {
        const cell = places[index];
        return cell ? [{ photo, cell, focus: this.#design.photos[index]?.focus ?? CENTRE }] : [];
      });
      return { parts, size: output.size, format: output.format, background: this.#design.background };
    };
    const making = new Making(plan, this.#context, this.#signal);
    preview.fill(photosOf(this.#design), this.#context, this.#signal);
    show(this.#design);
    const side = create(
      'div',
      { className: 'collage-side' },
      {},
      controls.element,
      output.element,
      this.#chooser(),
      making.element,
    );
    this.element.append(create('div', { className: 'collage-table' }, {}, preview.element, side));
  }
}
