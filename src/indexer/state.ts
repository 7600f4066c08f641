import { readFile } from 'node:fs/promises';
import { writeFileAtomic } from './atomic-file.ts';
import type { Problem } from './problems.ts';
import { RENDITION_SETTINGS } from './renditions.ts';

// Counts up whenever the shape below, or what is read from a photo, changes.
const FORMAT = 2;

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
  camera?: string;
  /** From the photo's own metadata. */
  taken?: string;
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
    if (!isRecord(json) || json['format'] !== FORMAT || json['renditions'] !== RENDITION_SETTINGS) return emptyState();
    return {
      files: new Map(entriesOf(json['files']).filter((entry): entry is [string, FileEntry] => isFileEntry(entry[1]))),
      photos: new Map(
        entriesOf(json['photos']).filter((entry): entry is [string, PhotoRecord] => isPhotoRecord(entry[1])),
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

function isPhotoRecord(json: unknown): json is PhotoRecord {
  if (!isRecord(json)) return false;
  const texts = ['type', 'thumbhash', 'thumbnail', 'screen', 'original'].every((key) => typeof json[key] === 'string');
  const numbers = ['width', 'height', 'bytes', 'thumbnailBytes', 'screenBytes'].every(
    (key) => typeof json[key] === 'number',
  );
  const optional = ['full', 'camera', 'taken'].every((key) => json[key] === undefined || typeof json[key] === 'string');
  return texts && numbers && optional;
}
