import { expect, it } from 'vitest';
import { parseRoute } from '../../../src/views/shell/router.ts';

const ROOT = new URL('https://example.org/photos/');
const route = (path: string) => parseRoute(new URL(path, ROOT), ROOT);

it('finds the pages below the root of the app', () => {
  expect(route('')).toEqual({ page: 'library', section: undefined });
  expect(route('storage')).toEqual({ page: 'storage' });
  expect(route(`photo/${'a'.repeat(32)}`)).toEqual({ page: 'photo', id: 'a'.repeat(32) });
});

it('knows a month of the library by its fragment', () => {
  expect(route('#2024-07')).toEqual({ page: 'library', section: '2024-07' });
});

it('takes what it does not know for the library, and what is no photo for a photo that is not there', () => {
  expect(route('elsewhere')).toEqual({ page: 'library', section: undefined });
  expect(route('#%zz')).toEqual({ page: 'library', section: undefined });
  expect(route('photo/storage')).toEqual({ page: 'photo', id: undefined });
});
