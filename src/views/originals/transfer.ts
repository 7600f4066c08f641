import { button, create } from '../dom.ts';
import { foot } from '../foot.ts';
import { beginWork } from '../in-progress.ts';
import { texts } from '../texts.ts';

/** What takes longer than this, in ms, is shown; and what takes longer than that can be cancelled. */
const SHOWN_AFTER_MS = 1000;
const CANCELLED_AFTER_MS = 5000;

/** Files on their way to somewhere: how far they are, once they take a while, and a way to cancel that once they take longer. */
export class Transfer implements Disposable {
  readonly #words = create('p', {}, { role: 'status' });
  readonly #progress = create('progress');
  readonly #cancel = button(texts.dialog.cancel, () => this.#cancelling.abort());
  readonly #element: HTMLElement;
  readonly #cancelling = new AbortController();
  readonly #work = beginWork();
  readonly #timers: readonly ReturnType<typeof setTimeout>[];
  #offered: (() => void) | undefined;

  /** `words` say what is on its way. */
  constructor(words: string) {
    this.#words.textContent = words;
    this.#progress.ariaLabel = words;
    this.#cancel.hidden = true;
    this.#element = create(
      'section',
      { className: 'transfer' },
      { 'aria-label': texts.originals.name },
      ...[this.#words, this.#progress, this.#cancel],
    );
    const reveal = () => {
      this.#cancel.hidden = false;
    };
    this.#timers = [
      setTimeout(() => foot.append(this.#element), SHOWN_AFTER_MS),
      setTimeout(reveal, CANCELLED_AFTER_MS),
    ];
  }

  /** Aborted when somebody cancels it. */
  get signal(): AbortSignal {
    return this.#cancelling.signal;
  }

  /** A number from 0 to 1; without one, nobody knows how far it is. */
  show(done: number | undefined): void {
    if (done === undefined) this.#progress.removeAttribute('value');
    else this.#progress.value = done;
  }

  /**
   * All is here, and somebody has to press once more: browsers do some things only right after that. Resolves with what `run`
   * does then. @throws what it throws; `AbortError` when it is cancelled instead.
   */
  offer<T>(words: string, label: string, run: () => Promise<T>): Promise<T> {
    this.#words.textContent = words;
    this.#progress.remove();
    this.#cancel.hidden = false;
    return new Promise((resolve, reject) => {
      const { signal } = this;
      this.#offered = () => run().then(resolve, reject);
      this.#cancel.before(button(label, () => this.press(), 'button primary'));
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      foot.append(this.#element);
    });
  }

  /** Does what is offered, if something is. */
  press(): void {
    this.#offered?.();
  }

  [Symbol.dispose](): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#element.remove();
    this.#work[Symbol.dispose]();
  }
}
