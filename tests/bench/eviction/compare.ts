import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { beladyByteHitRatio } from './belady.ts';
import { LRU, OURS, POLICIES } from './policies.ts';
import { report } from './report.ts';
import { byteHitRatio } from './simulate.ts';
import { TRACES, type TraceMaker } from './traces.ts';
import { VARIATIONS } from './variations.ts';

/** A figure over all seeds. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** How a policy fared on a trace within a budget. */
export interface Row {
  readonly trace: string;
  readonly budgetBytes: number;
  readonly policy: string;
  /** Bytes of hits out of bytes looked at. */
  readonly byteHitRatio: Spread;
  /** To that of LRU, seed by seed. */
  readonly ratioToLru: Spread;
  /** To that of ours, seed by seed: above 1 where ours loses. */
  readonly ratioToOurs: Spread;
  /** To that of a clairvoyant who need not hold what is leased, seed by seed. */
  readonly ratioToBelady: Spread;
  /** To that of a clairvoyant who has to, as a tier has to, seed by seed. */
  readonly ratioToLeasedBelady: Spread;
}

/** What to compare; all of it has a default. */
export interface CompareOptions {
  readonly seeds?: readonly number[];
  readonly budgetsBytes?: readonly number[];
  readonly traces?: Readonly<Record<string, TraceMaker>>;
  /** Names of policies; LRU and ours have to be among them. */
  readonly policies?: readonly string[];
}

const SEEDS = Array.from({ length: 21 }, (_, index) => index + 1);
const BUDGETS_BYTES = [512e6, 256e6, 192e6];

/**
 * Compares all policies on all traces: a row for each trace, budget and policy, in this order. The result is the same on
 * each machine; with the defaults it takes a few seconds.
 *
 * `npx tsx tests/bench/eviction/compare.ts` prints the table, and with `--variations` that of traces like these, but with
 * other habits.
 */
export function compare({
  seeds = SEEDS,
  budgetsBytes = BUDGETS_BYTES,
  traces = TRACES,
  policies = Object.keys(POLICIES),
}: CompareOptions = {}): Row[] {
  return Object.entries(traces).flatMap(([trace, make]) => {
    const runs = seeds.map(make);
    return budgetsBytes.flatMap((budgetBytes) => {
      const belady = runs.map((run) => beladyByteHitRatio(run, budgetBytes));
      const leased = runs.map((run) => beladyByteHitRatio(run, budgetBytes, 'bound by leases'));
      const ratios = Object.entries(POLICIES)
        .filter(([policy]) => policies.includes(policy))
        .map(
          ([policy, makePolicy]) =>
            [policy, runs.map((run) => byteHitRatio(run, makePolicy(budgetBytes), budgetBytes))] as const,
        );
      const [lru = [], ours = []] = [LRU, OURS].map((policy) => new Map(ratios).get(policy));
      return ratios.map(([policy, hits]) => ({
        trace,
        budgetBytes,
        policy,
        byteHitRatio: spread(hits),
        ratioToLru: spread(quotients(hits, lru)),
        ratioToOurs: spread(quotients(hits, ours)),
        ratioToBelady: spread(quotients(hits, belady)),
        ratioToLeasedBelady: spread(quotients(hits, leased)),
      }));
    });
  });
}

function quotients(values: readonly number[], others: readonly number[]): number[] {
  return values.map((value, index) => value / (others[index] ?? Number.NaN));
}

/** The median of an even number of values is the lower one of the two in the middle. */
function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return { median: at((sorted.length - 1) >> 1), least: at(0), most: at(sorted.length - 1) };
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  console.log(report(compare({ traces: argv.includes('--variations') ? VARIATIONS : TRACES })));
}
