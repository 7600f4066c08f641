import { expect, it } from 'vitest';
import { parseOptions } from '../../../src/indexer/options.ts';

it('serves the samples at localhost:4173 by default', () => {
  expect(parseOptions([])).toEqual({ kind: 'run', host: 'localhost', port: 4173 });
});

it('takes a folder, with or without a separator before it', () => {
  expect(parseOptions(['my photos'])).toMatchObject({ folder: 'my photos' });
  expect(parseOptions(['--', 'my photos', '--out', 'site'])).toMatchObject({ folder: 'my photos', out: 'site' });
});

it('leaves out places where it is asked to', () => {
  expect(parseOptions(['--no-places'])).toMatchObject({ kind: 'run', noPlaces: true });
});

it.each([
  ['--port', 'x'],
  ['--port', '65536'],
  ['--port', ''],
  ['--port=-1'],
  ['--nonsense'],
  ['a', 'b'],
  ['--out', ''],
])('explains what is wrong with %j %j', (...args) => {
  expect(parseOptions(args)).toMatchObject({ kind: 'wrong', message: expect.stringMatching(/\w{3}/) });
});
