import type { ImportFile, ImportProgress, ImportReport } from '../../library/device/photo-import.ts';
import { button, create } from '../dom.ts';
import { formatTimeLeft } from '../formats.ts';
import { texts } from '../texts.ts';
import { timeLeft } from './time-left.ts';

/** What became of an import disappears by itself after so many ms, where there is nothing to read. */
const GOOD_NEWS_MS = 8000;

/** What somebody has not read yet of what became of imports. */
export interface ImportOutcome {
  readonly report: ImportReport | undefined;
  /** Names of files that were being added when their page was closed. */
  readonly unfinished: readonly string[];
  /** Why an import could not be begun, and the files that can be tried again. */
  readonly refused: { readonly reason: string; readonly files: readonly ImportFile[] } | undefined;
}

export const NOTHING: ImportOutcome = { report: undefined, unfinished: [], refused: undefined };

/** How far an import is, and what became of it. */
export class ImportPanel {
  readonly element = create('section', { className: 'import', hidden: true }, { 'aria-label': texts.add.panel });
  readonly #title = create('p', { className: 'import-title' }, { role: 'status' });
  readonly #count = create('p', { className: 'import-count' });
  readonly #bar = create('progress', { className: 'import-bar' }, { 'aria-label': texts.add.panel });
  readonly #cancel: HTMLButtonElement;
  readonly #onRead: () => void;
  readonly #onRetry: () => void;
  #started = 0;
  #hiding: ReturnType<typeof setTimeout> | undefined;

  /** `onRead` is called when somebody closes it, and when it closes by itself. */
  constructor(onCancel: () => void, onRead: () => void, onRetry: () => void) {
    this.#cancel = button(texts.add.cancel, onCancel);
    this.#onRead = onRead;
    this.#onRetry = onRetry;
  }

  /** Files are on their way here; nobody knows yet how many. */
  begin(): void {
    this.#started = performance.now();
    this.#title.textContent = texts.add.panel;
    this.#count.textContent = '';
    this.#bar.removeAttribute('value');
    this.#show(this.#title, this.#bar, this.#count, this.#cancel);
  }

  progress({ settled, total, bytes, name }: ImportProgress): void {
    const title = texts.add.adding(total);
    // Screen readers would say it again each time.
    if (this.#title.textContent !== title) this.#title.textContent = title;
    this.#bar.max = total;
    this.#bar.value = settled;
    const ms = timeLeft(performance.now() - this.#started, bytes);
    const left = ms === undefined ? '' : ` · ${formatTimeLeft(ms / 1000)}`;
    this.#count.textContent = `${texts.add.progress(settled, total)} · ${name}${left}`;
  }

  /** Says what became of it: bad news stays until somebody has read it. */
  finish({ report, unfinished, refused }: ImportOutcome): void {
    const { added = [], alreadyHere = [], failed = [], left = [] } = report ?? {};
    const done = texts.add.done(added.length, alreadyHere.length, failed.length, left.length);
    const parts = [
      ...(refused ? [refused.reason] : []),
      // That nothing was added is said already.
      ...(report && (!refused || added.length + alreadyHere.length + failed.length + left.length > 0) ? [done] : []),
      ...(unfinished.length > 0 ? [texts.add.unfinished(unfinished.length)] : []),
    ];
    if (parts.length === 0) {
      this.#hide();
      return;
    }
    this.#title.textContent = parts.join(' ');
    const lines = [
      ...failed.map(({ name, problem }) => [name, texts.add.problems[problem]]),
      ...alreadyHere.map((name) => [name, texts.add.alreadyHere]),
      ...left.map((name) => [name, texts.add.left]),
      ...unfinished.map((name) => [name]),
    ];
    const last = added.at(-1);
    this.#show(
      this.#title,
      ...(lines.length > 0 ? [details(lines)] : []),
      ...(last ? [create('a', { className: 'button', href: `photo/${last}` }, {}, texts.add.show)] : []),
      ...(refused && refused.files.length > 0 ? [button(texts.add.retry, this.#onRetry)] : []),
      button(texts.add.close, () => this.#hide()),
    );
    if (lines.length === 0 && !refused) this.#hideLater();
  }

  #hide(): void {
    clearTimeout(this.#hiding);
    this.element.hidden = true;
    this.#onRead();
  }

  #show(...children: HTMLElement[]): void {
    clearTimeout(this.#hiding);
    this.element.replaceChildren(...children);
    this.element.hidden = false;
  }

  #hideLater(): void {
    this.#hiding = setTimeout(() => {
      // Somebody who is at its buttons is not done with it.
      if (this.element.contains(document.activeElement)) this.#hideLater();
      else this.#hide();
    }, GOOD_NEWS_MS);
  }
}

/** A list of files, each with a word about it, that is opened on demand; so many as an import may have. */
function details(lines: readonly (readonly string[])[]): HTMLElement {
  const items = lines.map(([name = '', ...words]) =>
    create('li', {}, {}, create('bdi', { className: 'import-name' }, {}, name), ...words.map((word) => ` ${word}`)),
  );
  return create(
    'details',
    { className: 'import-details' },
    {},
    create('summary', {}, {}, texts.add.which),
    create('ul', {}, {}, ...items),
  );
}
