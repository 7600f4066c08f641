const SVG = 'http://www.w3.org/2000/svg';

/** A drawing of 24 × 24 out of lines, in the colour of the text. It says nothing to readers: what it stands on has a name. */
export function icon(path: string): SVGSVGElement {
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  drawing.append(line);
  return drawing;
}
