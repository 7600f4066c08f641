import type { Size } from '../../shared/rendition-size.ts';
import { create } from '../dom.ts';
import { formatNumber } from '../formats.ts';
import { texts } from '../texts.ts';
import { EXTENSIONS, FORMATS, type Format } from './format.ts';
import { sized } from './output.ts';

/** Long sides in px that are offered beside the full size. */
const LONG_SIDES = [4096, 2048];
const FULL = 'full';

/** As what the collage is written: its format and its size. */
export class OutputControls {
  readonly element: HTMLElement;
  readonly #format = create('select', {}, {}, formatOption('image/jpeg'));
  readonly #size: HTMLSelectElement;
  #ratio = 1;
  #full: Size = { width: 1, height: 1 };

  /** `onChange` hears that what was made before is no longer what is wanted. */
  constructor(onChange: () => void) {
    this.#format.onchange = onChange;
    this.#size = create('select', { onchange: onChange });
    this.element = create(
      'div',
      { className: 'collage-controls' },
      {},
      create('label', {}, {}, texts.collage.format, this.#format),
      create('label', {}, {}, texts.collage.size, this.#size),
    );
    void writableFormats().then((formats) => this.#format.replaceChildren(...formats.map(formatOption)));
  }

  /** Offers this full size, and smaller ones of the same shape. */
  offer(full: Size, ratio: number): void {
    [this.#full, this.#ratio] = [full, ratio];
    const chosen = this.#size.value;
    const longSides = LONG_SIDES.filter((side) => side < Math.max(full.width, full.height));
    const options = [
      new Option(texts.collage.fullSize(sizeText(full)), FULL),
      ...longSides.map((side) => new Option(sizeText(sized(ratio, side)), String(side))),
    ];
    this.#size.replaceChildren(...options);
    if (options.some(({ value }) => value === chosen)) this.#size.value = chosen;
  }

  get format(): Format {
    return FORMATS.find((format) => format === this.#format.value) ?? 'image/jpeg';
  }

  get size(): Size {
    return this.#size.value === FULL ? this.#full : sized(this.#ratio, Number(this.#size.value));
  }
}

/** A size in px as people read it. */
export function sizeText({ width, height }: Size): string {
  return `${formatNumber(width)} × ${formatNumber(height)}`;
}

function formatOption(format: Format): HTMLOptionElement {
  return new Option(texts.collage.formats[EXTENSIONS[format]], format);
}

/** The formats that this browser writes: where it cannot, it silently gives a PNG. */
async function writableFormats(): Promise<readonly Format[]> {
  const canvas = document.createElement('canvas');
  const types = FORMATS.map(
    (format) => new Promise<string>((resolve) => canvas.toBlob((blob) => resolve(blob?.type ?? ''), format)),
  );
  const written = await Promise.all(types);
  return FORMATS.filter((format, index) => written[index] === format);
}
