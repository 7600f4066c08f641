import { create } from '../dom.ts';
import { texts } from '../texts.ts';
/** The frame around the views: the bar with what one can do, notices, and the place for the library. */
export class Shell {
    main = create('main', { className: 'main' });
    #bar;
    #footer = create('footer', { className: 'credits' });
    #overlayButton;
    #offline = create('span', { className: 'offline', hidden: true, title: texts.shell.offlineHint }, { role: 'status' });
    #notices = create('div', { className: 'notices' }, { 'aria-live': 'polite' });
    constructor(onOverlay, signal) {
        this.#overlayButton = button(texts.shell.overlay, onOverlay);
        this.#overlayButton.setAttribute('aria-pressed', 'false');
        this.#offline.textContent = texts.shell.offline;
        const name = create('a', { className: 'app-name', href: './' }, {}, texts.appName);
        this.#bar = create('header', { className: 'bar' }, {}, name, this.#offline, installButton(signal), this.#overlayButton);
        document.body.append(this.#bar, this.main, this.#footer, this.#notices);
        const follow = () => this.showOffline(!navigator.onLine);
        window.addEventListener('online', follow, { signal });
        window.addEventListener('offline', follow, { signal });
    }
    /** Puts everything behind the viewer out of reach, or back. */
    cover(covered) {
        this.#bar.inert = covered;
        this.#footer.inert = covered;
    }
    showOverlayState(open) {
        this.#overlayButton.setAttribute('aria-pressed', String(open));
    }
    showOffline(offline) {
        this.#offline.hidden = !offline;
    }
    /** Offers a new version of the app; nothing happens until the user says so. */
    offerUpdate(update) {
        const later = button(texts.shell.later, () => notice.remove());
        const now = button(texts.shell.update, update);
        now.classList.add('primary');
        const notice = create('p', { className: 'notice' }, {}, texts.shell.updateReady, now, later);
        this.#notices.replaceChildren(notice);
    }
    /** Shows a page of words instead of photos. */
    showMessage(title, hint, retry) {
        const words = [create('h1', {}, {}, title), create('p', {}, {}, hint)];
        const again = retry ? [button(texts.shell.retry, retry)] : [];
        this.main.replaceChildren(create('div', { className: 'message' }, {}, ...words, ...again));
    }
    showCredits(credits) {
        const lines = credits.map(({ text, href }) => create('li', {}, {}, create('a', { href, rel: 'noreferrer', target: '_blank' }, {}, text)));
        this.#footer.replaceChildren(create('ul', {}, {}, ...lines));
    }
}
function button(label, onclick) {
    return create('button', { type: 'button', className: 'button', onclick }, {}, label);
}
/** Hidden until the browser offers to install the app. */
function installButton(signal) {
    let offer;
    const install = button(texts.shell.install, () => {
        void offer?.prompt();
        install.hidden = true;
    });
    install.hidden = true;
    window.addEventListener('beforeinstallprompt', (event) => {
        event.preventDefault();
        offer = event;
        install.hidden = false;
    }, { signal });
    window.addEventListener('appinstalled', () => (install.hidden = true), { signal });
    return install;
}
