import { freeBytes } from '../../loading/free-space.ts';
import { losesUnvisited } from '../../loading/persistence.ts';
import type { PinningClient } from '../../loading/pinning-client.ts';
import type { PinQuality } from '../../shared/pin.ts';
import { button, create } from '../dom.ts';
import { formatBytes } from '../formats.ts';
import { texts } from '../texts.ts';
import { type HeldBytes, heldBytes } from './held-bytes.ts';
import { countOf, type KeepSize, type KeepTarget, nameOf, sizeOf } from './keep-target.ts';

/** Asks in which quality to keep something; resolves with the answer, or `undefined` when somebody thinks better of it. */
export async function askForQuality(target: KeepTarget, client: PinningClient): Promise<PinQuality | undefined> {
  const [free, held] = await Promise.all([freeBytes(), heldBytes(target, client)]);
  return new KeepDialog(target, free, held).answer();
}

const QUALITIES: readonly PinQuality[] = ['screen', 'original'];

/** What will be kept, how large it is in each quality, and whether there is room. */
class KeepDialog {
  readonly #element: HTMLDialogElement;
  readonly #sizes: Readonly<Record<PinQuality, KeepSize>>;
  readonly #free: number | undefined;
  readonly #held: HeldBytes;
  readonly #keep = button(texts.keep.keep, () => this.#element.close(this.#chosen));
  readonly #room = create('p', { className: 'keep-room' }, { role: 'status' });
  #chosen: PinQuality = 'screen';

  constructor(target: KeepTarget, free: number | undefined, held: HeldBytes) {
    this.#free = free;
    this.#held = held;
    this.#sizes = { screen: sizeOf(target, 'screen'), original: sizeOf(target, 'original') };
    this.#keep.classList.add('primary');
    const single = target.kind === 'photos' && countOf(target) === 1;
    const count = single ? '' : texts.photoCount(countOf(target));
    this.#element = create(
      'dialog',
      { className: 'dialog keep-dialog' },
      { 'aria-label': texts.keep.name },
      create('h2', {}, {}, texts.keep.name),
      create(
        'p',
        {},
        {},
        [nameOf(target), count].filter((text, index, all) => text && text !== all[index - 1]).join(', '),
      ),
      this.#choice(),
      this.#room,
      ...(target.kind === 'photos' ? [] : [create('p', { className: 'keep-hint' }, {}, texts.keep.grows)]),
      ...(losesUnvisited() ? [create('p', { className: 'keep-hint' }, {}, texts.storage.sevenDays)] : []),
      create(
        'div',
        { className: 'dialog-buttons' },
        {},
        button(texts.dialog.cancel, () => this.#element.close()),
        this.#keep,
      ),
    );
    // The viewer listens for the same keys.
    this.#element.addEventListener('keydown', (event) => event.stopPropagation());
    this.#showRoom();
  }

  answer(): Promise<PinQuality | undefined> {
    document.body.append(this.#element);
    this.#element.showModal();
    return new Promise((resolve) => {
      const close = () => {
        this.#element.remove();
        resolve(QUALITIES.find((quality) => quality === this.#element.returnValue));
      };
      this.#element.addEventListener('close', close, { once: true });
    });
  }

  #choice(): HTMLFieldSetElement {
    const options = QUALITIES.map((quality) => {
      const onchange = () => {
        this.#chosen = quality;
        this.#showRoom();
      };
      const radio = create('input', { type: 'radio', name: 'quality', checked: quality === this.#chosen, onchange });
      const { name, hint } = texts.keep.qualities[quality];
      const words = create('span', {}, {}, create('b', {}, {}, name), create('small', {}, {}, hint));
      const size = create('span', { className: 'keep-size' }, {}, sizeText(this.#sizes[quality]));
      return create('label', {}, {}, radio, words, size);
    });
    return create(
      'fieldset',
      { className: 'keep-choice' },
      {},
      create('legend', {}, {}, texts.keep.quality),
      ...options,
    );
  }

  /** Encoded bytes that are not here yet. */
  #lacking(quality: PinQuality): number {
    return Math.max(0, this.#sizes[quality].bytes - this.#held[quality]);
  }

  #showRoom(): void {
    const bytes = this.#lacking(this.#chosen);
    const fits = this.#free === undefined || bytes <= this.#free;
    this.#keep.disabled = !fits;
    this.#room.toggleAttribute('data-short', !fits);
    if (this.#free === undefined) this.#room.textContent = '';
    else if (fits) this.#room.textContent = texts.keep.free(formatBytes(this.#free));
    else {
      const previewsFit = this.#chosen === 'original' && this.#lacking('screen') <= this.#free;
      this.#room.textContent = texts.keep.tooLarge(formatBytes(bytes), formatBytes(this.#free), previewsFit);
    }
  }
}

function sizeText({ bytes, exact }: KeepSize): string {
  return exact ? formatBytes(bytes) : texts.keep.about(formatBytes(bytes));
}
