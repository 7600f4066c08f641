import { decodeScaled } from './scaled-jpeg.ts';

/** A baseline JPEG of 32 × 16 px, without metadata. Its quarters, row by row: red (A), green (B), blue (C), white (D). */
const QUARTERS =
  '/9j/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAQACADAREAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAgJCv/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAZAQEAAwEBAAAAAAAAAAAAAAAABwkKBgj/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCdEGLUwFjISZjwGXjRm9ygOltVY7gB/9k=';

/** How the quarters lie when the picture is upright, for each EXIF orientation from 1. */
const UPRIGHT = ['ABCD', 'BADC', 'DCBA', 'CDAB', 'ACBD', 'CADB', 'DBCA', 'BDAC'];
/** From here on the sides are swapped. */
const FIRST_TURNED = 5;

/** Not in eighths of the size: a codec that scales by itself goes down to 20 × 10, anything else scales afterwards. */
const WISH = { width: 21, height: 11 };
const SIZE = '20x10';
const SIZE_TURNED = '10x20';

let answer: Promise<boolean> | undefined;

/**
 * Whether JPEGs can be decoded smaller, as right as whole ones and faster: it is tried, once, with all orientations.
 * Chromium can; Firefox has the interface, but decodes the whole picture and then scales it, out of shape.
 */
export function canScaleJpeg(): Promise<boolean> {
  answer ??= probe();
  return answer;
}

async function probe(): Promise<boolean> {
  if (typeof ImageDecoder === 'undefined') return false;
  try {
    const seen = await Promise.all(UPRIGHT.map((_, index) => look(index + 1)));
    return seen.every((look, index) => {
      const size = index + 1 < FIRST_TURNED ? SIZE : SIZE_TURNED;
      return look === `${size} ${UPRIGHT[index]}`;
    });
  } catch {
    return false;
  }
}

/** What comes out of the JPEG when it is marked with this orientation, such as `20x10 ABCD`. */
async function look(orientation: number): Promise<string> {
  const bitmap = await decodeScaled(oriented(orientation), WISH, new AbortController().signal);
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  bitmap.close();
  const at = (x: number, y: number) => {
    const [red = 0, green = 0, blue = 0] = context?.getImageData(width * x, height * y, 1, 1).data ?? [];
    const bright = [red, green, blue].map((channel) => (channel > 127 ? 1 : 0)).join('');
    return COLOURS[bright] ?? '?';
  };
  return `${width}x${height} ${at(0.25, 0.25)}${at(0.75, 0.25)}${at(0.25, 0.75)}${at(0.75, 0.75)}`;
}

const COLOURS: Readonly<Record<string, string>> = { '100': 'A', '010': 'B', '001': 'C', '111': 'D' };

/** The JPEG with an EXIF segment that says nothing but the orientation. */
function oriented(orientation: number): ArrayBuffer {
  const exif = `\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0${String.fromCharCode(orientation)}\0\0\0\0\0\0`;
  const jpeg = atob(QUARTERS);
  return Uint8Array.from(jpeg.slice(0, 2) + exif + jpeg.slice(2), (character) => character.charCodeAt(0)).buffer;
}
