/** Keeps the screen from going dark until `signal` is aborted, where browsers can. */
export function keepAwake(signal: AbortSignal): void {
  const wake = async () => {
    // It ends whenever nobody sees the page.
    if (document.hidden || signal.aborted) return;
    const lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
    const release = () => void lock?.release().catch(() => {});
    if (signal.aborted) release();
    else signal.addEventListener('abort', release, { once: true });
  };
  document.addEventListener('visibilitychange', wake, { signal });
  void wake();
}
