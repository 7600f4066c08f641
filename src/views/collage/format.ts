/** File types that a canvas may be written as. */
export const FORMATS = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type Format = (typeof FORMATS)[number];

/** The ending of a file of this type. */
export const EXTENSIONS = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
} as const satisfies Record<Format, string>;
