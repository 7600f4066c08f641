import { stepOf } from '../direction.ts';
import { create } from '../dom.ts';
import { formatMonth } from '../formats.ts';
import { texts } from '../texts.ts';
import type { PhotoGrid } from './photo-grid.ts';

/** It is of use from so many photos on. Their height would not do: it changes with the room that this takes beside them. */
const LEAST_PHOTOS = 300;
/** CSS px between the names of two years, so that both can be read. */
const YEAR_ROOM = 24;
/** How long the handle stays after the last scrolling, in ms, where there is no room for it beside the photos. */
const STAY_MS = 1500;

/**
 * A slider along the grid, from the newest month to the oldest: it shows the years, and the month while it is dragged. It
 * needs to know only how many photos each month has.
 */
export class Scrubber {
  readonly element: HTMLElement;
  readonly #grid: PhotoGrid;
  readonly #years = create('div', { className: 'scrubber-years' });
  readonly #label = create('div', { className: 'scrubber-label' });
  readonly #handle = create('div', { className: 'scrubber-handle' }, {}, this.#label);
  readonly #signal: AbortSignal;
  /** The height of the track, in CSS px. */
  #length = 0;
  #section = -1;
  #top: number | undefined;
  /** The month that a key led to, as long as the grid stays there. */
  #chosen: { readonly section: number; readonly top: number } | undefined;
  #planned: unknown;
  #frame = 0;
  #hiding: ReturnType<typeof setTimeout> | undefined;

  constructor(grid: PhotoGrid, signal: AbortSignal) {
    this.#grid = grid;
    this.#signal = signal;
    this.element = create(
      'div',
      { className: 'scrubber', hidden: true },
      {
        role: 'slider',
        tabindex: '0',
        'aria-label': texts.scrubber,
        'aria-orientation': 'vertical',
        'aria-valuemin': '0',
      },
      this.#years,
      this.#handle,
    );
    grid.listen(() => this.#follow());
    const observer = new ResizeObserver(() => {
      this.#length = this.element.clientHeight;
      this.#planned = undefined;
      this.#follow();
    });
    observer.observe(this.element);
    this.element.addEventListener('pointerdown', (event) => this.#grab(event), { signal });
    this.element.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    const end = () => {
      observer.disconnect();
      clearTimeout(this.#hiding);
      cancelAnimationFrame(this.#frame);
    };
    signal.addEventListener('abort', end, { once: true });
  }

  /** Where the screen can go, in CSS px below the top of the grid. */
  get #range(): number {
    return Math.max(1, this.#grid.plan.height - window.innerHeight);
  }

  #follow(): void {
    const { plan, visibleTop } = this.#grid;
    this.element.hidden = plan.total < LEAST_PHOTOS;
    if (this.element.hidden || this.#length === 0) return;
    if (this.#planned !== plan.sections) this.#showYears();
    const along = Math.min(Math.max(visibleTop / this.#range, 0), 1);
    this.#handle.style.transform = `translateY(${along * this.#length}px)`;
    if (visibleTop !== this.#top) this.#stay();
    this.#top = visibleTop;
    if (this.#chosen && Math.abs(visibleTop - this.#chosen.top) > 1) this.#chosen = undefined;
    const section = this.#chosen?.section ?? this.#grid.sectionShown();
    if (section === this.#section) return;
    this.#section = section;
    const month = formatMonth(plan.sections[section]?.id ?? '');
    this.#label.textContent = month;
    this.element.ariaValueNow = String(section);
    this.element.ariaValueText = month;
  }

  /** Names the years where they begin, as far as there is room. */
  #showYears(): void {
    const { plan } = this.#grid;
    this.#planned = plan.sections;
    this.element.ariaValueMax = String(plan.sections.length - 1);
    const names: HTMLElement[] = [];
    let [year, last] = ['', Number.NEGATIVE_INFINITY];
    for (const { id, box } of plan.sections) {
      const next = /^\d{4}/.exec(id)?.[0] ?? '';
      const y = (Math.min(box.y, this.#range) / this.#range) * this.#length;
      if (next === year) continue;
      year = next;
      if (y - last < YEAR_ROOM || y > this.#length - YEAR_ROOM / 2) continue;
      last = y;
      const name = create('span', {}, {}, year);
      name.style.transform = `translateY(${y}px)`;
      names.push(name);
    }
    this.#years.replaceChildren(...names);
  }

  /** Follows the pointer until it is let go; where it is now, the photos are. */
  #grab(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    const { pointerId, clientY } = event;
    this.element.setPointerCapture(pointerId);
    this.element.dataset['dragged'] = '';
    const held = new AbortController();
    const signal = AbortSignal.any([held.signal, this.#signal]);
    // Whoever takes the handle does not want it to jump to the middle of their finger.
    const { top } = this.element.getBoundingClientRect();
    const handle = (this.#grid.visibleTop / this.#range) * this.#length + top;
    const slip = event.target instanceof Node && this.#handle.contains(event.target) ? clientY - handle : 0;
    let y = clientY;
    const go = () => {
      this.#frame ||= requestAnimationFrame(() => {
        this.#frame = 0;
        const along = Math.min(Math.max((y - slip - top) / this.#length, 0), 1);
        this.#grid.scrollAlong(along);
      });
    };
    const move = (moved: PointerEvent) => {
      y = moved.clientY;
      go();
    };
    const letGo = () => {
      held.abort();
      delete this.element.dataset['dragged'];
      this.#stay();
    };
    this.element.addEventListener('pointermove', move, { signal });
    this.element.addEventListener('lostpointercapture', letGo, { signal });
    go();
  }

  #onKey(event: KeyboardEvent): void {
    const { sections } = this.#grid.plan;
    const { key, altKey, ctrlKey, metaKey } = event;
    const to = altKey || ctrlKey || metaKey ? undefined : this.#sectionAfter(key);
    const next = to === undefined ? -1 : Math.min(Math.max(to, 0), sections.length - 1);
    const section = sections[next];
    if (!section) return;
    event.preventDefault();
    this.#grid.goToSection(section.id);
    // Several months may stand side by side, or at the end all be on the screen: the next key goes on from this one.
    this.#chosen = { section: next, top: this.#grid.visibleTop };
    this.#follow();
  }

  #sectionAfter(key: string): number | undefined {
    const { sections } = this.#grid.plan;
    const step = stepOf(key);
    if (step) return this.#section + step;
    switch (key) {
      case 'ArrowDown':
        return this.#section + 1;
      case 'ArrowUp':
        return this.#section - 1;
      case 'PageDown':
        return this.#section + 12;
      case 'PageUp':
        return this.#section - 12;
      case 'Home':
        return 0;
      case 'End':
        return sections.length - 1;
      default:
        return undefined;
    }
  }

  /** Keeps the handle in sight for a moment. */
  #stay(): void {
    clearTimeout(this.#hiding);
    this.element.dataset['shown'] = '';
    this.#hiding = setTimeout(() => delete this.element.dataset['shown'], STAY_MS);
  }
}
