import { expect, it } from 'vitest';
import { DownloadError } from '../../../../sw/pinning/download.ts';
import { afterFailure, afterSuccess } from '../../../../sw/pinning/outcome.ts';
import { Wishes, wantedOf } from '../../../../sw/pinning/plan.ts';
import { photo } from '../../../support/photo.ts';

const NOW = 1_000_000;

function wanted() {
  const [made] = wantedOf('2024-07', [photo(1)], new Wishes([{ scope: { kind: 'library' }, quality: 'screen' }]));
  if (!made) throw new Error('nothing wanted');
  return made;
}

it('tries again three times, after longer and longer pauses, and then gives up and says why', () => {
  let tried = wanted();
  const pauses = [];
  for (let attempt = 0; attempt < 3; attempt += 1) {
    tried = afterFailure(tried, new DownloadError('not-an-image'), NOW);
    expect(tried.state).toBe('wanted');
    pauses.push(tried.dueAt - NOW);
  }
  expect(pauses).toEqual([1000, 3000, 10_000]);
  expect(afterFailure(tried, new DownloadError('not-an-image'), NOW)).toMatchObject({
    state: 'failed',
    reason: 'not-an-image',
  });
});

it('gives up at once what is not there', () => {
  expect(afterFailure(wanted(), new DownloadError('not-found'), NOW)).toMatchObject({
    state: 'failed',
    reason: 'not-found',
  });
});

it('goes on for as long as each attempt gets further', () => {
  let tried = { ...wanted(), attempts: 3 };
  for (let attempt = 0; attempt < 20; attempt += 1) {
    tried = afterFailure(tried, new DownloadError('unreachable', undefined, true), NOW);
    expect(tried).toMatchObject({ state: 'wanted', attempts: 0, dueAt: NOW });
  }
});

it('knows the real sizes of what is kept, and forgets what was wrong before', () => {
  const failed = afterFailure(wanted(), new DownloadError('not-found'), NOW);
  const kept = afterSuccess(failed, [10, 200]);
  expect(kept.state).toBe('kept');
  expect(kept.files.map(({ bytes }) => bytes)).toEqual([10, 200]);
  expect('reason' in kept).toBe(false);
});
