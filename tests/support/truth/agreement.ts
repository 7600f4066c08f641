import type { Claim } from './claims.ts';

/** Compares what the app says with what is the case, step by step. */
export class Agreement {
  /** By how much figures differ for good, since loads were given up. */
  readonly #differences = new Map<string, number>();

  /** What does not agree after a step in which so many loads may have been given up. */
  against(claims: readonly Claim[], givenUp: number): readonly Claim[] {
    return claims.filter((claim) => {
      const change = Math.abs(difference(claim) - this.#before(claim));
      // Nobody knows how large it would have been.
      const most = claim.figure.includes('bytes') && givenUp > 0 ? Number.POSITIVE_INFINITY : givenUp;
      return !(change <= (claim.mayDiffer ? most : 0));
    });
  }

  /** The step is over: by what may differ, it differs from now on. */
  settle(claims: readonly Claim[]): void {
    for (const claim of claims) if (claim.mayDiffer) this.#differences.set(claim.figure, difference(claim));
  }

  /** The figures side by side, those that do not agree marked. */
  table(claims: readonly Claim[], givenUp: number): string {
    const wrong = new Set(this.against(claims, givenUp));
    const rows = claims.map((claim) => {
      const before = this.#before(claim);
      const outside = `${claim.outside}${before === 0 ? '' : ` (differed by ${before} before)`}`;
      return `${wrong.has(claim) ? '>' : ' '} ${claim.figure.padEnd(44)} ${String(claim.app).padStart(12)}  ${outside}`;
    });
    return [`  ${'figure'.padEnd(44)} ${'app'.padStart(12)}  outside`, ...rows].join('\n');
  }

  #before({ figure }: Claim): number {
    return this.#differences.get(figure) ?? 0;
  }
}

function difference({ app, outside }: Claim): number {
  return app - outside;
}
