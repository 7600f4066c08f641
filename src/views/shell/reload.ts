import { isWorking, onWorkEnded } from '../in-progress.ts';
import { texts } from '../texts.ts';
import type { Notices, Topic } from './notices.ts';

/** Offers to load the page anew. */
export function offerReload(notices: Notices, topic: Topic = 'reload', text: string = texts.notices.reload): void {
  notices.show(topic, {
    text,
    action: { label: texts.notices.reloadAction, run: () => location.reload() },
    dismiss: texts.shell.later,
  });
}

/**
 * Another window updated the app, and this one is of the version before. Loads it anew at once where nothing is in progress,
 * else as soon as nobody looks; until then it says so. What a reload would cut off is never cut off.
 */
export function reloadWhenIdle(notices: Notices, signal: AbortSignal): void {
  if (!wouldLose() && (document.hidden || !somebodyIsBusy())) {
    location.reload();
    return;
  }
  offerReload(notices);
  const unseen = () => {
    if (document.hidden && !wouldLose()) location.reload();
  };
  document.addEventListener('visibilitychange', unseen, { signal });
  onWorkEnded(unseen, signal);
}

/** A part of the app that is loaded when it is needed may be gone, as its server has a newer version. */
export function watchMissingParts(notices: Notices, signal: AbortSignal): void {
  window.addEventListener('vite:preloadError', () => offerReload(notices, 'reload', texts.notices.partMissing), {
    signal,
  });
}

/** Work goes on, photos are being selected, or a question is open: a reload would lose that, also where nobody sees it. */
function wouldLose(): boolean {
  return isWorking() || document.querySelector('[data-selecting], .dialog[open]') !== null;
}

/** Somebody looks at a photo, answers a question, selects, or writes. */
function somebodyIsBusy(): boolean {
  return document.querySelector('dialog[open], [data-selecting], input:focus, select:focus') !== null;
}
