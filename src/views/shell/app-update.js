import { Workbox } from 'workbox-window';
import { trustedScriptUrl } from '../../shared/trusted-url.ts';
/**
 * Registers the service worker, and calls `onWaiting` when a new version of the app waits; what it is given activates
 * that version and loads the page anew. Never does so by itself: somebody may be in the middle of something.
 */
export function registerServiceWorker(onWaiting) {
    // Left out, or left empty, where the browser refuses storage.
    const container = navigator.serviceWorker;
    if (!container)
        return;
    const workbox = new Workbox(trustedScriptUrl(new URL('sw.js', document.baseURI).href));
    workbox.addEventListener('waiting', () => {
        onWaiting(() => {
            workbox.addEventListener('controlling', () => location.reload());
            workbox.messageSkipWaiting();
        });
    });
    workbox.register({ immediate: true }).catch((error) => {
        // Private modes refuse: the app works, it only keeps nothing.
        console.info('Afterimage runs without its service worker, so nothing is kept for offline use.', error);
    });
}
