import type { Lease } from '../../../src/memory/lease.ts';
import { MemoryTier, type Tally } from '../../../src/memory/memory-tier.ts';
import { engineReferences, type WeakReferences } from '../../../src/memory/weak-index.ts';

/** Each picture is 1000 × 1000 px. */
const SIDE = 1000;
const SIZE = SIDE;
const PICTURE_BYTES = SIDE * SIDE * 4;

/** The engine's references, whose finalizers wait until they are told to run: the engine may be as late as that. */
class LateFinalizers implements WeakReferences {
  readonly ref = engineReferences.ref;
  readonly #due: (() => void)[] = [];

  registry<H>(onCollected: (held: H) => void) {
    return engineReferences.registry<H>((held) => this.#due.push(() => onCollected(held)));
  }

  /** How many the engine has called. */
  get due(): number {
    return this.#due.length;
  }

  run(): void {
    for (const finalizer of this.#due.splice(0)) finalizer();
  }
}

/** A memory tier of real bitmaps, and what its observer heard. */
class MemoryLab {
  /** The keys, in the order in which the tier noticed. */
  readonly collected: string[] = [];
  /** How many leases somebody dropped. */
  forgotten = 0;
  /** Leases of somebody who does not drop them. */
  readonly held: Lease<ImageBitmap>[] = [];
  readonly finalizers = new LateFinalizers();
  readonly tier: MemoryTier<string, ImageBitmap>;

  /** @param budget in pictures. */
  constructor(budget: number, finalizers: 'prompt' | 'late' = 'prompt') {
    this.tier = new MemoryTier<string, ImageBitmap>({
      budgetBytes: budget * PICTURE_BYTES,
      references: finalizers === 'late' ? this.finalizers : engineReferences,
      observer: {
        collected: (key) => this.collected.push(key),
        leaseForgotten: () => {
          this.forgotten += 1;
        },
      },
    });
  }

  /** Adds a new picture and leases it. */
  async add(key: string): Promise<Lease<ImageBitmap>> {
    const canvas = new OffscreenCanvas(SIDE, SIDE);
    // Without a context a canvas has no pixels to copy.
    canvas.getContext('2d')?.fillRect(0, 0, SIDE, SIDE);
    return this.tier.add(key, SIZE, await createImageBitmap(canvas));
  }

  /** Adds new pictures that nobody leases. */
  async put(...keys: readonly string[]): Promise<void> {
    for (const key of keys) (await this.add(key)).release();
  }

  peek(key: string): Lease<ImageBitmap> | undefined {
    return this.tier.peek(key, SIZE);
  }

  /** How many pictures the tier says it holds, in bytes too. */
  books() {
    const { leased, retained, weak } = this.tier;
    const pictures = ({ count, bytes }: Tally) => {
      if (bytes !== count * PICTURE_BYTES) throw new Error(`${count} pictures are said to take ${bytes} bytes.`);
      return count;
    };
    return { leased: pictures(leased), retained: pictures(retained), weak: pictures(weak) };
  }
}

declare global {
  // How tests reach it from inside `evaluate`.
  var startMemory: (...options: ConstructorParameters<typeof MemoryLab>) => void;
  var memory: MemoryLab;
}

globalThis.startMemory = (...options) => {
  globalThis.memory = new MemoryLab(...options);
};
