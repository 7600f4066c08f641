import { cleanText } from './text.ts';

const MAX_LENGTH = 100;

/**
 * The camera's name from EXIF `Make` and `Model`, without saying the make twice: `Canon` + `Canon EOS 5D` is
 * `Canon EOS 5D`, and `NIKON CORPORATION` + `NIKON D70` is `NIKON D70`.
 */
export function cameraName(make: string | undefined, model: string | undefined): string | undefined {
  const cleanMake = cleanText(make ?? '');
  const cleanModel = cleanText(model ?? '');
  const brand = cleanMake.split(' ', 1)[0] ?? '';
  const repeatsMake = brand !== '' && cleanModel.toLowerCase().startsWith(brand.toLowerCase());
  const name = repeatsMake ? cleanModel : `${cleanMake} ${cleanModel}`.trim();
  return name === '' ? undefined : [...name].slice(0, MAX_LENGTH).join('').trim();
}
