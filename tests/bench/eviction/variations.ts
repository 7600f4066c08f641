import { albums, collage, opening, swiping, type TraceMaker } from './traces.ts';

/** The same traces with other habits of the user: whether a policy is good, or only fits the four. */
export const VARIATIONS: Readonly<Record<string, TraceMaker>> = {
  '(a) nothing loaded ahead': (seed) => swiping(seed, { ahead: 0 }),
  '(a) one loaded ahead': (seed) => swiping(seed, { ahead: 1 }),
  '(a) three loaded ahead': (seed) => swiping(seed, { ahead: 3 }),
  '(a) going back up to 60 photos': (seed) => swiping(seed, { farthest: 60 }),
  '(a) going back up to 10 photos': (seed) => swiping(seed, { farthest: 10, turning: 0.1 }),
  '(a) every tenth look zoomed': (seed) => swiping(seed, { zooming: 0.1 }),
  '(a) four times as long': (seed) => swiping(seed, { looks: 2400 }),
  '(b) former photos come back': (seed) => collage(seed, { former: 0.3 }),
  '(b) six photos': (seed) => collage(seed, { size: 6 }),
  '(b) edited 60 times': (seed) => collage(seed, { edits: 60 }),
  '(c) love spread wider': (seed) => albums(seed, { exponent: 0.7 }),
  '(c) love for a few': (seed) => albums(seed, { exponent: 1.3 }),
  '(c) six visits between slideshows': (seed) => albums(seed, { visits: 6 }),
  '(c) forty visits between slideshows': (seed) => albums(seed, { visits: 40 }),
  '(c) ten albums': (seed) => albums(seed, { albums: 10 }),
  '(c) a hundred albums': (seed) => albums(seed, { albums: 100 }),
  '(d) seldom the same again': (seed) => opening(seed, { again: 0.3 }),
  '(d) mostly the same again': (seed) => opening(seed, { again: 0.8 }),
  '(d) every tenth look zoomed': (seed) => opening(seed, { zooming: 0.1 }),
  '(d) four times as long': (seed) => opening(seed, { places: 160 }),
};
