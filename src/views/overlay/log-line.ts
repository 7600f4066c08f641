import { headline } from '../../loading/tier-log.ts';
import { isPictureEvent, type Tier, type TierEvent } from '../../shared/tier.ts';
import { create } from '../dom.ts';
import { formatBytes } from '../formats.ts';
import { texts } from '../texts.ts';

/** An event as a line of the log, with the mark of its tier; one about a photo knows that photo's title. */
export function logLine(event: TierEvent): HTMLParagraphElement {
  const about = isPictureEvent(event) ? { 'data-title': event.title } : {};
  return create('p', {}, { 'data-tier': markOf(event), ...about }, wordsOf(event));
}

/** What could not be served or stored is marked as missing, whichever tier was the last to try. */
function markOf(event: TierEvent): Tier | 'missing' {
  if (event.kind === 'collected') return 'memory';
  return event.kind === 'served' || event.kind === 'evicted' ? event.tier : 'missing';
}

function wordsOf(event: TierEvent): string {
  const { tiers, renditions, evicted, notStored } = texts.overlay;
  switch (event.kind) {
    case 'served': {
      const source = `${renditions[event.rendition]}, ${tiers[event.tier]}`;
      return `${headline(event)} (${source}, ${event.ms.toFixed(0)} ms, ${formatBytes(event.bytes)})`;
    }
    case 'failed':
      return `${headline(event)} (${renditions[event.rendition]}, ${event.reason})`;
    case 'collected':
      return `${headline(event)} (${renditions[event.rendition]})`;
    case 'evicted':
      return evicted(event.count, formatBytes(event.bytes));
    case 'not-stored':
      return notStored(event.count, tiers[event.tier], formatBytes(event.bytes));
    default:
      return event satisfies never;
  }
}
