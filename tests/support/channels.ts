/** Red, green and blue of a colour such as `#c02020`, each from 0 to 255. */
export function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}
