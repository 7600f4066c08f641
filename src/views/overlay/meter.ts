import { createSvg } from '../svg.ts';

const WIDTH = 100;
/** What is there is seen, however little it is of the whole, in hundredths of the whole. */
const LEAST = 1;

/** A bar of parts against a whole. It says nothing that the figures beside it do not say, so readers pass over it. */
export class Meter<P extends string> {
  readonly element: SVGSVGElement;
  readonly #parts: readonly (readonly [P, SVGRectElement])[];

  /** `parts` are the values of `data-tier`, which give each its colour. */
  constructor(parts: readonly P[]) {
    this.#parts = parts.map((part) => [part, createSvg('rect', { 'data-tier': part, height: '1' })]);
    this.element = createSvg(
      'svg',
      { class: 'meter', viewBox: `0 0 ${WIDTH} 1`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      ...this.#parts.map(([, rect]) => rect),
    );
  }

  /** Each in the same unit as `whole`. */
  show(values: Readonly<Record<P, number>>, whole: number | undefined): void {
    let x = 0;
    for (const [part, rect] of this.#parts) {
      const value = values[part];
      const width = whole && value > 0 ? Math.min(Math.max((WIDTH * value) / whole, LEAST), WIDTH - x) : 0;
      rect.setAttribute('x', String(x));
      rect.setAttribute('width', String(width));
      x += width;
    }
  }
}
