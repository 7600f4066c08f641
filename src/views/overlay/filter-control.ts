import { TIERS } from '../../shared/tier.ts';
import { create } from '../dom.ts';
import { texts } from '../texts.ts';
import type { LogFilter } from './log-filter.ts';

/**
 * The choices of a log's filter: a tier, and photos by their titles. It shows what `filter` is asked for elsewhere too, until
 * `signal` aborts; `filter` holds nothing of it, because the log that it stands above must not be held by what it listens to.
 */
export function filterControl(filter: LogFilter, signal: AbortSignal): HTMLElement {
  const { tier: label, tiers, allTiers, findPhotos } = texts.overlay;
  const options = TIERS.map((tier) => new Option(tiers[tier], tier));
  const select = create('select', {}, { 'aria-label': label }, new Option(allTiers, ''), ...options);
  select.addEventListener('change', () => filter.choose({ tier: TIERS.find((tier) => tier === select.value) }));
  const search = create(
    'input',
    { type: 'search', placeholder: findPhotos, autocomplete: 'off', spellcheck: false },
    { 'aria-label': findPhotos, enterkeyhint: 'search' },
  );
  search.addEventListener('input', () => filter.choose({ title: search.value }));
  search.addEventListener('keydown', (event) => emptyFirst(event, filter));
  follow(new WeakRef(search), filter, signal);
  return create('div', { className: 'overlay-filter' }, {}, select, search);
}

/** Escape empties the field, in every browser; only in an empty one it means what it means elsewhere. */
function emptyFirst(event: KeyboardEvent, filter: LogFilter): void {
  if (event.key !== 'Escape' || !filter.wish.title) return;
  event.stopPropagation();
  filter.choose({ title: '' });
}

function follow(search: WeakRef<HTMLInputElement>, filter: LogFilter, signal: AbortSignal): void {
  const show = () => {
    const field = search.deref();
    const { title = '' } = filter.wish;
    // Browsers move the caret to the end of what is written into a field.
    if (field && field.value !== title) field.value = title;
  };
  filter.listen(show, signal);
}
