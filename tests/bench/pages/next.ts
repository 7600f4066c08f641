/** What a page tells of the steps. Its functions are handed to `evaluate`, so each stands for itself. */
export interface Walker {
  readonly seen: {
    /** Steps whose photo was sharp in the first frame after the key. */
    sharp: number;
    /** ms from a key until its frame was on the screen, of those that took longer than 16 ms. */
    readonly slow: number[];
  };
  /** Says which photo the next key leads to. */
  expect(title: string): void;
}

/** What the gallery shows: a rendition for the screen, or what came from the camera. */
export type GallerySource = 'screen' | 'original';

/** Id of the gallery's picture, once it is there. */
export const GALLERY = 'gallery';

/** Watches the app's viewer. */
export function watchViewer(): void {
  let title = '';
  const seen: Walker['seen'] = { sharp: 0, slow: [] };
  const sample = new OffscreenCanvas(8, 8).getContext('2d', { willReadFrequently: true });
  const isSharp = () => {
    const picture = [...document.querySelectorAll<HTMLCanvasElement>('.viewer-picture')].find(
      ({ ariaLabel }) => ariaLabel === title,
    );
    const { state = '', tier } = picture?.dataset ?? {};
    if (!picture || !sample || tier !== 'memory' || !['screen', 'full'].includes(state)) return false;
    sample.drawImage(picture, 0, 0, 8, 8);
    const { data } = sample.getImageData(0, 0, 8, 8);
    return new Set(data).size > 8;
  };
  // Before the viewer hears of the key, and so before anything that it may do in that frame.
  const next = () => requestAnimationFrame(() => (seen.sharp += Number(isSharp())));
  window.addEventListener('keydown', next, { capture: true });
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') seen.slow.push(duration);
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  globalThis.walker = { seen, expect: (expected) => (title = expected) };
}

/** Makes a page as most galleries are, and watches it. */
export function watchGallery(urls: readonly string[]): void {
  let at = 0;
  const seen: Walker['seen'] = { sharp: 0, slow: [] };
  let neighbours: HTMLImageElement[] = [];
  let shown = new Image();
  const show = () => {
    const image = new Image();
    Object.assign(image.style, { width: '100vw', height: '100vh', objectFit: 'contain' });
    image.decoding = 'sync';
    image.src = urls[at] ?? '';
    const loaded = () => {
      image.id = 'gallery';
      neighbours = [urls[at + 1], urls[at - 1]].flatMap((src) => (src ? Object.assign(new Image(), { src }) : []));
    };
    if (image.complete) loaded();
    else image.addEventListener('load', loaded, { once: true });
    document.body.replaceChildren(image);
    shown = image;
  };
  const next = () => requestAnimationFrame(() => (seen.sharp += Number(shown.complete && shown.naturalWidth > 0)));
  window.addEventListener('keydown', next, { capture: true });
  window.addEventListener('keydown', ({ key }) => {
    at += key === 'ArrowRight' ? 1 : -1;
    show();
  });
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') seen.slow.push(duration);
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  show();
  // Held, so that they stay in the browser's memory.
  Object.assign(globalThis, { walker: { seen, expect: () => neighbours } });
}
