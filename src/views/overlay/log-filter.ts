import { isPictureEvent, type Tier, type TierEvent } from '../../shared/tier.ts';
import { locale } from '../texts.ts';

/** What somebody asks the log for; what is left out is asked for no more. */
export interface LogWish {
  /** Only what this tier did. */
  readonly tier?: Tier | undefined;
  /** Only photos whose titles contain this, in capitals or not. */
  readonly title?: string | undefined;
}

/**
 * Which events of the tiers are shown. It knows no element, so that whatever holds it, a timer too, holds nothing of the
 * page.
 */
export class LogFilter {
  readonly #listeners = new Set<() => void>();
  #wish: LogWish = {};

  get wish(): LogWish {
    return this.#wish;
  }

  /** Changes what `wish` names, and nothing else. */
  choose(wish: LogWish): void {
    this.#wish = { ...this.#wish, ...wish };
    for (const listener of this.#listeners) listener();
  }

  /**
   * Whether an event is asked for. A picture belongs to the tier that answered, or failed as the last, as its mark and its
   * line of the figures say; the tiers that were asked in vain before are not meant, or a first visit would be in the log of
   * every tier. What the collector took belongs to memory. What is about no photo is not shown to who asks for one.
   */
  matches(event: TierEvent): boolean {
    const { tier, title = '' } = this.#wish;
    if (tier && tierOf(event) !== tier) return false;
    const wanted = folded(title.trim());
    return wanted === '' || (isPictureEvent(event) && folded(event.title).includes(wanted));
  }

  /** Calls back after each change, until `signal` aborts. */
  listen(listener: () => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }
}

function tierOf(event: TierEvent): Tier {
  return event.kind === 'collected' ? 'memory' : event.tier;
}

/** Names of files come with their accents as characters of their own from some systems, and as one with the letter from others. */
function folded(text: string): string {
  return text.normalize().toLocaleLowerCase(locale);
}
