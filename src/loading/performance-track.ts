import { isPictureEvent, type PictureEvent, type Tier, type TierEvent } from '../shared/tier.ts';
import { headline, type TierLog } from './tier-log.ts';

/** DevTools' own palette knows no names of tiers; these are the nearest to those of the overlay. */
const COLOURS: Record<Tier, string> = {
  memory: 'tertiary',
  thumbnails: 'primary',
  pinned: 'primary-dark',
  device: 'tertiary-dark',
  network: 'secondary',
};

/**
 * Shows each event, those of before too, on a track "Tiers" of the browser's Performance panel
 * (https://developer.chrome.com/docs/devtools/performance/extension). The entries are taken back at once: a recording
 * has them by then, and the page's own list of entries would grow without end.
 */
export function showOnPerformanceTrack(log: TierLog, signal: AbortSignal): void {
  for (const event of log.recent()) show(event);
  log.listen(show, signal);
}

function show(event: TierEvent): void {
  if (!isPictureEvent(event)) return;
  const name = headline(event);
  const ms = event.kind === 'served' ? event.ms : 0;
  const track = { dataType: 'track-entry', track: 'Tiers', trackGroup: 'Afterimage', ...look(event) };
  performance.measure(name, { start: Math.max(0, event.at - ms), end: event.at, detail: { devtools: track } });
  performance.clearMeasures(name);
}

function look(event: PictureEvent) {
  switch (event.kind) {
    case 'served':
      return {
        color: COLOURS[event.tier],
        properties: [
          ['tier', event.tier],
          ['rendition', event.rendition],
          ['bytes', String(event.bytes)],
          ['decode ms', event.decodeMs.toFixed(1)],
        ],
      };
    case 'failed':
      return { color: 'error', properties: [['reason', event.reason]] };
    case 'collected':
      return { color: 'secondary-light', properties: [['bytes', String(event.bytes)]] };
    default:
      return event satisfies never;
  }
}
