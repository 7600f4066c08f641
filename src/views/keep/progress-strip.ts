import { losesUnvisited, type Persistence } from '../../loading/persistence.ts';
import type { Pinning, PinningClient } from '../../loading/pinning-client.ts';
import { button, create } from '../dom.ts';
import { foot } from '../foot.ts';
import { formatBytes, formatTimeLeft } from '../formats.ts';
import { texts } from '../texts.ts';
import { whyNot } from '../why-not.ts';
import { Pace } from './pace.ts';

/** What has been said goes by itself after so many ms, where nobody has to do anything about it. */
const STAYS_MS = 8000;
/** Whoever cancels is asked first, where so many bytes would have to be downloaded again. */
const ASKS_FROM_BYTES = 50_000_000;

/** A strip at the bottom that says how far keeping photos offline is, and what can be done about it. */
export class ProgressStrip {
  readonly #client: PinningClient;
  readonly #pace = new Pace();
  readonly #title = create('p', { className: 'keep-title' });
  readonly #detail = create('p', { className: 'keep-detail' });
  readonly #hint = create('p', { className: 'keep-hint', hidden: true });
  readonly #bar = create('progress', { max: 1 }, { 'aria-label': texts.keep.progress });
  readonly #failures = create('details', { className: 'keep-failures', hidden: true });
  /** Said aloud when something changes, and not at each step. */
  readonly #live = create('p', { className: 'keep-live' }, { role: 'status' });
  readonly #pause = button(texts.keep.pause, () => void this.#act(() => this.#client.pause(true)));
  readonly #goOn = button(texts.keep.goOn, () => void this.#act(() => this.#client.pause(false)));
  readonly #retry = button(texts.shell.retry, () => void this.#act(() => this.#client.retry()));
  readonly #previews = button(texts.keep.keepPreviews, () => void this.#act(() => this.#keepPreviews()));
  readonly #cancel = button(texts.dialog.cancel, () => void this.#act(() => this.#cancelAll()));
  readonly #close = button(texts.viewer.close, () => this.#hide());
  readonly #buttons = [this.#pause, this.#goOn, this.#retry, this.#previews, this.#cancel, this.#close];
  readonly #element: HTMLElement;
  #state: Pinning['progress']['state'] = 'idle';
  /** The state that somebody has closed the strip in. */
  #closedIn: Pinning['progress']['state'] | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  #isPromised = false;
  #said = '';
  #saying: ReturnType<typeof setTimeout> | undefined;

  constructor(client: PinningClient) {
    this.#client = client;
    const buttons = this.#buttons;
    this.#element = create(
      'section',
      { className: 'keep-strip', hidden: true },
      { 'aria-label': texts.keep.strip },
      create('div', { className: 'keep-words' }, {}, this.#title, this.#detail),
      create('div', { className: 'keep-buttons' }, {}, ...buttons),
      this.#bar,
      this.#failures,
      this.#hint,
    );
    foot.append(this.#element);
    document.body.append(this.#live);
  }

  /** Shows how far it is; nothing, while there is nothing to do. */
  show(pinning: Pinning): void {
    const { progress } = pinning;
    const before = this.#state;
    this.#state = progress.state;
    if (progress.state !== this.#closedIn) this.#closedIn = undefined;
    if (progress.state === 'idle') {
      if (before !== 'idle') this.#finish(pinning);
      return;
    }
    if (this.#closedIn) return;
    clearTimeout(this.#leaving);
    this.#leaving = undefined;
    this.#element.hidden = false;
    if (progress.state === 'working') this.#pace.note(progress.bytes.kept, performance.now());
    else this.#pace.rest();
    this.#describe(pinning);
    if (before !== progress.state) this.#live.textContent = this.#title.textContent;
  }

  /** Shows how far it is to somebody who asked for it, also over a photo that is looked at, and though they had closed it. */
  reveal(pinning: Pinning): void {
    this.#element.dataset['asked'] = '';
    this.#closedIn = undefined;
    this.show(pinning);
  }

  /** Says something that came of what somebody did, and goes. */
  say(words: string): void {
    this.#element.dataset['asked'] = '';
    // It is about what was kept before.
    this.#hint.hidden = true;
    if (this.#state === 'idle') this.#tell(words);
    else this.#sayMeanwhile(words);
  }

  /** While the work goes on, in place of the figures. */
  #sayMeanwhile(words: string): void {
    this.#said = words;
    this.#live.textContent = words;
    this.#detail.textContent = words;
    this.#element.hidden = false;
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => {
      this.#said = '';
      if (!this.#element.hidden) this.show(this.#client.now);
    }, STAYS_MS);
  }

  #tell(words: string): void {
    this.#said = '';
    this.#offer();
    this.#title.textContent = words;
    this.#detail.textContent = '';
    this.#failures.hidden = true;
    this.#bar.hidden = true;
    this.#live.textContent = words;
    this.#element.hidden = false;
    this.#leaveSoon();
  }

  /** Says whether the browser promised to keep it. */
  showPersistence(persistence: Persistence): void {
    const words = losesUnvisited() ? texts.storage.sevenDays : texts.keep.notPromised;
    this.#isPromised = persistence === 'promised';
    this.#hint.textContent = this.#isPromised ? texts.keep.promised : words;
    this.#hint.hidden = false;
  }

  #describe({ progress, failures, pins }: Pinning): void {
    const { state, photos, bytes } = progress;
    this.#title.textContent = texts.keep.states[state](photos.kept, photos.wanted, photos.failed);
    const rate = this.#pace.bytesPerSecond;
    const left = this.#pace.secondsFor(bytes.wanted - bytes.kept);
    const amount = texts.keep.amount(formatBytes(bytes.kept), formatBytes(bytes.wanted));
    const parts = [amount, rate && texts.keep.rate(formatBytes(rate)), left !== undefined && formatTimeLeft(left)];
    this.#detail.textContent = this.#said || parts.filter(Boolean).join(' · ');
    this.#bar.hidden = false;
    // By photos where nobody knows the bytes.
    const part = bytes.wanted > 0 ? bytes.kept / bytes.wanted : photos.kept / Math.max(photos.wanted, 1);
    this.#bar.value = Math.min(1, part);
    this.#bar.setAttribute('aria-valuetext', `${this.#title.textContent}`);
    this.#listFailures(failures);
    const incomplete = pins.filter(({ complete }) => !complete);
    const cancel = incomplete.length > 0 ? [this.#cancel] : [];
    if (state === 'paused') this.#offer(this.#goOn, ...cancel, this.#close);
    else if (state === 'failed') this.#offer(this.#retry, this.#close);
    else if (state === 'storage-full') {
      const previews = incomplete.some(({ quality }) => quality === 'original') ? [this.#previews] : [];
      this.#offer(this.#retry, ...previews, ...cancel, this.#close);
    } else this.#offer(this.#pause, ...cancel, this.#close);
  }

  #listFailures(failures: Pinning['failures']): void {
    this.#failures.hidden = failures.length === 0;
    if (failures.length === 0 || this.#failures.open) return;
    this.#failures.replaceChildren(
      create('summary', {}, {}, texts.keep.which),
      create(
        'ul',
        {},
        {},
        ...failures.map(({ title, reason }) =>
          create('li', {}, {}, create('bdi', {}, {}, title), `: ${texts.keep.reasons[reason]}`),
        ),
      ),
    );
  }

  #finish({ progress }: Pinning): void {
    const { kept } = progress.photos;
    if (this.#closedIn || this.#element.hidden) return;
    this.#tell(kept > 0 ? texts.keep.done(kept, formatBytes(progress.bytes.kept)) : texts.keep.nothing);
  }

  #leaveSoon(): void {
    clearTimeout(this.#leaving);
    // What the browser did not promise is worth reading.
    this.#leaving = this.#hint.hidden || this.#isPromised ? setTimeout(() => this.#hide(), STAYS_MS) : undefined;
  }

  #hide(): void {
    clearTimeout(this.#leaving);
    this.#closedIn = this.#state;
    this.#element.hidden = true;
    delete this.#element.dataset['asked'];
    this.#hint.hidden = true;
  }

  /** Shows these buttons and no others; by itself only the one that closes the strip. */
  #offer(...wanted: HTMLButtonElement[]): void {
    for (const each of this.#buttons) {
      const focused = each === document.activeElement;
      each.hidden = wanted.length === 0 ? each !== this.#close : !wanted.includes(each);
      // Whoever pressed a button that goes stays where they were.
      if (focused && each.hidden) (wanted[0] ?? this.#close).focus();
    }
  }

  /** Of what is not complete, keeps what fits sooner. */
  async #keepPreviews(): Promise<void> {
    const originals = this.#client.now.pins.filter(({ complete, quality }) => !complete && quality === 'original');
    await this.#client.pin(originals.map(({ scope }) => ({ scope, quality: 'screen' })));
  }

  /** Gives up what is on its way: what was kept before stays as it was. */
  async #cancelAll(): Promise<void> {
    if (this.#client.now.progress.bytes.kept > ASKS_FROM_BYTES && !(await this.#agreesToCancel())) return;
    await this.#client.cancel();
    this.#state = this.#client.now.progress.state;
    this.say(texts.keep.cancelled);
  }

  async #agreesToCancel(): Promise<boolean> {
    const { confirm } = await import('../confirm.ts');
    const { pins, progress } = this.#client.now;
    const others = pins.some(({ complete, was }) => complete || was);
    const { cancelTitle, cancelLines, cancelAction } = texts.keep;
    return confirm({
      title: cancelTitle,
      lines: cancelLines(formatBytes(progress.bytes.kept), others),
      action: cancelAction,
    });
  }

  async #act(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#sayMeanwhile(whyNot(error));
    }
  }
}
