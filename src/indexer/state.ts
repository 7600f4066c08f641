import { readFile } from 'node:fs/promises';
import type { Metadata } from '../shared/metadata/tags.ts';
import { parseDetails } from '../shared/photo-details.ts';
import { writeFileAtomic } from './atomic-file.ts';
import type { Problem } from './problems.ts';
import { RENDITION_SETTINGS } from './renditions.ts';

// Counts up whenever the shape below changes.
const FORMAT = 3;
/** Had date and camera among what is known of a photo, and no version of them. */
const FORMAT_BEFORE = 2;

/** What was found in a file, and the size and time by which a later run sees that it is still the same. */
export interface FileEntry {
  size: number;
  mtimeMs: number;
  found: { kind: 'photo'; id: string; fileTaken: string } | { kind: 'problem'; problem: Problem } | { kind: 'other' };
}

/** Everything about a photo that follows from its bytes. Paths are relative to the library. */
export interface PhotoRecord {
  width: number;
  height: number;
  type: string;
  bytes: number;
  thumbhash: string;
  thumbnail: string;
  thumbnailBytes: number;
  screen: string;
  screenBytes: number;
  original: string;
  full?: string;
  fullBytes?: number;
  metadata: Metadata;
  /** `METADATA_VERSION` of the run that read it. */
  metadataVersion: number;
}

/** What a run leaves for the next one. It names private paths, so it never lies in a folder that is served. */
export interface State {
  /** By path as in `Source.path`. */
  files: Map<string, FileEntry>;
  /** By id. */
  photos: Map<string, PhotoRecord>;
}

/** Reads the state; one that is missing, damaged, or from other settings is an empty one. */
export async function readState(path: string): Promise<State> {
  try {
    const json: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (!isRecord(json) || json['renditions'] !== RENDITION_SETTINGS) return emptyState();
    if (json['format'] !== FORMAT && json['format'] !== FORMAT_BEFORE) return emptyState();
    return {
      files: new Map(entriesOf(json['files']).filter((entry): entry is [string, FileEntry] => isFileEntry(entry[1]))),
      photos: new Map(
        entriesOf(json['photos']).flatMap(([id, photo]) => {
          const record = recordOf(photo);
          return record ? [[id, record]] : [];
        }),
      ),
    };
  } catch {
    return emptyState();
  }
}

/** Writes the state atomically. */
export function writeState(path: string, state: State): Promise<void> {
  const files = Object.fromEntries(state.files);
  const photos = Object.fromEntries(state.photos);
  return writeFileAtomic(path, JSON.stringify({ format: FORMAT, renditions: RENDITION_SETTINGS, files, photos }));
}

/** A state that knows nothing. */
export function emptyState(): State {
  return { files: new Map(), photos: new Map() };
}

function entriesOf(json: unknown): [string, unknown][] {
  return isRecord(json) ? Object.entries(json) : [];
}

function isRecord(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isFileEntry(json: unknown): json is FileEntry {
  if (!isRecord(json) || typeof json['size'] !== 'number' || typeof json['mtimeMs'] !== 'number') return false;
  const found = json['found'];
  if (!isRecord(found)) return false;
  switch (found['kind']) {
    case 'photo':
      return typeof found['id'] === 'string' && typeof found['fileTaken'] === 'string';
    case 'problem':
      return isRecord(found['problem']) && typeof found['problem']['reason'] === 'string';
    default:
      return found['kind'] === 'other';
  }
}

/** What `json` says of a photo; in the format before, its metadata stood beside the rest. */
function recordOf(json: unknown): PhotoRecord | undefined {
  if (!isMade(json)) return undefined;
  const { metadata = json, metadataVersion = 1, taken: _, camera: __, ...made }: Record<string, unknown> & Made = json;
  if (!isRecord(metadata) || typeof metadataVersion !== 'number') return undefined;
  const { taken } = metadata;
  return {
    ...made,
    metadata: { ...(typeof taken === 'string' && { taken }), ...parseDetails(metadata) },
    metadataVersion,
  };
}

/** What was made of a photo. */
type Made = Omit<PhotoRecord, 'metadata' | 'metadataVersion'>;

function isMade(json: unknown): json is Made & Record<string, unknown> {
  if (!isRecord(json)) return false;
  const texts = ['type', 'thumbhash', 'thumbnail', 'screen', 'original'].every((key) => typeof json[key] === 'string');
  const numbers = ['width', 'height', 'bytes', 'thumbnailBytes', 'screenBytes'].every(
    (key) => typeof json[key] === 'number',
  );
  return texts && numbers && (json['full'] === undefined || typeof json['full'] === 'string');
}
