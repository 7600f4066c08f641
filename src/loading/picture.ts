/** What loading has to know of a photo: `Photo` fits, and so does what another app has. */
export interface Picture {
  /** The same for the same content, always; without a slash. */
  readonly id: string;
  /** Names it in the log. */
  readonly title: string;
  /** Pixels, upright. */
  readonly width: number;
  readonly height: number;
  /** What it shows may never change under its URL: it is stored for good. */
  readonly thumbnail: URL;
  /** A rendition of about 2048 px; missing where there is none: then the full one is decoded at a smaller scale. */
  readonly screen?: URL | undefined;
  readonly full: URL;
  /** Local time of the place, ISO 8601: the books add up by its month, where it is known. */
  readonly taken?: string;
}
