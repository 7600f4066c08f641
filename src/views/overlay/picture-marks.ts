import { TIERS, type Tier } from '../../shared/tier.ts';
import { create } from '../dom.ts';
import { formatMs } from '../formats.ts';
import { texts } from '../texts.ts';

/** What pictures say of themselves: the tier, its time in ms, and the tiers before it. */
const ATTRIBUTES = ['data-tier', 'data-ms', 'data-trail', 'data-missing'];
const TILE = '.tile';
const PICTURE = '.viewer-stage > .viewer-picture';

/**
 * Says on each picture which tier it came from and how long that took, for eyes and for readers, and in the viewer also by which
 * tiers it got sharper; until `signal` is aborted. On tiles, the style sheet draws the mark: they are many.
 */
export function markPictures(signal: AbortSignal): void {
  const trail = create('p', { className: 'tier-trail' }, { 'aria-hidden': 'true' });
  const mark = (element: Element) => {
    if (element.matches(TILE)) describe(element.querySelector('a'), describeTile(element));
    else if (element.matches(PICTURE)) markViewer(element, trail);
  };
  const observer = new MutationObserver((changes) => {
    for (const element of new Set(changes.map(({ target }) => target))) if (element instanceof Element) mark(element);
  });
  observer.observe(document.body, { subtree: true, attributeFilter: ATTRIBUTES });
  for (const element of document.querySelectorAll(`${TILE}, ${PICTURE}`)) mark(element);
  const end = () => {
    observer.disconnect();
    trail.remove();
    for (const element of document.querySelectorAll(`${TILE} > a, ${PICTURE}`)) describe(element, '');
  };
  signal.addEventListener('abort', end, { once: true });
}

function markViewer(picture: Element, trail: HTMLElement): void {
  const steps = tiersOf(picture);
  const ms = picture.getAttribute('data-ms');
  const isServed = steps.length > 0 && ms !== null;
  const time = isServed ? texts.overlay.time(formatMs(Number(ms))) : '';
  describe(picture, isServed ? [...steps.map((tier) => texts.overlay.tiers[tier]), time].join(', ') : '');
  trail.replaceChildren(...steps.map((tier) => create('span', {}, { 'data-tier': tier })), time);
  trail.hidden = !isServed;
  if (trail.previousElementSibling !== picture) picture.after(trail);
}

function describeTile(tile: Element): string {
  const [tier] = TIERS.filter((each) => each === tile.getAttribute('data-tier'));
  if (!tier) return tile.hasAttribute('data-missing') ? texts.overlay.missing : '';
  return `${texts.overlay.tiers[tier]}, ${texts.overlay.time(formatMs(Number(tile.getAttribute('data-ms'))))}`;
}

function tiersOf(picture: Element): Tier[] {
  const named = picture.getAttribute('data-trail')?.split(' ') ?? [];
  return named.flatMap((name) => TIERS.filter((tier) => tier === name));
}

function describe(element: Element | null, words: string): void {
  if (words) element?.setAttribute('aria-description', words);
  else element?.removeAttribute('aria-description');
}
