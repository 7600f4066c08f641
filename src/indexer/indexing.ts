import type { FileProblem } from './problems.ts';
import type { SourceList } from './sources.ts';

/** What to index, and where to. */
export interface IndexRequest {
  list: SourceList;
  /** Folder of the library. */
  library: string;
  /** File that remembers what was indexed; never inside a folder that is served. */
  state: string;
  /** Whether the originals are copied into the library, or served from where they are. */
  copyOriginals: boolean;
  /** Whether the library says where photos were taken; it does by default. */
  places?: boolean;
  /** Milliseconds since the epoch. */
  clock?: () => number;
  signal?: AbortSignal;
  observer?: IndexObserver;
  /** How many photos are decoded at once; as many as there are cores by default. */
  parallel?: number;
}

/** Is told what happens, for a progress bar and for tests. */
export interface IndexObserver {
  /** How many files are to be read, after the unchanged ones were recognised. */
  started?(changed: number, unchanged: number): void;
  /** A file is about to be read. */
  reading?(path: string): void;
  /** A photo's pixels are about to be decoded. */
  decoding?(path: string): void;
  /** A file has been dealt with. */
  finished?(path: string): void;
}

/** Where an original is, and the size and time that it had when it was indexed. */
export interface OriginalFile {
  file: string;
  size: number;
  mtimeMs: number;
}

/** What came of it. */
export interface IndexResult {
  /** `kept`: no photo was found, so the library that an earlier run made was left as it is. */
  outcome: 'finished' | 'aborted' | 'kept';
  /** Photos in the library. */
  photos: number;
  /** Files that are exact copies of a photo in the library. */
  duplicates: number;
  /** Files that are no pictures and do not claim to be. */
  otherFiles: number;
  /** By path. */
  problems: FileProblem[];
  /** Photos whose pixels were decoded in this run. */
  decoded: number;
  /** Mean bytes of a thumbnail. */
  meanThumbnailBytes: number;
  seconds: number;
  /** By path relative to the library, such as `originals/ab/<id>.jpg`. */
  originals: Map<string, OriginalFile>;
}
