import { ImageCache, type Lease, LoadError, type Picture } from 'afterimage/loading';

const works = Array.from({ length: 12 }, (_, index): Picture => {
  const at = (file: string) => new URL(`works/${index}/${file}`, document.baseURI);
  const [title, thumbnail, full] = [`Work ${index}`, at('small.jpg'), at('large.jpg')];
  return { id: `work-${index}`, title, width: 1500, height: 1000, thumbnail, screen: undefined, full };
});
const wish = { priority: 'visible', signal: new AbortController().signal } as const;
// Two of our pictures fit into memory.
const cache = new ImageCache({ name: 'museum', worker: 'worker.js', budgetBytes: 13e6, signal: wish.signal });
let open: Lease<ImageBitmap> | undefined;

/** Shows a picture, and the tier that it came from. */
function draw(canvas: HTMLCanvasElement, { title }: Picture, { width, height }: ImageBitmap, tier: string): void {
  Object.assign(canvas, { width, height, ariaLabel: title });
  canvas.dataset['tier'] = tier;
}

async function list(work: Picture): Promise<void> {
  const canvas = document.createElement('canvas');
  canvas.role = 'img';
  canvas.addEventListener('click', () => void show(work));
  document.querySelector('main')?.append(canvas);
  const { bitmap, tier } = await cache.thumbnails.load(work, wish);
  draw(canvas, work, bitmap, tier);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
}

async function show(work: Picture): Promise<void> {
  const canvas = document.querySelector<HTMLCanvasElement>('figure canvas');
  try {
    const { lease, tier } = await cache.images.load(work, 'full', wish);
    open?.release();
    open = lease;
    if (canvas) draw(canvas, work, lease.value, tier);
    canvas?.getContext('2d')?.drawImage(lease.value, 0, 0);
    say('#problem', '');
  } catch (error) {
    say('#problem', error instanceof LoadError ? error.reason : String(error));
  }
}

function say(where: string, what: string): void {
  document.querySelector(where)?.replaceChildren(what);
}

async function sayFigures(): Promise<void> {
  const { leased, retained, weak } = cache.memory;
  say('#memory', `${leased.count} leased, ${retained.count} retained, ${weak.count} weak`);
  say('#stored', `${(await cache.stored()).count} stored`);
}

document.querySelector('#keep-half')?.addEventListener('click', async () => {
  await cache.setThumbnailBudget((await cache.stored()).bytes / 2);
});
document.querySelector('#figures')?.addEventListener('click', () => void sayFigures());
for (const work of works) void list(work);
void navigator.serviceWorker.register('worker.js');
