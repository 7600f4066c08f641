import { expect, it } from 'vitest';
import type { WorkerMessage } from '../../../src/shared/messages.ts';
import { isWorkerMessage } from '../../../src/shared/worker-message.ts';

/** Every word, as the worker says it. */
const WORDS: { readonly [T in WorkerMessage['type']]: Extract<WorkerMessage, { type: T }> } = {
  'figures-changed': { type: 'figures-changed' },
  'library-changed': { type: 'library-changed' },
  evicted: { type: 'evicted', count: 2, bytes: 300 },
  'not-stored': { type: 'not-stored', tier: 'thumbnails', count: 1, bytes: 100 },
  pinning: {
    type: 'pinning',
    progress: { state: 'working', photos: { wanted: 2, kept: 1, failed: 0 }, bytes: { wanted: 300, kept: 100 } },
  },
  cleared: { type: 'cleared', tiers: ['pinned'] },
  'device-changed': { type: 'device-changed', sections: [{ id: '2024-07', count: 3 }] },
};

it.each(Object.entries(WORDS))('%s is read as it is said', (_type, word) => {
  expect(isWorkerMessage(word)).toBe(true);
});

it.each(Object.entries(WORDS))('%s is no message where a field is missing, or nonsense', (_type, word) => {
  for (const field of Object.keys(word)) {
    for (const nonsense of [undefined, null, {}, Number.NaN]) {
      expect(isWorkerMessage({ ...word, [field]: nonsense }), `${field}: ${String(nonsense)}`).toBe(false);
    }
  }
});

it.each([
  ['progress without photos', { type: 'pinning', progress: { state: 'idle', bytes: { wanted: 0, kept: 0 } } }],
  ['a month without a count', { type: 'device-changed', sections: [{ id: '2024-07' }] }],
  ['a word of another version', { type: 'sang' }],
  ['a name that every object has', { type: 'toString' }],
  ['no word at all', { count: 1 }],
])('%s is none', (_what, data) => {
  expect(isWorkerMessage(data)).toBe(false);
});
