import { open } from 'node:fs/promises';
import type { Metadata } from '../shared/metadata/tags.ts';
import { parseDetails } from '../shared/photo-details.ts';
import { writeFileAtomic } from './atomic-file.ts';
import type { Problem } from './problems.ts';
import { RENDITION_SETTINGS } from './renditions.ts';

// Counts up whenever the shape below changes.
const FORMAT = 4;
/**
 * Were one object in one line, which is longer than a string may be from about 800,000 photos on. In 2, date and camera stood
 * among what is known of a photo, and no version of them.
 */
const FORMATS_BEFORE: readonly number[] = [2, 3];
const LINES_AT_ONCE = 1000;

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

/**
 * Reads the state, a line of JSON for each file and each photo; one that is missing, damaged, or from other settings is an
 * empty one, and a damaged line costs what it stands for.
 */
export async function readState(path: string): Promise<State> {
  const state = emptyState();
  try {
    await using handle = await open(path);
    let isFirst = true;
    for await (const line of handle.readLines()) {
      if (isFirst && !begin(state, jsonOf(line))) return emptyState();
      if (!isFirst) enter(state, jsonOf(line));
      isFirst = false;
    }
    return state;
  } catch {
    return emptyState();
  }
}

/** Reads the first line; `false` when what follows is of no use. */
function begin(state: State, header: unknown): boolean {
  if (!isRecord(header) || header['renditions'] !== RENDITION_SETTINGS) return false;
  if (header['format'] === FORMAT) return true;
  if (!FORMATS_BEFORE.includes(Number(header['format']))) return false;
  for (const [path, entry] of entriesOf(header['files'])) enter(state, { path, entry });
  for (const [id, photo] of entriesOf(header['photos'])) enter(state, { id, photo });
  return true;
}

function enter(state: State, line: unknown): void {
  if (!isRecord(line)) return;
  const { path, entry, id, photo } = line;
  if (typeof path === 'string' && isFileEntry(entry)) state.files.set(path, entry);
  const record = typeof id === 'string' && recordOf(photo);
  if (record) state.photos.set(id, record);
}

/** Writes the state atomically. */
export function writeState(path: string, state: State): Promise<void> {
  return writeFileAtomic(path, inChunks(linesOf(state)));
}

function* linesOf({ files, photos }: State): Generator<string> {
  yield JSON.stringify({ format: FORMAT, renditions: RENDITION_SETTINGS });
  for (const [path, entry] of files) yield JSON.stringify({ path, entry });
  for (const [id, photo] of photos) yield JSON.stringify({ id, photo });
}

function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk: string[] = [];
  for (const line of lines) {
    if (chunk.push(`${line}\n`) < LINES_AT_ONCE) continue;
    yield chunk.join('');
    chunk = [];
  }
  yield chunk.join('');
}

/** A state that knows nothing. */
export function emptyState(): State {
  return { files: new Map(), photos: new Map() };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
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
