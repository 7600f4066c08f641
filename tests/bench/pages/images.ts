import { imageElement } from '../peers/plain-decoders.ts';
import { present, STAGE_WIDTH } from './stage.ts';

/** Shows the next photo by `<img>`. */
async function stepImage(url: string): Promise<void> {
  await present(await imageElement(url, STAGE_WIDTH));
}

const images = { stepImage };
declare global {
  // How the bench reaches it from inside `evaluate`.
  var imagesPage: typeof images;
}
globalThis.imagesPage = images;
