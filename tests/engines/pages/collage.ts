import type { Lease } from '../../../src/memory/lease.ts';
import { MemoryTier } from '../../../src/memory/memory-tier.ts';

/** Of each picture of the collage, in px. */
const PART = { width: 600, height: 400 };
/** The tier knows of sizes only which is larger, and here is but one. */
const FULL = 1;

/** Makes collages of full-size pictures with the memory tier, as the app does. */
class CollageLab {
  readonly tier: MemoryTier<string, ImageBitmap>;

  constructor(budgetBytes: number) {
    const observer = { collected: () => {}, leaseForgotten: () => {} };
    this.tier = new MemoryTier<string, ImageBitmap>({ budgetBytes, observer });
  }

  /** Draws the pictures at these addresses side by side; tells which of them were in memory, and a colour of each. */
  async make(addresses: readonly string[]) {
    const reused: string[] = [];
    const canvas = new OffscreenCanvas(PART.width * addresses.length, PART.height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('There is no context to draw with.');
    const leases = await Promise.all(
      addresses.map((address) => {
        const hit = this.tier.peek(address, FULL);
        if (hit) reused.push(address);
        return hit ?? this.#load(address);
      }),
    );
    const colours = leases.map(({ value }, index) => {
      context.drawImage(value, index * PART.width, 0, PART.width, PART.height);
      return [...context.getImageData(index * PART.width + 10, 10, 1, 1).data.slice(0, 3)];
    });
    for (const lease of leases) lease.release();
    return { reused, colours };
  }

  async #load(address: string): Promise<Lease<ImageBitmap>> {
    const blob = await (await fetch(address)).blob();
    return this.tier.add(address, FULL, await createImageBitmap(blob));
  }
}

declare global {
  // How the test reaches it from inside `evaluate`.
  var startCollage: (budgetBytes: number) => void;
  var collage: CollageLab;
}

globalThis.startCollage = (budgetBytes) => {
  globalThis.collage = new CollageLab(budgetBytes);
};
