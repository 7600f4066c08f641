/** Where other apps send files, below the app: the manifest says so, and the service worker answers. */
export const SHARE_PATH = 'share';

/** The field of the form in which they come. */
export const SHARE_FIELD = 'photos';
