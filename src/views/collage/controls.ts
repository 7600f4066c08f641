import { create } from '../dom.ts';
import { texts } from '../texts.ts';
import { ASPECTS, type Design, ratioOf, WIDEST_GAP } from './design.ts';
import { cellsOf, type Layout, layoutName, layoutsFor } from './layouts.ts';

/** What somebody chose anew. */
export type Change = Partial<Pick<Design, 'layout' | 'aspect' | 'gap' | 'background'>>;

/** The choices of a design: layout, shape, gap and background. A choice shows at once. */
export class DesignControls {
  readonly element: HTMLElement;
  readonly #layouts = create('div', { className: 'collage-layouts' });
  readonly #aspect: HTMLSelectElement;
  readonly #gap: HTMLInputElement;
  readonly #background: HTMLInputElement;
  readonly #onChange: (change: Change) => void;
  /** What the layouts that are offered depend on. */
  #offered = '';

  constructor(onChange: (change: Change) => void) {
    this.#onChange = onChange;
    const { layout, aspect, aspects, gap, background } = texts.collage;
    const chooseAspect = () => {
      const chosen = ASPECTS.find((name) => name === this.#aspect.value);
      if (chosen) onChange({ aspect: chosen });
    };
    const options = ASPECTS.map((name) => new Option(aspects[name], name));
    this.#aspect = create('select', { onchange: chooseAspect }, {}, ...options);
    const oninput = () => onChange({ gap: this.#gap.valueAsNumber });
    this.#gap = create('input', { type: 'range', min: '0', max: String(WIDEST_GAP), step: '0.5', oninput });
    const colour = () => onChange({ background: this.#background.value });
    this.#background = create('input', { type: 'color', oninput: colour });
    this.element = create(
      'div',
      { className: 'collage-controls' },
      {},
      create('fieldset', {}, {}, create('legend', {}, {}, layout), this.#layouts),
      create('label', {}, {}, aspect, this.#aspect),
      create('label', {}, {}, gap, this.#gap),
      create('label', {}, {}, background, this.#background),
    );
  }

  /** Shows what is chosen: `layout` is the one that is shown, whether somebody chose it or not. */
  show({ photos, aspect, gap, background }: Design, layout: Layout): void {
    this.#aspect.value = aspect;
    this.#gap.value = String(gap);
    this.#background.value = background;
    const offered = `${photos.length} ${aspect}`;
    if (offered !== this.#offered) {
      this.#layouts.replaceChildren(...layoutsFor(photos.length).map((one) => this.#choice(one, ratioOf(aspect))));
    }
    this.#offered = offered;
    const name = layoutName(layout);
    for (const input of this.#layouts.querySelectorAll('input')) input.checked = input.value === name;
  }

  #choice(layout: Layout, ratio: number): HTMLElement {
    const onchange = () => this.#onChange({ layout });
    const name = texts.collage.layoutName(layout.lines, layout.counts);
    const radio = create(
      'input',
      { type: 'radio', name: 'collage-layout', value: layoutName(layout), onchange },
      { 'aria-label': name },
    );
    return create('label', { title: name }, {}, radio, layoutPicture(layout, ratio));
  }
}

/** A layout as a small picture of itself. */
function layoutPicture(layout: Layout, ratio: number): HTMLElement {
  const parts = cellsOf(layout, ratio, 0.08).map(({ x, y, width, height }) => {
    const part = create('span');
    const [left, top, wide, high] = [x, y, width, height].map((fraction) => `${100 * fraction}%`);
    Object.assign(part.style, { left, top, width: wide, height: high });
    return part;
  });
  const picture = create('span', { className: 'collage-layout' }, {}, ...parts);
  picture.style.setProperty('--ratio', String(ratio));
  return picture;
}
