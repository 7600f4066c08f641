import type { StorageFigures } from '../../shared/messages.ts';
import { create } from '../dom.ts';
import { formatBytes } from '../formats.ts';
import { texts } from '../texts.ts';
import { droppedBy } from './held.ts';

const MB = 1_000_000;
/** What to choose from, in bytes. */
export const THUMBNAIL_BUDGETS = [0, 50, 100, 250, 500, 1000, 2000, 5000].map((megabytes) => megabytes * MB);
export const MEMORY_BUDGETS = [64, 128, 256, 512, 1000, 2000].map((megabytes) => megabytes * MB);
/** A thumbnail as it is on average, in bytes, while there is none to measure. */
const TYPICAL_THUMBNAIL = 16_000;

export interface Budgets {
  /** Keeps thumbnails within so many bytes from now on. */
  readonly setThumbnails: (bytes: number) => void;
  /** Bytes of decoded pictures: what the user chose, and what the device suggests. */
  readonly memory: { readonly chosen: () => number | undefined; readonly suggested: number };
  /** `undefined` leaves it to the device. */
  readonly setMemory: (bytes: number | undefined) => void;
}

/** How much may be kept: thumbnails in storage, and decoded pictures in memory. A choice takes effect at once. */
export class BudgetChoices {
  readonly element: HTMLElement;
  readonly #thumbnails: HTMLSelectElement;
  /** How many thumbnails there is room for, once that is known: what does not depend on it is there at once. */
  readonly #room = create('span', { className: 'storage-room' });

  constructor({ setThumbnails, memory, setMemory }: Budgets) {
    const { thumbnailBudget, thumbnailBudgetHint, memoryBudget, memoryHint, automatic } = texts.storage;
    this.#thumbnails = create(
      'select',
      { onchange: () => setThumbnails(Number(this.#thumbnails.value)) },
      { 'aria-describedby': 'thumbnail-budget-hint' },
      // As wide as it is going to be.
      ...THUMBNAIL_BUDGETS.map((bytes) => new Option(formatBytes(bytes), String(bytes))),
    );
    this.#thumbnails.selectedIndex = -1;
    const chosen = memory.chosen();
    const choices = MEMORY_BUDGETS.map(
      (bytes) => new Option(formatBytes(bytes), String(bytes), false, bytes === chosen),
    );
    const choose = ({ value }: HTMLSelectElement) => setMemory(value === '' ? undefined : Number(value));
    const pictures = create(
      'select',
      { onchange: () => choose(pictures) },
      { 'aria-describedby': 'memory-budget-hint' },
      new Option(automatic(formatBytes(memory.suggested)), '', false, chosen === undefined),
      ...choices,
    );
    this.element = create(
      'div',
      { className: 'storage-budgets' },
      {},
      create('label', {}, {}, thumbnailBudget, this.#thumbnails),
      hint('thumbnail-budget-hint', thumbnailBudgetHint, this.#room),
      create('label', {}, {}, memoryBudget, pictures),
      hint('memory-budget-hint', memoryHint),
    );
  }

  show({ thumbnails }: StorageFigures): void {
    const { count, bytes, budgetBytes } = thumbnails;
    const each = count > 0 ? bytes / count : TYPICAL_THUMBNAIL;
    this.#room.textContent = texts.storage.thumbnailRoom(roughly(budgetBytes / each));
    // A list that somebody has open must not change under their eyes.
    if (document.activeElement === this.#thumbnails && this.#thumbnails.value === String(budgetBytes)) return;
    const choices = [...new Set([...THUMBNAIL_BUDGETS, budgetBytes])].sort((a, b) => a - b);
    const options = choices.map((choice) => {
      const dropped = choice < budgetBytes ? droppedBy(choice, thumbnails) : 0;
      const label = dropped > 0 ? texts.storage.drops(formatBytes(choice), dropped) : formatBytes(choice);
      return new Option(label, String(choice), false, choice === budgetBytes);
    });
    this.#thumbnails.replaceChildren(...options);
  }
}

function hint(id: string, ...words: readonly (string | Node)[]): HTMLElement {
  return create('p', { className: 'storage-hint', id }, {}, ...words);
}

/** A number of two digits that count, so that nobody takes an estimate for a count. */
function roughly(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return Math.round(count / unit) * unit;
}
