/** Why a file did not become a photo of this device. One closed union, so that every reason has its sentence. */
export type ImportProblem =
  /** By its content, whatever it is called. */
  | 'not-an-image'
  /** A kind of picture that is not read here, TIFF and raw files among them. */
  | 'unsupported'
  | 'empty'
  | 'too-large'
  | 'cannot-decode'
  /** What decodes it could not be loaded: it may be offline, or gone from the server. */
  | 'no-decoder'
  /** The file could not be read: moved, changed or taken away meanwhile. */
  | 'unreadable'
  | 'storage-full'
  /** The service worker could not keep it. */
  | 'not-kept';

/** Whether the file itself is not to blame: another time it may be added. */
export function isPassing(problem: ImportProblem): boolean {
  return problem === 'no-decoder' || problem === 'storage-full' || problem === 'not-kept';
}

/** Thrown while one file is looked at; never stops the others. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly problem: ImportProblem;

  constructor(problem: ImportProblem, cause?: unknown) {
    super(problem, { cause });
    this.problem = problem;
  }
}
