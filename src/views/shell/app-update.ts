import { Workbox } from 'workbox-window';
import { trustedScriptUrl } from '../../shared/trusted-url.ts';
import { texts } from '../texts.ts';
import type { Notices } from './notices.ts';
import { reloadWhenIdle } from './reload.ts';
import { sayStorageIsRefused } from './storage-notices.ts';

/**
 * Registers the service worker, and keeps page and worker of one version: a new version is offered when it waits, and never
 * forced, as somebody may be in the middle of something; where another window took it, this one follows.
 */
export function registerServiceWorker(notices: Notices, signal: AbortSignal): void {
  // Left out, or left empty, where the browser refuses storage.
  const container: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (!container) {
    sayStorageIsRefused(notices);
    return;
  }
  const script = trustedScriptUrl(new URL('sw.js', document.baseURI).href);
  const workbox = new Workbox(script);
  let updatesItself = false;
  const update = () => {
    updatesItself = true;
    workbox.addEventListener('controlling', () => location.reload());
    workbox.messageSkipWaiting();
  };
  const offer = () => {
    const action = { label: texts.shell.update, run: update };
    notices.show('update', { text: texts.shell.updateReady, action, dismiss: texts.shell.later });
  };
  workbox.addEventListener('waiting', offer);
  // The first worker takes over a page that had none; any other replaces the one that this page came from.
  let controlled = container.controller !== null;
  const changed = () => {
    if (controlled && !updatesItself) reloadWhenIdle(notices, signal);
    controlled = true;
  };
  container.addEventListener('controllerchange', changed, { signal });
  // Like Workbox: `register` takes a trusted URL, which TypeScript does not know yet.
  const registered = container.register(script as string).then((found) => skipLateNews(found, offer, signal));
  // At the same time: Workbox holds on to every message until it hears of the first worker, and so for ever if it came later.
  Promise.all([registered, workbox.register({ immediate: true })]).catch((error: unknown) => {
    console.info('Afterimage runs without its service worker, so nothing is kept for offline use.', error);
    sayStorageIsRefused(notices);
  });
}

/**
 * WebKit may tell of a new worker when it is no longer installing, and Workbox would fail on there being none: so this listens
 * before Workbox does. A worker that waits by then, in place of an older one, is offered all the same.
 */
function skipLateNews(registration: ServiceWorkerRegistration, offer: () => void, signal: AbortSignal): void {
  const skip = (event: Event) => {
    if (registration.installing) return;
    event.stopImmediatePropagation();
    if (registration.waiting && registration.active) offer();
  };
  registration.addEventListener('updatefound', skip, { signal });
}
