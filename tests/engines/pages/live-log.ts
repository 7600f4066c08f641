import { TierLog } from '../../../src/loading/tier-log.ts';
import { filterControl } from '../../../src/views/overlay/filter-control.ts';
import { writeWhileAlive } from '../../../src/views/overlay/live-log.ts';
import { LogFilter } from '../../../src/views/overlay/log-filter.ts';
import { photo } from '../../support/photo.ts';
import { countTimers } from './timers.ts';

/** Live logs, and what is left of them. */
class LiveLogLab {
  readonly log = new TierLog();
  readonly filter = new LogFilter();
  /** Nobody aborts it, unless a test is about that. */
  readonly page = new AbortController();
  readonly #timers = countTimers();
  readonly #listeners = { log: 0, filter: 0 };
  readonly #elements = new Map<string, WeakRef<HTMLElement>>();

  constructor() {
    for (const what of ['log', 'filter'] as const) this.#countListeners(what);
  }

  /** Puts a log into the page, alone or in a panel below its control; `held` is written by somebody who holds its element. */
  open(name: string, how: 'alone' | 'panel' | 'held' = 'alone', signal = this.page.signal): void {
    const element = document.createElement('div');
    element.className = 'overlay-log';
    const panel = document.createElement('section');
    if (how === 'panel') panel.append(filterControl(this.filter, signal), element);
    document.body.append(how === 'panel' ? panel : element);
    this.#elements.set(name, new WeakRef(element));
    if (how === 'held') writeForever(element);
    else writeWhileAlive(element, this.log, this.filter, signal);
  }

  /** Takes it off the page, with the panel that it is in. */
  remove(name: string): void {
    const element = this.element(name);
    (element?.closest('section') ?? element)?.remove();
  }

  /** Where it writes, unless that was collected. */
  element(name: string): HTMLElement | undefined {
    return this.#elements.get(name)?.deref();
  }

  /**
   * Whether its element was collected. Collectors that take whatever lies on the stack for a reference were seen to hold the
   * element that was removed last, for as long as nothing else went the same way: so something does, with each look.
   */
  isCollected(name: string): boolean {
    const passing = new AbortController();
    this.open('passing', 'alone', passing.signal);
    this.remove('passing');
    passing.abort();
    return this.element(name) === undefined;
  }

  /** What it says: the titles of the photos. */
  titles(name: string): string[] {
    return [...(this.element(name)?.querySelectorAll('p') ?? [])].map(({ dataset }) => dataset['title'] ?? '');
  }

  /** The photo of its uppermost line that is in sight, and how far it is from the end, in px. */
  sight(name: string): { title: string; toEnd: number } {
    const element = this.element(name);
    if (!element) throw new Error('It was collected.');
    const top = element.getBoundingClientRect().top;
    const line = [...element.querySelectorAll('p')].find((each) => each.getBoundingClientRect().top >= top);
    const { scrollHeight, scrollTop, clientHeight } = element;
    return { title: line?.dataset['title'] ?? '', toEnd: scrollHeight - scrollTop - clientHeight };
  }

  /** So many photos are answered from memory, with numbers that begin with `from`. */
  record(from: number, count = 1): void {
    for (let number = from; number < from + count; number += 1) {
      const { id, title } = photo(number);
      this.log.record({
        ...{ kind: 'served', at: 0, photo: id, title, rendition: 'screen' },
        ...{ tier: 'memory', missed: [], ms: 1, decodeMs: 0, bytes: 1, savedBytes: 0 },
      });
    }
  }

  /** How many timers run, and how many listen to the log and to the filter. */
  get left() {
    return { timers: this.#timers.size, ...this.#listeners };
  }

  #countListeners(what: 'log' | 'filter'): void {
    const target: { listen(listener: () => void, signal: AbortSignal): void } = this[what];
    const listen = target.listen.bind(target);
    target.listen = (listener, signal) => {
      listen(listener, signal);
      this.#listeners[what] += 1;
      signal.addEventListener('abort', () => {
        this.#listeners[what] -= 1;
      });
    };
  }
}

/** What one would write without a `WeakRef`. */
function writeForever(element: HTMLElement): void {
  setInterval(() => element.replaceChildren(String(performance.now())), 250);
}

declare global {
  // How tests reach it from inside `evaluate`.
  var live: LiveLogLab;
}

globalThis.live = new LiveLogLab();
