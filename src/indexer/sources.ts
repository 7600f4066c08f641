import type { CreditJson } from '../shared/library-format.ts';
import type { FileProblem } from './problems.ts';

/** One file that may be a photo. */
export interface Source {
  /** How people know it, and how the state knows it: relative, with forward slashes. Unique within its list. */
  path: string;
  /** Where it is: absolute. */
  file: string;
  /** Its name, where the file name is not what people should read. */
  title?: string;
  /** ISO 8601 wall clock, where neither the photo nor the file has a meaningful date. */
  taken?: string;
}

/** A file or folder that could not be listed. */
export interface SourceProblem extends FileProblem {
  /** Where it is: absolute. */
  file: string;
}

/** What becomes a library: a folder that was walked, or a list that was written by hand. */
export interface SourceList {
  title: string;
  /** Ordered by path: of exact duplicates the first one counts. */
  sources: Source[];
  credits: CreditJson[];
  /** What was found unreadable while listing, such as a folder without permission. */
  problems: SourceProblem[];
}
