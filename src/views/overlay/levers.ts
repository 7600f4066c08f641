import type { Afterimage } from '../../console-api.ts';
import type { PhotoId } from '../../shared/photo.ts';
import { button, create } from '../dom.ts';
import { formatBytes } from '../formats.ts';
import { type Budgets, MEMORY_BUDGETS, THUMBNAIL_BUDGETS } from '../storage/budgets.ts';
import { texts } from '../texts.ts';
import { whyNot } from '../why-not.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { ReadableMemory } from './memory-part.ts';

/** What the levers move. */
export interface LeversContext {
  readonly afterimage: Pick<Afterimage, 'trim' | 'evict' | 'pretend' | 'setThumbnailBudget' | 'report'>;
  readonly memory: ReadableMemory;
  readonly budgets: Pick<Budgets, 'memory' | 'setMemory'>;
  /** The photo in the viewer. */
  readonly photo: () => PhotoId | undefined;
}

const CONDITIONS = ['real', 'slow', 'offline'] as const;
/** What the network was last pretended to be: that holds while the panel is closed, too. */
let condition: (typeof CONDITIONS)[number] = 'real';

/** What one can do to the tiers, to see what they make of it. */
export class Levers {
  readonly element: HTMLDetailsElement;
  readonly #context: LeversContext;
  readonly #said = create('p', { className: 'overlay-said' }, { role: 'status' });
  readonly #evict = button(texts.overlay.evict, () => void this.#evictShown());
  readonly #memory: HTMLSelectElement;
  readonly #thumbnails = create('select', { onchange: () => void this.#setThumbnails() });

  constructor(context: LeversContext) {
    this.#context = context;
    const { levers, trim, collect, memoryBudget, thumbnailBudget, network, conditions } = texts.overlay;
    const { chosen, suggested } = context.budgets.memory;
    this.#memory = create(
      'select',
      { onchange: () => this.#setMemory() },
      {},
      new Option(texts.storage.automatic(formatBytes(suggested)), '', false, chosen() === undefined),
      ...MEMORY_BUDGETS.map((bytes) => new Option(formatBytes(bytes), String(bytes), false, bytes === chosen())),
    );
    const networks = create(
      'select',
      { onchange: () => void this.#pretend(networks.value) },
      {},
      ...CONDITIONS.map((each) => new Option(conditions[each], each, false, each === condition)),
    );
    const buttons = [button(trim, () => this.#trim()), this.#evict, button(collect, () => this.#collect())];
    this.element = create(
      'details',
      { className: 'overlay-levers' },
      {},
      create('summary', {}, {}, levers),
      create('div', { className: 'overlay-buttons' }, {}, ...buttons),
      label(memoryBudget, this.#memory),
      label(thumbnailBudget, this.#thumbnails),
      label(network, networks),
      this.#said,
    );
    this.#showThumbnails(undefined);
  }

  /** Follows what is shown, and what the storage says of its budget. */
  show(thumbnailBudget: number | undefined): void {
    this.#evict.disabled = this.#context.photo() === undefined;
    this.#showThumbnails(thumbnailBudget);
  }

  #showThumbnails(budget: number | undefined): void {
    const isKnown = budget !== undefined;
    this.#thumbnails.disabled = !isKnown;
    // A list that somebody has open must not change under their eyes.
    if (!isKnown || this.#thumbnails.value === String(budget) || document.activeElement === this.#thumbnails) return;
    const choices = [...new Set([...THUMBNAIL_BUDGETS, budget])].sort((one, other) => one - other);
    const options = choices.map((bytes) => new Option(formatBytes(bytes), String(bytes), false, bytes === budget));
    this.#thumbnails.replaceChildren(...options);
  }

  #trim(): void {
    const held = () => this.#context.memory.retained.bytes + this.#context.memory.weak.bytes;
    const before = held();
    this.#context.afterimage.trim();
    this.#say(texts.overlay.trimmed(formatBytes(before - held())));
  }

  #collect(): void {
    this.#say(collectGarbage() ? texts.overlay.collectedNow : texts.overlay.cannotCollect);
  }

  async #evictShown(): Promise<void> {
    const photo = this.#context.photo();
    if (!photo) return;
    await this.#do(async () => {
      const { memoryBytes, drawnBytes, thumbnailBytes, kept } = await this.#context.afterimage.evict(photo);
      const { evicted, evictedDrawn, evictedKept } = texts.overlay.eviction;
      return [
        evicted(formatBytes(memoryBytes), formatBytes(thumbnailBytes)),
        ...(drawnBytes > 0 ? [evictedDrawn] : []),
        ...(kept ? [evictedKept[kept]] : []),
      ].join(' ');
    });
  }

  #setMemory(): void {
    const { value } = this.#memory;
    this.#context.budgets.setMemory(value === '' ? undefined : Number(value));
  }

  async #setThumbnails(): Promise<void> {
    await this.#do(async () => {
      await this.#context.afterimage.setThumbnailBudget(Number(this.#thumbnails.value));
      return '';
    });
  }

  async #pretend(value: string): Promise<void> {
    const wanted = CONDITIONS.find((each) => each === value);
    if (!wanted) return;
    await this.#do(async () => {
      await this.#context.afterimage.pretend(wanted);
      condition = wanted;
      return wanted === 'real' ? '' : texts.overlay.pretended;
    });
  }

  /** Does something, and says what came of it. */
  async #do(work: () => Promise<string>): Promise<void> {
    try {
      this.#say(await work());
    } catch (error) {
      this.#say(whyNot(error));
    }
  }

  #say(words: string): void {
    this.#said.textContent = words;
  }
}

function label(words: string, control: HTMLElement): HTMLLabelElement {
  return create('label', {}, {}, words, control);
}
