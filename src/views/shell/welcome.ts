import { chooseWelcomed, wasWelcomed } from '../../settings.ts';
import { button, create } from '../dom.ts';
import { focusPage } from '../focus.ts';
import { scrollPage } from '../page-scroll.ts';
import { texts } from '../texts.ts';

/** What this is, in a sentence above the photos, for whoever comes for the first time. */
export class Welcome {
  readonly element = create(
    'div',
    { className: 'welcome', hidden: wasWelcomed() },
    {},
    create('p', {}, {}, texts.shell.welcome),
    button(texts.shell.understood, () => this.end()),
  );

  constructor(signal: AbortSignal) {
    // Once is enough.
    const leave = () => this.element.offsetHeight > 0 && chooseWelcomed();
    window.addEventListener('pagehide', leave, { signal });
  }

  /** It was read, or somebody found out by themselves. The photos that are looked at stay where they are. */
  end(): void {
    if (this.element.hidden) return;
    chooseWelcomed();
    const hadFocus = this.element.contains(document.activeElement);
    const height = this.element.offsetHeight;
    const top = window.scrollY;
    this.element.hidden = true;
    if (top > height) scrollPage(top - height);
    if (hadFocus) focusPage();
  }
}
