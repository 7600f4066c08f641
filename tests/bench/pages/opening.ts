import { imageElement, resizedBitmap } from '../peers/plain-decoders.ts';
import { type PhotoPlan, photoOf, plainTiers, visible } from './our-tiers.ts';
import { clear, draw, present, STAGE_WIDTH } from './stage.ts';

/** How long it took since somebody asked, in ms. */
export type Opening = {
  /** Until there were pixels to draw. */
  readonly decodedMs: number;
  /** Until the frame was presented that shows them, 1500 px wide. */
  readonly shownMs: number;
};

const { images, memory } = plainTiers();

/** Ours, from an empty memory tier. */
async function openOurs(plan: PhotoPlan): Promise<Opening> {
  const photo = photoOf(plan);
  await clear();
  const asked = performance.now();
  const { lease, tier } = await images.load(photo, 'screen', visible());
  const opening = await finish(asked, () => draw(lease.value));
  lease.release();
  memory.trim();
  if (tier !== 'network') throw new Error(`The ${tier} tier answered.`);
  return opening;
}

/** `<img>` and `decode()`. */
async function openImage(url: string): Promise<Opening> {
  await clear();
  const asked = performance.now();
  const image = await imageElement(url, STAGE_WIDTH);
  return finish(asked, () => image);
}

/** `fetch`, then `createImageBitmap` with `resizeWidth`, drawn onto the same canvas as ours. */
async function openResized(url: string, quality: ResizeQuality): Promise<Opening> {
  await clear();
  const asked = performance.now();
  const bitmap = await resizedBitmap(url, STAGE_WIDTH, quality);
  const opening = await finish(asked, () => draw(bitmap));
  bitmap.close();
  return opening;
}

async function finish(asked: number, picture: () => HTMLElement): Promise<Opening> {
  const decodedMs = performance.now() - asked;
  const shown = await present(picture());
  return { decodedMs, shownMs: shown - asked };
}

const opening = { openOurs, openImage, openResized };
declare global {
  // How the bench reaches it from inside `evaluate`.
  var openingPage: typeof opening;
}
globalThis.openingPage = opening;
