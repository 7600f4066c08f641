import type { ImportProgress, ImportReport } from '../../library/device/photo-import.ts';
import type { PhotoId } from '../../shared/photo.ts';
import { create } from '../dom.ts';
import { formatTimeLeft, texts } from '../texts.ts';
import { timeLeft } from './time-left.ts';

/** What became of an import disappears by itself after so many ms, where there is nothing to read. */
const GOOD_NEWS_MS = 8000;

/** How far an import is, and what became of it. */
export class ImportPanel {
  readonly element = create('section', { className: 'import', hidden: true }, { 'aria-label': texts.add.panel });
  readonly #title = create('p', { className: 'import-title' }, { role: 'status' });
  readonly #count = create('p', { className: 'import-count' });
  readonly #bar = create('progress', { className: 'import-bar' }, { 'aria-label': texts.add.panel });
  readonly #cancel: HTMLButtonElement;
  #started = 0;
  #hiding: ReturnType<typeof setTimeout> | undefined;

  constructor(onCancel: () => void) {
    this.#cancel = button(texts.add.cancel, onCancel);
  }

  begin(total: number): void {
    this.#started = performance.now();
    this.#title.textContent = texts.add.adding(total);
    this.#count.textContent = '';
    this.#bar.removeAttribute('value');
    this.#show(this.#title, this.#bar, this.#count, this.#cancel);
  }

  progress({ settled, total, bytes, name }: ImportProgress): void {
    this.#bar.max = total;
    this.#bar.value = settled;
    const ms = timeLeft(performance.now() - this.#started, bytes);
    const left = ms === undefined ? '' : ` · ${formatTimeLeft(ms)}`;
    this.#count.textContent = `${texts.add.progress(settled, total)} · ${name}${left}`;
  }

  /** Says what became of it: bad news stays until somebody has read it. */
  finish({ added, alreadyHere, failed, left }: ImportReport): void {
    this.#title.textContent = texts.add.done(added.length, alreadyHere.length, failed.length, left.length);
    const lines = [
      ...failed.map(({ name, problem }) => [name, texts.add.problems[problem]]),
      ...alreadyHere.map((name) => [name, texts.add.alreadyHere]),
      ...left.map((name) => [name, texts.add.left]),
    ];
    this.#offer(added.at(-1), lines);
    if (lines.length === 0) this.#hideLater();
  }

  /** Says which files were being added when their page was closed. */
  nameUnfinished(names: readonly string[], dismissed: () => void): void {
    this.#title.textContent = texts.add.unfinished(names.length);
    const lines = names.map((name) => [name]);
    const close = button(texts.add.close, () => {
      dismissed();
      this.element.hidden = true;
    });
    this.#show(this.#title, details(lines), close);
  }

  /** Says why nothing can be added. */
  refuse(reason: string): void {
    this.#title.textContent = reason;
    this.#offer(undefined, []);
  }

  #offer(added: PhotoId | undefined, lines: readonly (readonly string[])[]): void {
    const show = added ? [create('a', { className: 'button', href: `photo/${added}` }, {}, texts.add.show)] : [];
    const close = button(texts.add.close, () => (this.element.hidden = true));
    this.#show(this.#title, ...(lines.length > 0 ? [details(lines)] : []), ...show, close);
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
      else this.element.hidden = true;
    }, GOOD_NEWS_MS);
  }
}

/** A list of files, each with a word about it, that is opened on demand; so many as an import may have. */
function details(lines: readonly (readonly string[])[]): HTMLElement {
  const items = lines.map(([name = '', ...words]) =>
    create('li', {}, {}, create('span', { className: 'import-name' }, {}, name), ...words.map((word) => ` ${word}`)),
  );
  return create(
    'details',
    { className: 'import-details' },
    {},
    create('summary', {}, {}, texts.add.which),
    create('ul', {}, {}, ...items),
  );
}

function button(label: string, onclick: () => void): HTMLButtonElement {
  return create('button', { type: 'button', className: 'button', onclick }, {}, label);
}
