import { expect, it } from 'vitest';
import { numberOf, placeOf } from '../../../../src/views/overlay/place.ts';

it('each place is found again by its number', () => {
  for (const side of ['end', 'start'] as const) {
    for (const edge of ['bottom', 'top'] as const) expect(placeOf(numberOf({ side, edge }))).toEqual({ side, edge });
  }
});

it.each([undefined, -1, 4, 1.5, Number.NaN])('%s is the usual place', (number) => {
  expect(placeOf(number)).toEqual({ side: 'end', edge: 'bottom' });
});
