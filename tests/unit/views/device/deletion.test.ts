import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WorkerError } from '../../../../src/shared/worker-error.ts';
import { Deletion } from '../../../../src/views/device/deletion.ts';
import type { Notice } from '../../../../src/views/shell/notices.ts';
import { FakeKeeper, SILENCE } from '../../../support/keeper.ts';
import { photo } from '../../../support/photo.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(answer: FakeKeeper['answer'] = () => undefined) {
  const keeper = new FakeKeeper(answer);
  const notices = new Map<string, Notice>();
  const deletion = new Deletion(keeper, {
    show: (topic, notice) => void notices.set(topic, notice),
    withdraw: (topic) => void notices.delete(topic),
  });
  const said = () => [...notices.values()].map(({ text }) => text);
  const undo = async () => {
    const action = notices.get('deleted')?.action;
    if (action && 'run' in action) action.run();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { keeper, deletion, said, undo };
}

/** Answers once so many ms have passed. */
function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}

it('offers to undo also when the service worker was busy for long', async () => {
  const { deletion, said } = setUp(() => after(20_000));
  void deletion.delete([photo(1)]);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(said()).toEqual(['The photo was deleted.']);
});

it('offers to undo what may have been done without a reply', async () => {
  const { deletion, said } = setUp(() => SILENCE);
  void deletion.delete([photo(1)]);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(said()).toEqual(['The photo was deleted.']);
});

it('says that deleting did not work, and throws at nobody', async () => {
  const { deletion, said } = setUp(() => {
    throw new WorkerError('The disk is broken.');
  });
  await deletion.delete([photo(1), photo(2)]);
  expect(said()).toEqual(['2 photos could not be deleted.']);
});

it('counts a photo once, however often its button was pressed', async () => {
  const { deletion, said } = setUp();
  await Promise.all([deletion.delete([photo(1)]), deletion.delete([photo(1)])]);
  expect(said()).toEqual(['The photo was deleted.']);
});

it('keeps what can be undone until undoing has worked', async () => {
  const { keeper, deletion, said, undo } = setUp();
  await deletion.delete([photo(1)]);
  keeper.answer = () => {
    throw new WorkerError('The disk is broken.');
  };
  await undo();
  expect(said()).toEqual(['The photo could not be brought back.']);
  keeper.answer = () => after(30_000);
  await undo();
  expect(said()).toEqual(['Bringing the photo back.']);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(said()).toEqual([]);
  expect(keeper.count('restore-device-photos')).toBe(2);
  expect(keeper.count('forget-deleted-photos')).toBe(0);
});

it('gives the space back once it can be undone no longer', async () => {
  const { keeper, deletion, said } = setUp();
  await deletion.delete([photo(1)]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(said()).toEqual([]);
  expect(keeper.asked.at(-1)).toEqual({ type: 'forget-deleted-photos', photos: [photo(1).id] });
});
