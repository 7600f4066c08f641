import type { Claim } from './claims.ts';

/** Compares what the app says with what is the case, step by step. */
export class Agreement {
  /** By how much figures differ for good, since loads were given up. */
  readonly #differences = new Map<string, number>();

  /** What does not agree. */
  against(claims: readonly Claim[]): readonly Claim[] {
    return claims.filter((claim) => difference(claim) !== this.#allowed(claim));
  }

  /** Loads may have been given up: what may differ by that may differ from now on by what it does now. */
  accept(claims: readonly Claim[]): void {
    for (const claim of claims) if (claim.mayDiffer) this.#differences.set(claim.figure, difference(claim));
  }

  /** The figures side by side, those that do not agree marked. */
  table(claims: readonly Claim[]): string {
    const wrong = new Set(this.against(claims));
    const rows = claims.map((claim) => {
      const allowed = this.#allowed(claim);
      const outside = `${claim.outside}${allowed === 0 ? '' : ` (may differ by ${allowed})`}`;
      return `${wrong.has(claim) ? '>' : ' '} ${claim.figure.padEnd(44)} ${String(claim.app).padStart(12)}  ${outside}`;
    });
    return [`  ${'figure'.padEnd(44)} ${'app'.padStart(12)}  outside`, ...rows].join('\n');
  }

  #allowed({ figure }: Claim): number {
    return this.#differences.get(figure) ?? 0;
  }
}

function difference({ app, outside }: Claim): number {
  return app - outside;
}
