import { expect, it } from 'vitest';
import { routeOf } from '../../../sw/routes.ts';

const SCOPE = 'https://photos.example/app/';

function route(path: string, mode: RequestMode = 'cors', method = 'GET', cache: RequestCache = 'default') {
  return routeOf({ method, mode, cache, url: new URL(path, SCOPE).href }, SCOPE);
}

it.each([
  ['', 'page'],
  ['?overlay', 'page'],
  ['index.html', 'page'],
  ['photo/0123', 'page'],
  ['collage', 'page'],
  ['storage', 'page'],
  ['library/originals/ab/1.jpg', 'elsewhere'],
  ['unknown', 'elsewhere'],
  ['photo/a/b', 'elsewhere'],
])('navigating to "%s" is answered by: %s', (path, expected) => {
  expect(route(path, 'navigate')).toBe(expected);
});

it.each([
  ['assets/index.js', 'asset'],
  ['manifest.webmanifest', 'asset'],
  ['library/library.json', 'library'],
  ['library/sections/2024-07.json', 'section'],
  ['library/thumbnails/ab/1.jpg', 'thumbnail'],
  ['library/screens/ab/1.jpg', 'rendition'],
  ['library/full/ab/1.jpg', 'rendition'],
  ['library/originals/ab/1.heic', 'rendition'],
  ['library/elsewhere/ab/1.jpg', 'elsewhere'],
  ['device/0123/thumbnail', 'device'],
  ['share', 'asset'],
  ['../other/library/library.json', 'elsewhere'],
  ['https://elsewhere.example/app/library/library.json', 'elsewhere'],
])('fetching "%s" is answered by: %s', (path, expected) => {
  expect(route(path)).toBe(expected);
});

it('leaves renditions to the network for whoever wants nothing that is stored', () => {
  expect(route('library/screens/ab/1.jpg', 'cors', 'GET', 'no-store')).toBe('elsewhere');
  expect(route('library/screens/ab/1.jpg', 'cors', 'GET', 'reload')).toBe('rendition');
  expect(route('library/thumbnails/ab/1.jpg', 'cors', 'GET', 'no-store')).toBe('thumbnail');
});

it('leaves everything but GET to the network', () => {
  expect(route('library/library.json', 'cors', 'POST')).toBe('elsewhere');
});

it('takes what other apps share, which they post', () => {
  expect(route('share', 'navigate', 'POST')).toBe('share');
  expect(route('share?x', 'navigate', 'POST')).toBe('share');
  expect(route('../share', 'navigate', 'POST')).toBe('elsewhere');
});
