import { askForPersistence, losesUnvisited, type Persistence, persistence } from '../../loading/persistence.ts';
import { create } from '../dom.ts';
import { formatBytes } from '../formats.ts';
import { texts } from '../texts.ts';

/** Whether the browser keeps what is stored, a button to ask it to, and how much space is left. */
export class Keeping {
  readonly element: HTMLElement;
  readonly #state = create('p', {}, { role: 'status' });
  readonly #ask: HTMLButtonElement;
  readonly #space = create('p', { className: 'storage-hint storage-space' });

  /** `install` offers to install the app. */
  constructor(install: HTMLElement) {
    const onclick = async () => this.#show(await askForPersistence(), true);
    this.#ask = create(
      'button',
      { type: 'button', className: 'button', hidden: true, onclick: () => void onclick() },
      {},
      texts.storage.ask,
    );
    const unvisited = losesUnvisited() ? [create('p', {}, {}, texts.storage.sevenDays)] : [];
    this.element = create('div', {}, {}, this.#state, ...unvisited, this.#ask, install, this.#space);
    void persistence().then((state) => this.#show(state, false));
  }

  /** Bytes that the browser still allows; `undefined` where it does not say. */
  showSpace(bytes: number | undefined): void {
    this.#space.textContent = bytes === undefined ? '' : texts.storage.space(formatBytes(bytes));
  }

  #show(state: Persistence, asked: boolean): void {
    const { promised, notPromised, refused, unknown } = texts.storage;
    const words = { promised, 'not-promised': asked ? refused : notPromised, unknown };
    this.#state.textContent = words[state];
    this.#ask.hidden = state !== 'not-promised';
  }
}
