import { cleanText } from '../shared/metadata/text.ts';
import type { IndexObserver } from './indexing.ts';

/** The part of a terminal, or of a file, that progress is written to. */
export interface Output {
  isTTY?: boolean | undefined;
  columns?: number | undefined;
  write(text: string): unknown;
}

// Some terminals do not say how wide they are, or say 0.
const DEFAULT_COLUMNS = 80;
const BAR_CELLS = 20;
const REDRAW_MS = 100;
const LINE_EVERY_MS = 5000;
const ERASE_LINE = '\r\u001b[K';

/** How far the indexing is. */
export interface Standing {
  done: number;
  total: number;
  seconds: number;
}

/** One line about how far it is: count, rate, and time left once there is a rate to tell it from. */
export function describeStanding({ done, total, seconds }: Standing): string {
  const rate = seconds > 0 ? done / seconds : 0;
  const left = rate > 0 && done < total ? `, ${describeSeconds((total - done) / rate)} left` : '';
  return `${done} of ${total} files, ${rate.toFixed(1)}/s${left}`;
}

/** The bar for a terminal, cut to its width so that it stays on one line. */
export function drawBar(standing: Standing, current: string, columns: number): string {
  const share = standing.total === 0 ? 1 : standing.done / standing.total;
  const filled = Math.round(share * BAR_CELLS);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_CELLS - filled);
  return [...`${bar} ${describeStanding(standing)} · ${cleanText(current)}`]
    .slice(0, Math.max(0, columns - 1))
    .join('');
}

/** Shows the indexing: a bar on a terminal, a plain line every few seconds or tenth of the work elsewhere. */
export class Progress implements IndexObserver {
  readonly #output: Output;
  #startedAt = 0;
  #shownAt = 0;
  #shownTenth = 0;
  #done = 0;
  #total = 0;
  #current = '';

  constructor(output: Output) {
    this.#output = output;
  }

  started(changed: number, unchanged: number): void {
    this.#total = changed;
    this.#startedAt = this.#shownAt = performance.now();
    if (unchanged > 0) this.#output.write(`${unchanged} files are unchanged\n`);
  }

  reading(path: string): void {
    this.#current = path;
    this.#show();
  }

  finished(): void {
    this.#done++;
    this.#show();
  }

  /** Takes the bar away, so that the next line begins at the left. */
  end(): void {
    if (this.#output.isTTY) this.#output.write(ERASE_LINE);
  }

  #show(): void {
    const now = performance.now();
    const standing = { done: this.#done, total: this.#total, seconds: (now - this.#startedAt) / 1000 };
    if (this.#output.isTTY) {
      if (now - this.#shownAt < REDRAW_MS) return;
      this.#output.write(ERASE_LINE + drawBar(standing, this.#current, this.#output.columns || DEFAULT_COLUMNS));
    } else {
      const tenth = Math.floor((this.#done / Math.max(1, this.#total)) * 10);
      if (now - this.#shownAt < LINE_EVERY_MS && (tenth === this.#shownTenth || now - this.#shownAt < 1000)) return;
      this.#shownTenth = tenth;
      this.#output.write(`${describeStanding(standing)}\n`);
    }
    this.#shownAt = now;
  }
}

function describeSeconds(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
