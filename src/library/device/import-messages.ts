import type { Metadata } from '../../shared/metadata/tags.ts';
import type { PhotoId } from '../../shared/photo.ts';
import type { ImportProblem } from './import-problem.ts';
import type { PhotoType } from './photo-type.ts';
import type { DevelopedPhoto } from './worker/develop-photo.ts';

/** What a file says about itself. */
export interface Inspected extends Metadata {
  readonly id: PhotoId;
  /** By content. */
  readonly type: PhotoType;
}

/** What the page asks of an import worker: one thing at a time. */
export type ImportRequest =
  | { readonly type: 'inspect'; readonly file: Blob; readonly name: string }
  /** Make the renditions of what browsers can decode. */
  | { readonly type: 'develop'; readonly picture: Blob };

export interface ImportAnswers {
  readonly inspect: Inspected;
  readonly develop: DevelopedPhoto;
}

/** What a worker of ours answers, once for each request. */
export type WorkerAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ImportProblem; readonly cause: string };

/** What the page asks of the HEIC worker: a JPEG of the picture, upright, in its full size. */
export interface HeicRequest {
  readonly file: Blob;
}
