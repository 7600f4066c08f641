import type { TierLog } from '../../loading/tier-log.ts';
import type { TierEvent } from '../../shared/tier.ts';
import type { LogFilter } from './log-filter.ts';
import { logLine } from './log-line.ts';

/** How often lines are written, in ms, so that a burst of events is one change of the page. */
const TICK_MS = 250;
const LINES = 200;

/**
 * Writes the tier events that `filter` asks for into `element`, newest last, for as long as the element lives. It is held
 * weakly, like the status logger of the article: when the element was removed and collected, the next tick finds it gone and
 * everything ends by itself, whether or not anybody remembered to abort `signal`, which ends it at once.
 */
export function writeWhileAlive(element: HTMLElement, log: TierLog, filter: LogFilter, signal: AbortSignal): void {
  if (signal.aborted) return;
  pickByClick(element, filter);
  follow(new WeakRef(element), log, filter, signal);
}

/** A click on a line asks for its photo. The element holds the listener, and no signal does, which would hold the element. */
function pickByClick(element: HTMLElement, filter: LogFilter): void {
  element.addEventListener('click', ({ target }) => {
    const title = target instanceof HTMLElement ? target.dataset['title'] : undefined;
    // Whoever marks words, to copy them, means no click.
    if (title !== undefined && document.getSelection()?.isCollapsed !== false) filter.choose({ title });
  });
}

/** Nothing in here may name the element itself: closures of one function share what they hold. */
function follow(target: WeakRef<HTMLElement>, log: TierLog, filter: LogFilter, signal: AbortSignal): void {
  const ended = new AbortController();
  let waiting: TierEvent[] = [];
  const tick = () => {
    const element = target.deref();
    if (!element) return ended.abort();
    if (waiting.length > 0) write(element, waiting, (lines) => element.append(...lines));
    waiting = [];
  };
  const rewrite = () => {
    const element = target.deref();
    const asked = log.recent().filter((event) => filter.matches(event));
    if (element) write(element, asked, (lines) => element.replaceChildren(...lines));
    waiting = [];
  };
  const timer = setInterval(tick, TICK_MS);
  ended.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  signal.addEventListener('abort', () => ended.abort(), { once: true, signal: ended.signal });
  log.listen((event) => filter.matches(event) && waiting.push(event), ended.signal);
  filter.listen(rewrite, ended.signal);
  rewrite();
}

/** The end stays in sight; and what is in sight stays, where the reader scrolled back. */
function write(element: HTMLElement, events: readonly TierEvent[], put: (lines: readonly HTMLElement[]) => void): void {
  const atEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - 4;
  put(events.slice(-LINES).map(logLine));
  const before = element.scrollHeight;
  while (element.childElementCount > LINES) element.firstElementChild?.remove();
  if (atEnd) element.scrollTop = element.scrollHeight;
  else element.scrollTop -= before - element.scrollHeight;
}
