import { network } from '../../loading/network.ts';
import type { CreditJson } from '../../shared/library-format.ts';
import { bar, slideBar } from '../bar.ts';
import { button, create } from '../dom.ts';
import { foot, leaveRoomForFoot } from '../foot.ts';
import { formatAge } from '../formats.ts';
import { scrollPage } from '../page-scroll.ts';
import { texts } from '../texts.ts';
import { Notices } from './notices.ts';
import type { Route } from './router.ts';

/** The age of what is shown is written anew so often, in ms. */
const MINUTE_MS = 60_000;

/** The frame around the views: the bar with what one can do, notices, and the place for the library. */
export class Shell {
  readonly main = create('main', { className: 'main' }, { tabindex: '-1' });
  readonly #page = create('main', { className: 'main', hidden: true }, { tabindex: '-1' });
  readonly #actions = create('nav', { className: 'actions' }, { 'aria-label': texts.shell.actions });
  readonly #storage = create('a', { className: 'button', href: 'storage' }, {}, texts.storage.name);
  readonly #footer = create('footer', { className: 'credits' });
  readonly #overlayButton: HTMLButtonElement;
  readonly #offlineWord = create('span');
  readonly #offlineAge = create('span', {}, { 'aria-live': 'off' });
  readonly #offline = create(
    'span',
    { className: 'offline', title: texts.shell.offlineHint },
    { role: 'status' },
    this.#offlineWord,
    this.#offlineAge,
  );
  #credits: readonly CreditJson[] = [];
  #reached = true;
  #storedAt: Date | undefined;
  readonly notices = new Notices();

  /** `install` is the browser's offer, as a button. */
  constructor(onOverlay: () => void, install: HTMLElement, signal: AbortSignal) {
    this.#overlayButton = button(texts.shell.overlay, onOverlay);
    this.#overlayButton.setAttribute('aria-pressed', 'false');
    const name = create('a', { className: 'app-name', href: './' }, {}, texts.appName);
    this.#actions.append(install, this.#storage, this.#overlayButton);
    bar.append(name, this.#offline, this.#actions);
    slideBar(signal);
    foot.append(this.notices.element);
    leaveRoomForFoot(signal);
    document.body.append(bar, this.main, this.#page, this.#footer, foot);
    const follow = () => this.#followNetwork();
    window.addEventListener('online', follow, { signal });
    window.addEventListener('offline', follow, { signal });
    const clock = setInterval(follow, MINUTE_MS);
    signal.addEventListener('abort', () => clearInterval(clock), { once: true });
    this.#followNetwork();
  }

  /** Puts everything behind the viewer out of reach, or back. */
  cover(covered: boolean): void {
    bar.inert = covered;
    this.#footer.inert = covered;
  }

  /** Puts something to do into the bar, before what is there. */
  addAction(action: HTMLElement): void {
    this.#actions.prepend(action);
  }

  /** Another page is on its way, and the library is not to be seen before it. */
  hideLibrary(): void {
    this.main.hidden = true;
    this.#footer.hidden = true;
  }

  /** Shows a page instead of the library, or the library again, and moves the focus there. */
  showPage(page: HTMLElement | undefined, name?: Route['page']): void {
    // As long as there is nothing new to be laid out for it.
    if (page) scrollPage(0);
    this.main.hidden = page !== undefined;
    this.#footer.hidden = page !== undefined;
    this.#page.hidden = page === undefined;
    this.#page.replaceChildren(...(page ? [page] : []));
    if (name === 'storage') this.#storage.setAttribute('aria-current', 'page');
    else this.#storage.removeAttribute('aria-current');
    (page ? this.#page : this.main).focus({ preventScroll: true });
  }

  showOverlayState(open: boolean): void {
    this.#overlayButton.setAttribute('aria-pressed', String(open));
  }

  /**
   * Whether the library's server answered when it was asked last. `storedAt` is when the library that is shown was as its
   * server had it, where it is not the newest.
   */
  showReach(reached: boolean, storedAt?: Date): void {
    this.#reached = reached;
    this.#storedAt = storedAt;
    this.#followNetwork();
  }

  #followNetwork(): void {
    const offline = !this.#reached || !network.online();
    const age = this.#storedAt && formatAge(this.#storedAt, new Date());
    const [word, since] = offline ? [texts.shell.offline, age ? texts.shell.photosAsOf(age) : ''] : ['', ''];
    // Each in its place: readers say it once that there is no network, and not each minute how old the photos are.
    if (this.#offlineWord.textContent !== word) this.#offlineWord.textContent = word;
    this.#offlineAge.textContent = since;
  }

  /** Shows a page of words instead of photos. */
  showMessage(title: string, hint: string, retry?: () => void, actions: readonly HTMLElement[] = []): void {
    const words = [create('h1', {}, {}, title), create('p', {}, {}, hint)];
    const again = retry ? [button(texts.shell.retry, retry, 'button primary')] : [];
    const hadFocus = this.main.contains(document.activeElement);
    const mark = create('div', { className: 'message-mark' }, { 'aria-hidden': 'true' });
    const buttons = create('div', { className: 'message-actions' }, {}, ...again, ...actions);
    const failed = retry ? { 'data-failed': '' } : undefined;
    this.main.replaceChildren(create('div', { className: 'message' }, failed, mark, ...words, buttons));
    if (hadFocus) (again[0] ?? this.main).focus();
  }

  /** Shows words in place of everything else, and how to begin anew. */
  showEnd(title: string, hint: string, anew: string): void {
    const begin = create('a', { className: 'button primary', href: './' }, {}, anew);
    this.showMessage(title, hint, undefined, [begin]);
    foot.remove();
    bar.remove();
    this.#footer.remove();
    this.showPage(undefined);
    document.title = texts.appName;
  }

  showCredits(credits: readonly CreditJson[]): void {
    if (credits === this.#credits) return;
    this.#credits = credits;
    const lines = credits.map(({ text, href }) =>
      create('li', {}, {}, create('a', { href, rel: 'noreferrer', target: '_blank' }, {}, text)),
    );
    this.#footer.replaceChildren(create('ul', {}, {}, ...lines));
  }
}
