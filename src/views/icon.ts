import { createSvg } from './svg.ts';

/** A drawing of 24 × 24 out of lines, in the colour of the text. It says nothing to readers: what it stands on has a name. */
export function icon(path: string): SVGSVGElement {
  return createSvg('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, createSvg('path', { d: path }));
}
