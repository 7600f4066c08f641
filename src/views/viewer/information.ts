import type { Photo } from '../../shared/photo.ts';
import type { PinnedState } from '../../shared/pin.ts';
import { create } from '../dom.ts';
import { texts } from '../texts.ts';
import type { Painting } from './canvas-picture.ts';
import { type Fact, factsOf, standingOf } from './facts.ts';

/** Tells what is kept offline. */
export interface OfflineCopies {
  readonly stateOf: (photo: Photo) => Promise<PinnedState>;
  /** Calls back whenever that may have changed. */
  readonly listen: (listener: () => void, signal: AbortSignal) => void;
}

/** What is known of the photo that is shown, beside it, or below it where there is no room beside. */
export class Information {
  readonly element: HTMLElement;
  readonly #viewer: () => HTMLElement;
  readonly #copies: OfflineCopies;
  readonly #button: HTMLButtonElement;
  readonly #facts = create('dl');
  readonly #standing = create('dl', { className: 'information-standing' });
  #photo: Photo | undefined;
  #painting: Painting | undefined;
  #kept: PinnedState = 'not-pinned';

  /** `button` opens it, and says whether it is open; `viewer` makes room for it. */
  constructor(viewer: () => HTMLElement, copies: OfflineCopies, button: HTMLButtonElement, signal: AbortSignal) {
    this.#viewer = viewer;
    this.#copies = copies;
    this.#button = button;
    button.ariaExpanded = 'false';
    const close = create(
      'button',
      { type: 'button', className: 'information-close', onclick: () => this.#close() },
      { 'aria-label': texts.information.close },
    );
    this.element = create(
      'section',
      { className: 'information', hidden: true },
      // It scrolls, and keys have to be able to scroll it.
      { 'aria-label': texts.information.name, tabindex: '0' },
      create('header', {}, {}, create('h2', {}, {}, texts.information.name), close),
      this.#facts,
      this.#standing,
    );
    copies.listen(() => void this.#askWhatIsKept(), signal);
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  toggle(): void {
    this.element.hidden = this.isOpen;
    this.#button.ariaExpanded = String(this.isOpen);
    this.#viewer().toggleAttribute('data-information', this.isOpen);
    this.#describe();
    void this.#askWhatIsKept();
  }

  /** Follows to another photo, or to none. */
  show(photo: Photo | undefined): void {
    if (photo?.id !== this.#photo?.id) {
      this.#painting = undefined;
      this.#kept = 'not-pinned';
    }
    this.#photo = photo;
    this.#describe();
    void this.#askWhatIsKept();
  }

  /** Something else, or something sharper, is on the screen. */
  painted(painting: Painting): void {
    this.#painting = painting;
    this.#describeStanding();
  }

  #close(): void {
    this.toggle();
    this.#button.focus();
  }

  #describe(): void {
    if (!this.isOpen) return;
    write(this.#facts, this.#photo ? factsOf(this.#photo) : []);
    this.element.scrollTop = 0;
    this.#describeStanding();
  }

  #describeStanding(): void {
    if (!this.isOpen) return;
    write(this.#standing, this.#photo ? standingOf(this.#photo, this.#painting, this.#kept) : []);
  }

  async #askWhatIsKept(): Promise<void> {
    const photo = this.#photo;
    if (!this.isOpen || photo?.source !== 'library') return;
    const kept = await this.#copies.stateOf(photo);
    if (this.#photo?.id !== photo.id) return;
    this.#kept = kept;
    this.#describeStanding();
  }
}

/** What is the same stays, so that nobody loses what they selected. */
function write(list: HTMLDListElement, facts: readonly Fact[]): void {
  const items = facts.flatMap(([term, lines]) => [
    create('dt', {}, {}, term),
    ...lines.map((line) => create('dd', {}, {}, line)),
  ]);
  const text = (nodes: Iterable<Node>) => JSON.stringify([...nodes].map(({ textContent }) => textContent));
  if (text(list.children) !== text(items)) list.replaceChildren(...items);
}
