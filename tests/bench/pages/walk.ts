import type { BitmapKey, BitmapSize } from '../../../src/loading/bitmap-key.ts';
import type { Loaded } from '../../../src/loading/image-loader.ts';
import type { Lease } from '../../../src/memory/lease.ts';
import { MemoryTier } from '../../../src/memory/memory-tier.ts';
import { ourTiers, type PhotoPlan, photoOf, visible } from './our-tiers.ts';
import { draw, drawClose, present } from './stage.ts';

/** Remembers the most bytes that were held strongly, after each of its operations. */
class WatchedTier extends MemoryTier<BitmapKey, ImageBitmap> {
  mostBytes = 0;

  override peek(key: BitmapKey, size: number): Lease<ImageBitmap> | undefined {
    return this.#look(super.peek(key, size));
  }

  override add(key: BitmapKey, size: number, bitmap: ImageBitmap): Lease<ImageBitmap> {
    return this.#look(super.add(key, size, bitmap));
  }

  override addAhead(key: BitmapKey, size: number, bitmap: ImageBitmap): void {
    this.#look(super.addAhead(key, size, bitmap));
  }

  #look<T>(result: T): T {
    this.mostBytes = Math.max(this.mostBytes, this.leased.bytes + this.retained.bytes);
    return result;
  }
}

const { images, memory } = ourTiers((options) => new WatchedTier(options));
let shown: Loaded | undefined;

/** Shows the next photo, and has the one after it loaded ahead, as the viewer does. */
async function stepOurs(size: BitmapSize, plan: PhotoPlan, after: PhotoPlan | undefined): Promise<void> {
  const loaded = await images.load(photoOf(plan), size, visible());
  const presented = present((size === 'full' ? drawClose : draw)(loaded.lease.value));
  shown?.lease.release();
  shown = loaded;
  const ahead = { priority: 'next', signal: new AbortController().signal } as const;
  await Promise.all([presented, after && images.loadAhead(photoOf(after), size, ahead)]);
}

/** Bytes of decoded pictures as the tier counts them. */
function ourBytes() {
  const { budgetBytes, mostBytes } = memory;
  return { budgetBytes, mostBytes, weakBytes: memory.weak.bytes };
}

const walk = { stepOurs, ourBytes };
declare global {
  // How the bench reaches it from inside `evaluate`.
  var walkPage: typeof walk;
}
globalThis.walkPage = walk;
