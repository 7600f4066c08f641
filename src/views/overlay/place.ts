/** Where the panel stands: at a side of a wide window, at an edge of a narrow one. Each is remembered by itself. */
export interface Place {
  readonly side: 'end' | 'start';
  readonly edge: 'bottom' | 'top';
}

const PLACES: readonly Place[] = [
  { side: 'end', edge: 'bottom' },
  { side: 'start', edge: 'bottom' },
  { side: 'end', edge: 'top' },
  { side: 'start', edge: 'top' },
];
const [USUAL] = PLACES as readonly [Place, ...Place[]];

/** The place that a number stands for; the usual one where it stands for none. */
export function placeOf(number: number | undefined): Place {
  return PLACES[number ?? 0] ?? USUAL;
}

/** The number that stands for a place, to remember it by. */
export function numberOf({ side, edge }: Place): number {
  return PLACES.findIndex((place) => place.side === side && place.edge === edge);
}
