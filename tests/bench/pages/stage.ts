import { smoothingFor } from '../../../src/views/viewer/framing.ts';

/** The part of the screen that shows a picture, 1500 px wide. */
export const STAGE_WIDTH = 1500;

const stage = document.createElement('main');
const canvas = document.createElement('canvas');
const context = canvas.getContext('2d', { alpha: false });
document.body.append(stage);

/** Draws all of the picture onto the canvas of the stage, as the viewer does. */
export function draw(bitmap: ImageBitmap): HTMLCanvasElement {
  const { width, height } = bitmap;
  return drawPart(bitmap, { x: 0, y: 0, width, height });
}

/** Draws the middle of the picture, pixel for pixel, as the viewer does from close by. */
export function drawClose(bitmap: ImageBitmap): HTMLCanvasElement {
  const [width, height] = [Math.min(STAGE_WIDTH, bitmap.width), Math.min(STAGE_WIDTH / 1.5, bitmap.height)];
  return drawPart(bitmap, { x: (bitmap.width - width) / 2, y: (bitmap.height - height) / 2, width, height });
}

function drawPart(
  bitmap: ImageBitmap,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): HTMLCanvasElement {
  canvas.width = STAGE_WIDTH;
  canvas.height = Math.round((STAGE_WIDTH * height) / width);
  if (!context) throw new Error('There is no context to draw with.');
  context.imageSmoothingQuality = smoothingFor(width / canvas.width);
  context.drawImage(bitmap, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Puts the picture on the stage; resolves with the time at which the browser presented the frame that has it. */
export function present(picture: HTMLElement): Promise<number> {
  // Only text and images have a presentation time, so each frame that counts gets a new text beside its picture.
  const mark = document.createElement('p');
  mark.textContent = 'shown';
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
    stage.replaceChildren(mark, picture);
  });
}

/** Takes the picture off the stage, and waits until the screen is empty and nothing is left to do. */
export async function clear(): Promise<void> {
  stage.replaceChildren();
  canvas.width = 0;
  await nextFrame();
  await nextFrame();
}

export function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
