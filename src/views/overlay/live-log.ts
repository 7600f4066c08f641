import { headline, type TierLog } from '../../loading/tier-log.ts';
import type { TierEvent } from '../../shared/tier.ts';
import { create } from '../dom.ts';
import { formatBytes } from '../formats.ts';
import { texts } from '../texts.ts';

/** How often lines are written, in ms, so that a burst of events is one change of the page. */
const TICK_MS = 250;
const LINES = 200;

/**
 * Writes tier events into `element` for as long as the element lives. It is held weakly, like the status logger of
 * the article: when the element was removed and collected, the next tick finds it gone and everything ends by itself,
 * whether or not anybody remembered to abort `signal`, which ends it at once.
 */
export function writeWhileAlive(element: HTMLElement, log: TierLog, signal: AbortSignal): void {
  const target = new WeakRef(element);
  const ended = new AbortController();
  let waiting = [...log.recent()];
  const tick = () => {
    const alive = target.deref();
    if (!alive || signal.aborted) return ended.abort();
    if (waiting.length > 0) write(alive, waiting);
    waiting = [];
  };
  log.listen((event) => waiting.push(event), AbortSignal.any([signal, ended.signal]));
  const timer = setInterval(tick, TICK_MS);
  ended.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  tick();
}

function write(element: HTMLElement, events: readonly TierEvent[]): void {
  const atEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - 4;
  element.append(...events.slice(-LINES).map(line));
  while (element.childElementCount > LINES) element.firstElementChild?.remove();
  // Newest last, and in sight, unless the reader scrolled back.
  if (atEnd) element.scrollTop = element.scrollHeight;
}

function line(event: TierEvent): HTMLParagraphElement {
  const { tiers, renditions, evicted, notStored } = texts.overlay;
  switch (event.kind) {
    case 'served': {
      const source = `${renditions[event.rendition]}, ${tiers[event.tier]}`;
      const facts = `${source}, ${event.ms.toFixed(0)} ms, ${formatBytes(event.bytes)}`;
      return create('p', {}, { 'data-tier': event.tier }, `${headline(event)} (${facts})`);
    }
    case 'failed':
      return create(
        'p',
        {},
        { 'data-tier': 'missing' },
        `${headline(event)} (${renditions[event.rendition]}, ${event.reason})`,
      );
    case 'collected':
      return create('p', {}, { 'data-tier': 'memory' }, `${headline(event)} (${renditions[event.rendition]})`);
    case 'evicted': {
      const text = evicted(event.count, formatBytes(event.bytes));
      return create('p', {}, { 'data-tier': 'thumbnails' }, text);
    }
    case 'not-stored': {
      const text = notStored(event.count, tiers[event.tier], formatBytes(event.bytes));
      return create('p', {}, { 'data-tier': 'missing' }, text);
    }
    default:
      return event satisfies never;
  }
}
