import type { Claim } from './claims.ts';

interface Before {
  readonly difference: number;
  readonly inDoubt: number;
}

/** Compares what the app says with what is the case, step by step. */
export class Agreement {
  /** What figures that may differ came to in the last step. */
  readonly #before = new Map<string, Before>();

  /** What does not agree; with `allowsDoubt`, beyond what may differ. */
  against(claims: readonly Claim[], allowsDoubt = true): readonly Claim[] {
    return claims.filter((claim) => {
      const before = this.#beforeOf(claim);
      const inDoubt = allowsDoubt ? (claim.inDoubt ?? 0) - before.inDoubt : 0;
      // Nobody knows how large it would have been.
      const most = claim.figure.includes('bytes') && inDoubt > 0 ? Number.POSITIVE_INFINITY : inDoubt;
      return !(Math.abs(differenceOf(claim) - before.difference) <= most);
    });
  }

  /** The step is over: by what may differ, it differs from now on. */
  settle(claims: readonly Claim[]): void {
    for (const claim of claims) {
      if (claim.inDoubt === undefined) continue;
      this.#before.set(claim.figure, { difference: differenceOf(claim), inDoubt: claim.inDoubt });
    }
  }

  /** The figures side by side, those that do not agree marked. */
  table(claims: readonly Claim[]): string {
    const wrong = new Set(this.against(claims));
    const rows = claims.map((claim) => {
      const { difference } = this.#beforeOf(claim);
      const outside = `${claim.outside}${difference === 0 ? '' : ` (differed by ${difference} before)`}`;
      return `${wrong.has(claim) ? '>' : ' '} ${claim.figure.padEnd(44)} ${String(claim.app).padStart(12)}  ${outside}`;
    });
    return [`  ${'figure'.padEnd(44)} ${'app'.padStart(12)}  outside`, ...rows].join('\n');
  }

  #beforeOf({ figure }: Claim): Before {
    return this.#before.get(figure) ?? { difference: 0, inDoubt: 0 };
  }
}

function differenceOf({ app, outside }: Claim): number {
  return app - outside;
}
