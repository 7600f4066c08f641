import { beforeEach, describe, expect, it } from 'vitest';
import { ImageLoader } from '../../../src/loading/image-loader.ts';
import { LoadQueue } from '../../../src/loading/load-queue.ts';
import { RenditionLoader } from '../../../src/loading/rendition-loader.ts';
import { TierLog } from '../../../src/loading/tier-log.ts';
import type { Priority } from '../../../src/loading/wish.ts';
import { MemoryTier } from '../../../src/memory/memory-tier.ts';
import type { StoredTier } from '../../../src/shared/tier.ts';
import { photo } from '../../support/photo.ts';

const PHOTO = photo(1);
const BYTES = 7;
/** Where the picture is stored; `undefined` is the network. */
let storedIn: StoredTier | undefined;
let log: TierLog;
let loader: ImageLoader;

beforeEach(() => {
  storedIn = 'pinned';
  log = new TierLog();
  const renditions = new RenditionLoader({
    ...{ log, used: () => {}, relieve: () => {}, online: () => false },
    ...{ fetches: new LoadQueue(6), decodes: new LoadQueue(2) },
    stored: {
      find: async () => ({ picture: storedIn && { blob: new Blob(['x'.repeat(BYTES)]), tier: storedIn }, missed: [] }),
    },
    // Of a bitmap, no more is needed here.
    decoder: { decode: async () => ({ width: 2048, height: 1365, close: () => {} }) as ImageBitmap },
  });
  const observer = { collected: () => {}, leaseForgotten: () => {} };
  loader = new ImageLoader(new MemoryTier({ budgetBytes: 1e9, observer }), renditions, log);
});

const wish = (priority: Priority = 'visible') => ({ priority, signal: new AbortController().signal });
const look = async () => (await loader.load(PHOTO, 'screen', wish())).lease.release();
const loadAhead = () => loader.loadAhead(PHOTO, 'screen', wish('next'));

describe('what the network was spared', () => {
  it('is each picture out of the storage, and then out of memory, with its encoded bytes', async () => {
    await look();
    expect(log.saved).toEqual({ requests: 1, bytes: BYTES });
    await look();
    expect(log.saved).toEqual({ requests: 2, bytes: 2 * BYTES });
  });

  it('is nothing for what was loaded ahead, until somebody looks at it', async () => {
    await loadAhead();
    expect(log.saved).toEqual({ requests: 0, bytes: 0 });
    await look();
    expect(log.saved).toEqual({ requests: 1, bytes: BYTES });
  });

  it('is nothing for photos of this device, which were never there', async () => {
    storedIn = 'device';
    await look();
    await look();
    expect(log.saved).toEqual({ requests: 0, bytes: 0 });
  });
});

describe('times', () => {
  it('are those of the last 500 answers of a tier', async () => {
    await look();
    for (let count = 0; count < 600; count += 1) loader.peek(PHOTO, 'screen')?.lease.release();
    expect(log.times('pinned')).toHaveLength(1);
    expect(log.times('memory')).toHaveLength(500);
    expect(log.times('network')).toHaveLength(0);
  });
});
