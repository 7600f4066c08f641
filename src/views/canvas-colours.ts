/** A wide-gamut picture keeps its colours only on a wide-gamut canvas. */
export function screenColours(): PredefinedColorSpace {
  return window.matchMedia('(color-gamut: p3)').matches ? 'display-p3' : 'srgb';
}
