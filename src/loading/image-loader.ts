import { bytesOf } from '../memory/entry.ts';
import type { Lease } from '../memory/lease.ts';
import type { MemoryTier } from '../memory/memory-tier.ts';
import { SCREEN_LONG_SIDE, screenSize } from '../shared/rendition-size.ts';
import type { Tier } from '../shared/tier.ts';
import { type BitmapKey, type BitmapSize, bitmapKey, bitmapSize, SIZES } from './bitmap-key.ts';
import { LoadError, type LoadFailure } from './load-error.ts';
import type { Picture } from './picture.ts';
import type { LoadedRendition, RenditionLoader, RenditionRequest } from './rendition-loader.ts';
import { SharedLoads } from './shared-loads.ts';
import type { TierLog } from './tier-log.ts';
import { SEEN, type Wish } from './wish.ts';

/** What is wrong with a rendition that another may make up for. */
const UNUSABLE: ReadonlySet<LoadFailure> = new Set(['not-found', 'not-an-image', 'decode-failed', 'too-large']);

/** Bytes that the photo takes in memory as a picture for the screen, before that is there. */
export function screenBytes({ width, height }: Picture): number {
  return bytesOf(screenSize({ width, height }));
}

/** A decoded picture, leased to whoever asked, how sharp it is, and the tier that it came from. */
export interface Loaded {
  readonly lease: Lease<ImageBitmap>;
  readonly size: BitmapSize;
  readonly tier: Tier;
  /** From asking to decoded. */
  readonly ms: number;
}

/** A picture that just arrived. It belongs to whoever takes it first, or else to nobody. */
interface Arrived extends Disposable {
  readonly bitmap: ImageBitmap;
  readonly size: BitmapSize;
  readonly tier: Tier;
  readonly ms: number;
}

/** What a hit on a bitmap saves. */
interface Worth {
  /** Encoded bytes. */
  readonly bytes: number;
  /** It was fetched for somebody who did not come yet: the first hit is what it was fetched for. */
  owed: boolean;
}

type PictureRequest = Pick<RenditionRequest, 'photo' | 'wish' | 'missed'>;

/** Decoded pictures for the views: from memory, else from the service worker, else from the network. */
export class ImageLoader {
  readonly #memory: MemoryTier<BitmapKey, ImageBitmap>;
  readonly #renditions: RenditionLoader;
  readonly #log: TierLog;
  readonly #inFlight = new SharedLoads<string, Arrived>();
  readonly #worth = new WeakMap<ImageBitmap, Worth>();

  constructor(memory: MemoryTier<BitmapKey, ImageBitmap>, renditions: RenditionLoader, log: TierLog) {
    this.#memory = memory;
    this.#renditions = renditions;
    this.#log = log;
  }

  /**
   * The picture if it is in memory as sharp as `size` or sharper, in this very frame; a miss is not counted, since `load`
   * may follow.
   */
  peek(photo: Picture, size: BitmapSize): Loaded | undefined {
    const asked = performance.now();
    const lease = this.#memory.peek(bitmapKey(photo), SIZES[size]);
    return lease && this.#hit(photo, lease, asked);
  }

  /** The sharpest that is in memory, whatever its size: to show until something sharper is there. */
  peekLargest(photo: Picture): Loaded | undefined {
    const asked = performance.now();
    const lease = this.#memory.peekLargest(bitmapKey(photo));
    return lease && this.#hit(photo, lease, asked);
  }

  /** The same for showing it beside what somebody looks at, which is not counted. */
  glance(photo: Picture): Loaded | undefined {
    const lease = this.#memory.glance(bitmapKey(photo));
    return lease && { lease, size: bitmapSize(lease.size), tier: 'memory', ms: 0 };
  }

  /** Whether the picture is in memory, and stays there for now. Asking is not counted. */
  retain(photo: Picture, size: BitmapSize): boolean {
    return this.#memory.retain(bitmapKey(photo), SIZES[size]);
  }

  /**
   * The picture, from the nearest tier that has it. A full one may have fewer pixels than the original where the device
   * could not hold them all. The caller releases the lease.
   * @throws {LoadError} and `AbortError`.
   */
  async load(photo: Picture, size: BitmapSize = 'full', wish: Wish = SEEN): Promise<Loaded> {
    const key = bitmapKey(photo);
    return (
      this.peek(photo, size) ??
      this.#share(photo, size, wish, ({ bitmap, size, tier, ms }) => {
        const lease = this.#memory.add(key, SIZES[size], bitmap);
        const worth = this.#worth.get(lease.value);
        if (worth) worth.owed = false;
        return { lease, size, tier, ms };
      })
    );
  }

  /**
   * Has the picture in memory before somebody asks for it.
   * @throws {LoadError} and `AbortError`.
   */
  async loadAhead(photo: Picture, size: BitmapSize, wish: Wish): Promise<void> {
    if (this.retain(photo, size)) return;
    const key = bitmapKey(photo);
    await this.#share(photo, size, wish, ({ bitmap, size }) => this.#memory.addAhead(key, SIZES[size], bitmap));
  }

  #share<T>(photo: Picture, size: BitmapSize, wish: Wish, take: (arrived: Arrived) => T): Promise<T> {
    return this.#inFlight.join(`${bitmapKey(photo)}@${size}`, wish, (shared) => this.#miss(photo, size, shared), take);
  }

  async #miss(photo: Picture, size: BitmapSize, wish: Wish): Promise<Arrived> {
    const request = { photo, wish, missed: missedOnce(wish) };
    const loaded = await (size === 'full' ? this.#loadFull(request) : this.#loadScreen(request));
    const { bitmap, tier, ms, blob } = loaded;
    this.#worth.set(bitmap, { bytes: tier === 'device' ? 0 : blob.size, owed: tier === 'network' });
    // What has all the pixels is the full picture, whichever rendition it came from.
    const whole = bitmap.width >= photo.width && bitmap.height >= photo.height;
    return { bitmap, tier, ms, size: whole ? 'full' : size, [Symbol.dispose]: () => bitmap.close() };
  }

  /** The screen rendition; where the library has none that can be shown, the original, reduced while it is decoded. */
  async #loadScreen(request: PictureRequest): Promise<LoadedRendition> {
    const url = request.photo.screen;
    if (!url) return this.#loadFull(request, SCREEN_LONG_SIDE);
    return this.#renditions.load({ ...request, rendition: 'screen', url }).catch((error: unknown) => {
      if (!(error instanceof LoadError) || !UNUSABLE.has(error.reason)) throw error;
      return this.#loadFull(request, SCREEN_LONG_SIDE);
    });
  }

  #loadFull(request: PictureRequest, longSide?: number): Promise<LoadedRendition> {
    const url = request.photo.full;
    return this.#renditions.load({ ...request, rendition: 'full', url, ...(longSide && { longSide }) });
  }

  #hit(photo: Picture, lease: Lease<ImageBitmap>, asked: number): Loaded {
    const size = bitmapSize(lease.size);
    const at = performance.now();
    const about = { photo: photo.id, title: photo.title, rendition: size };
    const ms = at - asked;
    const bytes = bytesOf(lease.value);
    const savedBytes = this.#save(lease.value);
    this.#log.record({
      ...{ kind: 'served', ...about, at, ms, decodeMs: 0, tier: 'memory', missed: [], bytes, savedBytes },
    });
    return { lease, size, tier: 'memory', ms };
  }

  /** Encoded bytes that the network was spared by a hit on `bitmap`. */
  #save(bitmap: ImageBitmap): number {
    const worth = this.#worth.get(bitmap);
    if (!worth) return 0;
    const saved = worth.owed ? 0 : worth.bytes;
    worth.owed = false;
    return saved;
  }
}

/** The memory tier missed once, however many requests it takes to make up for that; not where nobody asked yet. */
function missedOnce(wish: Wish): () => readonly Tier[] {
  let counted = false;
  return () => {
    if (counted || wish.priority !== 'visible') return [];
    counted = true;
    return ['memory'];
  };
}
