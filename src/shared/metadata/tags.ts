import { cameraName } from './camera.ts';
import { takenFromExif } from './taken.ts';

/** What a photo says about itself. */
export interface Metadata {
  /** ISO 8601 wall clock; left out where the photo has no plausible date. */
  readonly taken?: string;
  readonly camera?: string;
}

/**
 * Date and camera out of EXIF tags as `exifreader` gives them; a hostile file may hold anything there.
 *
 * @param now milliseconds since the epoch, to recognise dates in the future.
 */
export function metadataOf(tags: Readonly<Record<string, unknown>> | undefined, now: number): Metadata {
  const taken = takenFromExif(
    [
      { date: textOf(tags?.['DateTimeOriginal']), offset: textOf(tags?.['OffsetTimeOriginal']) },
      { date: textOf(tags?.['DateTimeDigitized']), offset: textOf(tags?.['OffsetTimeDigitized']) },
    ],
    now,
  );
  const camera = cameraName(textOf(tags?.['Make']), textOf(tags?.['Model']));
  return { ...(taken !== undefined && { taken }), ...(camera !== undefined && { camera }) };
}

/** The raw text of a tag: an ASCII tag is a list of one string. */
function textOf(tag: unknown): string | undefined {
  if (typeof tag !== 'object' || tag === null || !('value' in tag)) return undefined;
  const value: unknown = Array.isArray(tag.value) ? tag.value[0] : tag.value;
  return typeof value === 'string' ? value : undefined;
}
