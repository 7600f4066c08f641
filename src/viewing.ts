import type { LateMemory } from './late-memory.ts';
import { type ImageLoader, screenBytes } from './loading/image-loader.ts';
import { onMemoryPressure } from './loading/memory-pressure.ts';
import { Prefetcher, savesData } from './loading/prefetcher.ts';
import { startPictures } from './loading/start-pictures.ts';
import type { Loading } from './loading/start-thumbnails.ts';

/** What photos are opened with. It is loaded after the grid, which needs nothing of it. */
export { photoControls } from './views/viewer/photo-controls.ts';
export { Viewer } from './views/viewer/viewer.ts';

/** Loads photos at their full size, and those that may come next, and keeps them in memory. */
export interface Viewing {
  readonly images: ImageLoader;
  readonly prefetcher: Prefetcher;
  /** Closes what nobody looks at, and what is on its way to join it. */
  readonly trim: () => void;
}

/** Begins the memory tier, and loading into it; `loading` is shared with the thumbnails. */
export function startViewing(late: LateMemory, loading: Loading, signal: AbortSignal): Viewing {
  const { memory, images } = startPictures(
    { budgetBytes: late.budgetBytes, traceLeases: import.meta.env.DEV },
    loading,
  );
  late.begin(memory);
  const prefetcher = new Prefetcher({
    images,
    budget: memory,
    bytesOf: screenBytes,
    saveData: () => savesData(navigator),
  });
  const trim = () => {
    prefetcher.stop();
    memory.trim();
  };
  onMemoryPressure(trim, document, signal);
  return { images, prefetcher, trim };
}
