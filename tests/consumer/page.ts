import { ImageCache, OfflinePictures, type Picture } from 'afterimage/loading';

const works = Array.from({ length: 12 }, (_, nth): Picture => {
  const at = (size: string) => new URL(`works/${nth}/${size}.jpg`, document.baseURI);
  return { id: `${nth}`, title: `Work ${nth}`, width: 1500, height: 1000, thumbnail: at('small'), full: at('large') };
});
const cache = new ImageCache({ name: 'museum', budgetBytes: 13e6 }); // Two of our pictures fit.
const offline = new OfflinePictures(cache);
const tiers = ['memory', 'thumbnails', 'pinned', 'network'] as const;
const stage = document.createElement('canvas');
const keep = document.createElement('button');
const hits = document.createElement('output');

async function draw(work: Picture, canvas: HTMLCanvasElement, size: 'thumbnail' | 'full'): Promise<void> {
  const tier = await cache.draw(work, canvas, size);
  Object.assign(canvas, { role: 'img', ariaLabel: work.title, title: tier });
}

async function show(work: Picture): Promise<void> {
  await draw(work, stage, 'full');
  const isKept = (await offline.stateOf(work)) !== 'not-pinned';
  stage.after(keep);
  keep.textContent = isKept ? 'Remove offline copy' : 'Keep offline';
  keep.onclick = () => (isKept ? offline.drop([work]) : offline.keep([work])).then(() => show(work));
}

for (const work of works) {
  const canvas = document.createElement('canvas');
  canvas.onclick = () => show(work).catch(console.info);
  document.querySelector('main')?.append(canvas);
  draw(work, canvas, 'thumbnail').catch(console.info);
}
cache.log.listen((event) => {
  const counts = tiers.map((tier) => `${tier} ${cache.log.count(tier).hits}`);
  hits.value = event.kind === 'failed' ? `${event.title}: ${event.reason}` : counts.join(', ');
});
document.body.append(stage, hits);
Object.assign(globalThis, { cache, offline }); // For whoever looks with the console.
await navigator.serviceWorker.register('sw.js');
