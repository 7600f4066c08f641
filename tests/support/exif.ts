import type { Exif } from 'sharp';

/** EXIF of a photo that says everything about itself that the app shows, as `sharp` takes it. */
export const TALKATIVE: Exif = {
  IFD0: {
    Make: 'Canon',
    Model: 'Canon EOS 5D',
    ImageDescription: 'The gate in the evening',
    Artist: 'Ada Example',
  },
  IFD2: {
    DateTimeOriginal: '2019:07:22 14:03:11',
    OffsetTimeOriginal: '+02:00',
    LensModel: 'EF 35mm f/2 IS USM',
    ExposureTime: '10/2500',
    FNumber: '28/10',
    ISOSpeedRatings: '100',
    FocalLength: '35/1',
    FocalLengthIn35mmFilm: '56',
    ExposureBiasValue: '-2/3',
  },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '52/1 30/1 5868/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '13/1 22/1 3972/100',
    GPSAltitudeRef: '0',
    GPSAltitude: '345/10',
  },
};
