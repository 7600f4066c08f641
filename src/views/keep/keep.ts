import type { Library } from '../../library/library.ts';
import type { LibrarySection } from '../../library/merge.ts';
import { type PinningClient, pinsCovering } from '../../loading/pinning-client.ts';
import type { Photo } from '../../shared/photo.ts';
import type { Pin, PinnedState, PinScope } from '../../shared/pin.ts';
import { formatBytes, formatMonth } from '../formats.ts';
import { texts } from '../texts.ts';
import { whyNot } from '../why-not.ts';
import { KeepControl, type KeepLabels } from './keep-control.ts';
import { type KeepTarget, ofLibrary, type PlacedPhoto, scopesOf } from './keep-target.ts';
import type { ProgressStrip } from './progress-strip.ts';

/**
 * "Keep offline", for all views: asks what to keep, shows how it goes, and makes the controls for a photo, a month and
 * everything. Dialog and strip are loaded when somebody needs them.
 */
export class Keep {
  readonly #client: PinningClient;
  readonly #signal: AbortSignal;
  readonly #months = new Map<string, KeepControl>();
  /** The controls for the whole library. */
  readonly #everything: HTMLElement[] = [];
  #library: Library | undefined;
  #strip: Promise<ProgressStrip> | undefined;
  #isAsking = false;

  constructor(client: PinningClient, signal: AbortSignal) {
    this.#client = client;
    this.#signal = signal;
    client.listen(({ progress }) => {
      const isNews = progress.state !== 'idle' || this.#strip !== undefined;
      if (isNews) void this.#loadStrip().then((strip) => strip.show(this.#client.now));
    }, signal);
  }

  /** The library that "everything" means, from now on. */
  follow(library: Library): void {
    this.#library = library;
    library.listen(() => this.#showLibraryControls(), this.#signal);
    this.#showLibraryControls();
    void this.#client.start();
  }

  /**
   * Asks in which quality to keep these photos, months, or everything, and keeps them. `target` is what the dialog names and
   * adds up: `{ kind: 'photos', photos: [{ photo, section }] }` for a selection, where `section` is the id of its month.
   * Resolves with whether they are kept from now on.
   */
  async keepOffline(target: KeepTarget): Promise<boolean> {
    const kept = ofLibrary(target);
    if (!kept) return false;
    const { askForPersistence } = await import('../../loading/persistence.ts');
    const quality = await this.#ask(async () => (await import('./keep-dialog.ts')).askForQuality(kept, this.#client));
    if (!quality) return false;
    // Some browsers ask their user, who needs to know what for: now is the moment.
    const persistence = askForPersistence();
    try {
      await this.#client.pin(scopesOf(kept).map((scope) => ({ scope, quality })));
    } catch (error) {
      await this.#say(whyNot(error));
      return false;
    }
    const strip = await this.#loadStrip();
    strip.showPersistence(await persistence);
    strip.reveal(this.#client.now);
    return true;
  }

  /** What is kept of a photo. */
  stateOf(photo: Photo): Promise<PinnedState> {
    return this.#client.stateOf(photo.id);
  }

  /** Calls back whenever something of what is kept changed. */
  listen(listener: () => void, signal: AbortSignal): void {
    this.#client.listen(listener, signal);
  }

  /** Removes the offline copies of what these wishes keep, and says how much space that gives back. */
  async removeOffline(scopes: readonly PinScope[]): Promise<void> {
    try {
      const { freedBytes, done } = await this.#client.unpin(scopes);
      const words = done ? texts.keep.removed : texts.keep.removing;
      await this.#say(words(formatBytes(freedBytes)));
    } catch (error) {
      await this.#say(whyNot(error));
    }
  }

  /**
   * Removes the offline copies of photos: what only their own wishes keep goes at once; with a wish that keeps more than
   * them, somebody has to agree.
   */
  async removePhotos(photos: readonly PlacedPhoto[]): Promise<void> {
    const pins = pinsCovering(this.#client.now.pins, photos);
    if (pins.length === 0) await this.#say(texts.keep.notKept);
    else if (pins.every(({ scope }) => scope.kind === 'photo'))
      await this.removeOffline(pins.map(({ scope }) => scope));
    else await this.#confirmRemoval(pins);
  }

  /** The control at a month's heading; none where all of it is of this device. Always the same one for a month. */
  monthControl(section: LibrarySection): HTMLElement | undefined {
    if (!section.server) return undefined;
    const { id } = section;
    const known = this.#months.get(id);
    if (known) return known.element;
    const [keep, remove] = [texts.keep.keepMonth(formatMonth(id)), texts.keep.removeMonth(formatMonth(id))];
    const labels = { keep, coming: remove, failed: remove, remove };
    const now = () => this.#library?.index.sections.find((candidate) => candidate.id === id) ?? section;
    const control = this.#control({ kind: 'section', section: id }, labels, () => ({
      kind: 'section',
      section: now(),
    }));
    this.#months.set(id, control);
    return control.element;
  }

  /** The control for the whole library. */
  libraryControl(): HTMLElement {
    const { keepEverything: keep, removeEverything: remove } = texts.keep;
    const labels = { keep, coming: remove, failed: remove, remove };
    const target = (): KeepTarget => ({ kind: 'library', sections: this.#library?.index.sections ?? [] });
    const { element } = this.#control({ kind: 'library' }, labels, target);
    this.#everything.push(element);
    this.#showLibraryControls();
    return element;
  }

  /** Where all photos are of this device, there is nothing to keep. */
  #showLibraryControls(): void {
    const isThere = this.#library?.index.sections.some(({ server }) => server) ?? false;
    for (const element of this.#everything) element.hidden = !isThere;
  }

  /** The viewer's control, for the photo that `show` names. */
  photoControl(): { readonly element: HTMLElement; readonly show: (photo: Photo | undefined) => void } {
    let shown: { readonly photo: Photo; readonly section: string } | undefined;
    const onclick = async () => {
      if (!shown) return;
      // On its way: it can be paused and cancelled where its progress is shown.
      if (control.state === 'wanted') (await this.#loadStrip()).reveal(this.#client.now);
      else if (control.state === 'kept') await this.removePhotos([shown]);
      else await this.keepOffline({ kind: 'photos', photos: [shown] });
    };
    const control = new KeepControl(
      { keep: texts.keep.name, coming: texts.keep.name, failed: texts.keep.name, remove: texts.keep.remove },
      () => void onclick(),
    );
    const refresh = async () => {
      const asked = shown;
      const state = asked ? await this.#client.stateOf(asked.photo.id) : 'not-pinned';
      if (asked === shown) control.show(state, this.#client.now.progress.state);
    };
    this.#client.listen(() => void refresh(), this.#signal);
    return {
      element: control.element,
      show: (photo) => {
        const section = photo && this.#sectionOf(photo);
        const known = shown?.photo.id === photo?.id;
        shown = photo && section !== undefined && photo.source === 'library' ? { photo, section } : undefined;
        control.element.hidden = shown === undefined;
        if (!known) control.show('not-pinned', 'idle');
        void refresh();
      },
    };
  }

  #control(scope: PinScope, labels: KeepLabels, target: () => KeepTarget): KeepControl {
    const covering = () => {
      const pins = [this.#client.pinOf({ kind: 'library' }), this.#client.pinOf(scope)];
      return [...new Set(pins)].filter((pin) => pin !== undefined);
    };
    const control = new KeepControl(labels, () => {
      const pins = covering();
      if (pins.length > 0) void this.#confirmRemoval(pins);
      else void this.keepOffline(target());
    });
    const show = () => {
      const pins = covering();
      const { state: work } = this.#client.now.progress;
      const state = pins.some(({ complete }) => complete) ? 'kept' : work === 'failed' ? 'failed' : 'wanted';
      control.show(pins.length > 0 ? state : 'not-pinned', work);
    };
    this.#client.listen(show, this.#signal);
    show();
    return control;
  }

  async #confirmRemoval(pins: readonly Pin[]): Promise<void> {
    const months = pins.flatMap(({ scope }) => (scope.kind === 'section' ? [scope.section] : []));
    const everything = pins.some(({ scope }) => scope.kind === 'library') ? [texts.keep.everything] : [];
    // As in the grid, the newest first.
    const wholes = [
      ...everything,
      ...months
        .sort()
        .reverse()
        .map((id) => formatMonth(id)),
    ];
    const { remove, removeAll, removeAction } = texts.keep;
    const question = { title: remove, lines: removeAll(wholes, pins.length - wholes.length), action: removeAction };
    const agreed = await this.#ask(async () => (await import('../confirm.ts')).confirm(question));
    if (agreed) await this.removeOffline(pins.map(({ scope }) => scope));
  }

  /** One question at a time: whoever clicks twice is asked once. */
  async #ask<T>(question: () => Promise<T>): Promise<T | undefined> {
    if (this.#isAsking) return undefined;
    this.#isAsking = true;
    try {
      return await question();
    } finally {
      this.#isAsking = false;
    }
  }

  #sectionOf(photo: Photo): string | undefined {
    const place = this.#library?.place(photo.id);
    return place && this.#library?.index.sections[place.section]?.id;
  }

  async #say(words: string): Promise<void> {
    const strip = await this.#loadStrip();
    strip.show(this.#client.now);
    strip.say(words);
  }

  #loadStrip(): Promise<ProgressStrip> {
    this.#strip ??= import('./progress-strip.ts').then(({ ProgressStrip }) => new ProgressStrip(this.#client));
    return this.#strip;
  }
}
