import sharp from 'sharp';

/** libvips' own limit, 0x3FFF squared: above it a photo is refused by its header, before it is decoded. */
export const MAX_PIXELS = 268_402_689;

let profile: Promise<Uint8Array> | undefined;

/** The Display P3 profile that libvips carries, for pictures that name these primaries without a profile. */
export function displayP3Profile(): Promise<Uint8Array> {
  profile ??= makeDisplayP3Profile();
  return profile;
}

async function makeDisplayP3Profile(): Promise<Uint8Array> {
  const pixel = sharp({ create: { width: 1, height: 1, channels: 3, background: 'white' } });
  const { icc } = await sharp(await pixel.withIccProfile('p3').png().toBuffer()).metadata();
  if (icc === undefined) throw new Error('libvips did not attach its Display P3 profile');
  return icc;
}
