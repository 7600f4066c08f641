/** The names of the caches in Cache Storage. A change of what an entry means takes a new number. */
export const CACHES = {
  thumbnails: 'afterimage-thumbnails-v1',
  pinned: 'afterimage-pinned-v1',
  device: 'afterimage-device-v1',
  library: 'afterimage-library-v1',
};
