import { button, create } from '../dom.ts';
import { focusPage } from '../focus.ts';
import { texts } from '../texts.ts';

/** What a notice can be about, the most important first: one is shown at a time. */
const TOPICS = [
  'deleted',
  'failed',
  'collage',
  'newer-data',
  'reload',
  'library',
  'storage-refused',
  'storage-full',
  'storage-nearly-full',
  'update',
] as const satisfies string[];

export type Topic = (typeof TOPICS)[number];

export interface Notice {
  readonly text: string;
  /** What can be done about it: something to do, or somewhere to go. */
  readonly action?: { readonly label: string } & ({ readonly run: () => void } | { readonly href: string });
  /** The word that puts it away, until the page is loaded again or the topic comes up anew. */
  readonly dismiss?: string;
  /** Once it was put away, it is not shown again in this tab. */
  readonly once?: boolean;
}

/** Topics that were put away for good in this tab. */
const DISMISSED_KEY = 'afterimage-dismissed';

/** Says what somebody should know, quietly, at the foot of the window: one thing at a time. */
export class Notices {
  /** Screen readers say what comes into it once they have finished what they say. */
  readonly element = create('div', { className: 'notices' }, { 'aria-live': 'polite' });
  readonly #pending = new Map<Topic, Notice>();
  readonly #dismissed = recallDismissed();
  #shown: Notice | undefined;

  show(topic: Topic, notice: Notice): void {
    if (notice.once && this.#dismissed.has(topic)) return;
    this.#pending.set(topic, notice);
    this.#render();
  }

  /** It is no longer so. */
  withdraw(topic: Topic): void {
    this.#pending.delete(topic);
    this.#render();
  }

  #render(): void {
    const topic = TOPICS.find((candidate) => this.#pending.has(candidate));
    const notice = topic && this.#pending.get(topic);
    if (notice === this.#shown) return;
    this.#shown = notice;
    const hadFocus = this.element.contains(document.activeElement);
    this.element.replaceChildren(...(topic && notice ? [this.#paragraph(topic, notice)] : []));
    if (hadFocus) focusPage();
  }

  #paragraph(topic: Topic, { text, action, dismiss = texts.notices.dismiss, once }: Notice): HTMLElement {
    const put = () => {
      if (once) this.#dismissForGood(topic);
      this.withdraw(topic);
    };
    const element = create('p', { className: 'notice' }, {}, create('span', {}, {}, text));
    if (action) element.append(actionOf(action, put));
    element.append(button(dismiss, put));
    return element;
  }

  #dismissForGood(topic: Topic): void {
    this.#dismissed.add(topic);
    try {
      sessionStorage.setItem(DISMISSED_KEY, [...this.#dismissed].join(' '));
    } catch {
      // Storage is refused: it is shown again after a reload.
    }
  }
}

function actionOf(action: NonNullable<Notice['action']>, put: () => void): HTMLElement {
  const { label } = action;
  // Whoever goes where it leads has read it.
  if ('href' in action) return create('a', { className: 'button primary', href: action.href, onclick: put }, {}, label);
  return button(label, action.run, 'button primary');
}

function recallDismissed(): Set<string> {
  try {
    return new Set(sessionStorage.getItem(DISMISSED_KEY)?.split(' '));
  } catch {
    return new Set();
  }
}
