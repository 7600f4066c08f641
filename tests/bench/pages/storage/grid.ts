/** As in the app's grid on a screen of 1600 × 1100 px. */
const COLUMNS = 10;
const TILE = { width: 156, height: 104 };

/** Pictures to store under these addresses, in turn. */
export interface FillRequest {
  readonly urls: readonly string[];
  readonly pictures: readonly Blob[];
}

/** What the page of each side can do. */
export interface StoragePage {
  /** Stores the thumbnails from one number to another, without the latter. */
  fill(from: number, to: number): Promise<void>;
  /** Shows so many thumbnails from this number on; ms from asking until the frame is presented that has all of them. */
  show(from: number, count: number): Promise<number>;
}

export function thumbnailUrl(index: number): string {
  return new URL(`/library/thumbnails/${index.toString(16).padStart(32, '0')}.jpg`, location.href).href;
}

export function urlsBetween(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, index) => thumbnailUrl(from + index));
}

/** The bytes that the server has for these addresses. */
export async function fetchPictures(urls: readonly string[]): Promise<Blob[]> {
  return Promise.all(urls.map(async (url) => (await fetch(url, { cache: 'no-store' })).blob()));
}

/** Where a thumbnail lies. */
export function boxOf(place: number) {
  return { x: (place % COLUMNS) * TILE.width, y: Math.floor(place / COLUMNS) * TILE.height, ...TILE };
}

const style = document.createElement('style');
style.textContent = `
  main > * { position: absolute; list-style: none; }
  main canvas, main img { width: ${TILE.width}px; height: ${TILE.height}px; position: absolute; inset: 0; }
`;
const stage = document.createElement('main');

/** Begins with an empty stage. `put` fills it and resolves once all that it put there has arrived. */
export async function present(put: (stage: HTMLElement) => Promise<void>): Promise<number> {
  if (!stage.isConnected) {
    document.head.append(style);
    document.body.append(stage);
  }
  stage.replaceChildren();
  // The screen is empty, and nothing is left to do.
  for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const asked = performance.now();
  await put(stage);
  return (await markPresented()) - asked;
}

/** Only text and images have a presentation time: the frame that has what is on the stage now gets a new text. */
function markPresented(): Promise<number> {
  const mark = Object.assign(document.createElement('p'), { textContent: 'shown' });
  mark.setAttribute('elementtiming', 'shown');
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      const entry = list.getEntries().find((candidate) => 'element' in candidate && candidate.element === mark);
      if (!entry) return;
      observer.disconnect();
      // Chromium's element timing; TypeScript has no type for it.
      resolve((entry as PerformanceEntry & { renderTime: number }).renderTime);
    });
    observer.observe({ type: 'element' });
    stage.append(mark);
  });
}

/** Shows thumbnails by `<img>`, as nearly everybody does. */
export function showImages(from: number, count: number): Promise<number> {
  return present(async (stage) => {
    const images = urlsBetween(from, from + count).map((src, place) => {
      const { x, y } = boxOf(place);
      // Else Chromium may present the frame first and the pictures of this size later, which is not what is measured.
      const image = Object.assign(new Image(), { src, decoding: 'sync' as const });
      image.style.translate = `${x}px ${y}px`;
      return image;
    });
    stage.append(...images);
    // Not decode(), which would have them wait for one more way there and back.
    await Promise.all(images.map((image) => image.complete || new Promise((resolve) => (image.onload = resolve))));
    if (images.some(({ naturalWidth }) => naturalWidth === 0)) throw new Error('A thumbnail is not there.');
  });
}

/** Resolves once the service worker at `/sw.js` controls this page. */
export async function controlled(): Promise<ServiceWorker> {
  const { serviceWorker } = navigator;
  const changed = new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
  await serviceWorker.register('/sw.js', { scope: '/' });
  if (!serviceWorker.controller) await changed;
  if (!serviceWorker.controller) throw new Error('No service worker controls the page.');
  return serviceWorker.controller;
}

declare global {
  // How the bench reaches it from inside `evaluate`.
  var storagePage: StoragePage;
}
