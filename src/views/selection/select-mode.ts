import type { Library } from '../../library/library.ts';
import type { Photo, PhotoId } from '../../shared/photo.ts';
import { foot } from '../foot.ts';
import type { PhotoGrid } from '../grid/photo-grid.ts';
import { photoOf } from '../grid/photo-of.ts';
import type { Tile } from '../grid/tile.ts';
import type { PlacedPhoto } from '../keep/keep-target.ts';
import { takesKeys } from '../takes-keys.ts';
import { DragSelect } from './drag-select.ts';
import { onLongPress } from './long-press.ts';
import { photosBetween } from './photos-between.ts';
import { Selection } from './selection.ts';
import { type SelectionAction, SelectionBar } from './selection-bar.ts';

/** The photos that were selected, and their months. */
export type RememberedSelection = readonly { readonly photo: PhotoId; readonly section: string }[];

/** Photos that are drawn over, and what was selected before. */
interface Drag {
  readonly from: PhotoId;
  to?: PhotoId;
  readonly before: ReadonlySet<PhotoId>;
  readonly selects: boolean;
}

/** Selecting photos in the grid: by click, by finger, by keyboard, and what can be done with them then. */
export class SelectMode {
  readonly #button: HTMLButtonElement;
  readonly #library: Library;
  readonly #grid: PhotoGrid;
  readonly #bar: SelectionBar;
  readonly #selection = new Selection(() => this.#show());
  #isOn = false;
  #drag: Drag | undefined;
  /** What was selected before a reload, until its months are read. */
  #recalling: RememberedSelection | undefined;
  /** Counts how often somebody was done with selecting. */
  #round = 0;
  /** Another page is shown. */
  #isAway = false;

  /** `button` shows whether it is on; `actions` makes what can be done with the photos that are selected when it is done. */
  constructor(
    library: Library,
    grid: PhotoGrid,
    button: HTMLButtonElement,
    actions: (selected: () => readonly PlacedPhoto[]) => readonly SelectionAction[],
    signal: AbortSignal,
  ) {
    this.#library = library;
    this.#grid = grid;
    this.#button = button;
    this.#bar = new SelectionBar(
      actions(() => this.#selected()),
      () => this.end(),
    );
    foot.append(this.#bar.element);
    grid.addMark((tile) => this.#mark(tile));
    const drag = new DragSelect(
      grid.element,
      {
        isOn: () => this.#isOn,
        begin: (photo, rested) => this.#beginDrag(photo, rested),
        over: (photo) => void this.#dragOver(photo),
      },
      signal,
    );
    const press = (target: Element, event: PointerEvent) => {
      const photo = photoOf(target);
      if (!photo) return;
      this.#press(photo);
      drag.rest(photo, event);
    };
    onLongPress(grid.element, press, signal);
    grid.element.addEventListener('click', (event) => this.#onClick(event), { signal });
    window.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    library.listen(() => this.#selection.retain((photo) => library.place(photo) !== undefined), signal);
  }

  /** Begins it, or ends it. */
  toggle(): void {
    if (this.#isOn) this.end();
    else this.begin();
  }

  begin(): void {
    this.#isOn = true;
    this.#show();
  }

  /** What is selected, by month; `undefined` while nobody selects. It outlives a reload so. */
  remember(): RememberedSelection | undefined {
    if (!this.#isOn) return undefined;
    if (this.#recalling) return this.#recalling;
    return this.#selected().map(({ photo, section }) => ({ photo: photo.id, section }));
  }

  /** Goes on with what was selected before a reload. Its months are read, as nobody may have come to them yet. */
  async recall(selected: RememberedSelection): Promise<void> {
    this.begin();
    const round = this.#round;
    this.#recalling = selected;
    const months = new Set(selected.map(({ section }) => section));
    const { sections } = this.#library.index;
    for (const [index, { id }] of sections.entries())
      if (months.has(id)) await this.#library.load(index).catch(() => []);
    this.#recalling = undefined;
    if (!this.#isOn || this.#round !== round) return;
    this.#selection.add(selected.flatMap(({ photo }) => (this.#library.place(photo) ? [photo] : [])));
  }

  /** Begins anew with these. */
  choose(photos: readonly Photo[]): void {
    this.begin();
    this.#recalling = undefined;
    this.#round += 1;
    this.#selection.replace(photos.map(({ id }) => id));
  }

  /** Nothing is selected any more. */
  end(): void {
    const hadFocus = this.#bar.element.contains(document.activeElement);
    this.#isOn = false;
    this.#drag = undefined;
    this.#round += 1;
    this.#selection.clear();
    // What was pressed is hidden now.
    if (hadFocus) this.#button.focus();
  }

  /** A key led to a photo; with Shift it selects all on the way there, from the photo that was selected last. */
  walk(photo: PhotoId, { shiftKey }: KeyboardEvent): void {
    if (this.#isOn && shiftKey) void this.#choose(photo, true);
  }

  /** Another page is about to be shown: what is selected stays so. */
  leave(): void {
    this.#isAway = true;
    this.#show();
  }

  /** The grid is on the page again. */
  comeBack(): void {
    if (!this.#isAway) return;
    this.#isAway = false;
    this.#show();
  }

  #selected(): readonly PlacedPhoto[] {
    return this.#selection.photos.flatMap((id) => {
      const place = this.#library.place(id);
      const photo = place && this.#library.photoAt(place);
      const section = place && this.#library.index.sections[place.section]?.id;
      return photo && section !== undefined ? [{ photo, section }] : [];
    });
  }

  #show(): void {
    this.#button.ariaPressed = String(this.#isOn);
    this.#grid.element.toggleAttribute('data-selecting', this.#isOn);
    this.#button.hidden = this.#isAway;
    this.#bar.show(this.#isOn && !this.#isAway ? this.#selection.size : undefined);
    this.#grid.markTiles();
  }

  /** A photo that can be selected is a check box, in the list that it is in anyway. */
  #mark(tile: Tile): void {
    const { photo, element, link } = tile;
    const isSelected = this.#isOn && this.#selection.has(photo.id);
    element.toggleAttribute('data-selected', isSelected);
    tile.lift(isSelected);
    link.role = this.#isOn ? 'checkbox' : null;
    link.ariaChecked = this.#isOn ? String(isSelected) : null;
  }

  #press(photo: PhotoId): void {
    this.#isOn = true;
    if (this.#selection.has(photo)) this.#show();
    else this.#selection.toggle(photo);
  }

  #onClick(event: MouseEvent): void {
    const photo = this.#isOn ? photoOf(event.target) : undefined;
    if (!photo) return;
    event.preventDefault();
    void this.#choose(photo, event.shiftKey);
  }

  async #choose(photo: PhotoId, range: boolean): Promise<void> {
    // Whatever a drag still waits for is decided by now.
    this.#drag = undefined;
    const { last } = this.#selection;
    if (!range || !last) return this.#selection.toggle(photo);
    const round = this.#round;
    const between = await photosBetween(this.#library, last, photo);
    // Months may have had to be loaded, and somebody be done with selecting.
    if (this.#isOn && this.#round === round) this.#selection.add(between);
  }

  /** A drag selects, or deselects where it begins with a photo that was selected, all photos on its way. */
  #beginDrag(from: PhotoId, rested: boolean): void {
    const before = new Set(this.#selection.photos);
    this.#drag = { from, before, selects: rested || !before.has(from) };
    void this.#dragOver(from);
  }

  async #dragOver(photo: PhotoId): Promise<void> {
    const drag = this.#drag;
    if (!drag) return;
    drag.to = photo;
    const between = await photosBetween(this.#library, drag.from, photo);
    // Months may have had to be loaded, and the pointer be elsewhere by now.
    if (!this.#isOn || this.#drag !== drag || drag.to !== photo) return;
    const after = new Set(drag.before);
    for (const photo of after) if (!this.#library.place(photo)) after.delete(photo);
    for (const each of between) {
      if (drag.selects) after.add(each);
      else after.delete(each);
    }
    this.#selection.replace(after);
  }

  #onKey(event: KeyboardEvent): void {
    const { key, target } = event;
    // Keys belong to what is open over the grid, to the page that is shown instead of it, and to fields.
    const elsewhere = this.#isAway || this.#grid.element.inert || (takesKeys(target) && key !== 'Escape');
    if (!this.#isOn || elsewhere || document.querySelector('dialog[open]')) return;
    const photo = photoOf(target);
    if (key === 'Escape') this.end();
    else if (key === ' ' && photo) void this.#choose(photo, event.shiftKey);
    else if (key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey) && !event.altKey) this.#chooseAll(photo);
    else return;
    event.preventDefault();
  }

  /** The month of the photo that has the focus; all that is loaded, when that is selected or nothing has the focus. */
  #chooseAll(focused: PhotoId | undefined): void {
    const section = focused && this.#library.place(focused)?.section;
    const month = section === undefined ? [] : this.#idsOf(section);
    const all = () => this.#library.index.sections.flatMap((_, index) => this.#idsOf(index));
    this.#selection.add(month.length === 0 || this.#selection.hasAll(month) ? all() : month);
  }

  #idsOf(section: number): readonly PhotoId[] {
    return (this.#library.photos(section) ?? []).map(({ id }) => id);
  }
}
