import type { Amount, SectionFigures, StorageFigures } from '../../shared/messages.ts';
import type { StoredTier } from '../../shared/tier.ts';

/** The tiers in the order in which the page names them: what is dropped first comes first. */
export const TIERS = ['thumbnails', 'pinned', 'device'] as const satisfies readonly StoredTier[];

/** What a month takes, in every tier. */
export interface Month {
  /** `2024-07`; empty for what nobody has assigned to a month yet. */
  readonly section: string;
  /** Encoded bytes, of all tiers. */
  readonly bytes: number;
  readonly tiers: Readonly<Partial<Record<StoredTier, Amount>>>;
}

/** What each month takes, newest first; what belongs to none comes last. */
export function byMonth(figures: readonly SectionFigures[]): readonly Month[] {
  const months = new Map<string, Month>();
  for (const { section, tier, count, bytes } of figures) {
    const month = months.get(section);
    const before = month?.tiers[tier] ?? { count: 0, bytes: 0 };
    const tiers = { ...month?.tiers, [tier]: { count: before.count + count, bytes: before.bytes + bytes } };
    months.set(section, { section, bytes: (month?.bytes ?? 0) + bytes, tiers });
  }
  return [...months.values()].sort((a, b) => (a.section < b.section ? 1 : -1));
}

/** Bytes of all tiers. */
export function storedBytes(figures: StorageFigures): number {
  return TIERS.reduce((sum, tier) => sum + figures[tier].bytes, 0);
}

/**
 * About how many thumbnails a budget of so many bytes would drop, as they are on average; room is made down to a little
 * less than the budget.
 */
export function droppedBy(budgetBytes: number, { count, bytes }: Amount): number {
  if (bytes <= budgetBytes) return 0;
  return Math.min(count, Math.ceil((count * (bytes - 0.95 * budgetBytes)) / bytes));
}
