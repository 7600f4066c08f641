/** How long the page has to be hidden before its memory is given back, in ms: a glance at another tab is shorter. */
export const HIDDEN_FOR = 60_000;
/**
 * Calls `relieve` when memory should be given back: the page has been hidden for a while, or the browser is about to
 * freeze it or to keep it for "back". Browsers tell a page nothing else: `PressureObserver` knows the processor only, and
 * an allocation that fails is seen by whoever tried it.
 */
export function onMemoryPressure(relieve, page, signal) {
    let timer;
    const watch = () => {
        clearTimeout(timer);
        if (page.visibilityState === 'hidden')
            timer = setTimeout(relieve, HIDDEN_FOR);
    };
    // It may have been opened in the background.
    watch();
    page.addEventListener('visibilitychange', watch, { signal });
    page.addEventListener('freeze', relieve, { signal });
    page.defaultView?.addEventListener('pagehide', relieve, { signal });
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}
