import type { Photo } from '../shared/photo.ts';
import { nameKey, safeFileName, uniqueFileName } from '../shared/safe-file-name.ts';

/** Which photos to export, and how to have the original of one. */
export interface ExportRequest {
  /** Finds the photos, once the export has begun. */
  readonly open: (
    signal: AbortSignal,
  ) => Promise<{ readonly total: number; readonly photos: Iterable<Photo> | AsyncIterable<Photo> }>;
  readonly read: (photo: Photo, signal: AbortSignal) => Promise<Blob>;
}

/** How far an export is. */
export interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

export interface ExportReport {
  readonly exported: number;
  /** File names of those whose original could not be read. */
  readonly failed: readonly string[];
}

/** A file of the export, under a name that no other has. */
interface Exported {
  readonly name: string;
  readonly taken: string;
  readonly file: Blob;
}

/** Chromium's way to a folder (https://wicg.github.io/file-system-access/), which TypeScript does not know. */
interface FolderPicker {
  showDirectoryPicker(options: { mode: 'readwrite'; id: string }): Promise<FileSystemDirectoryHandle>;
}

/** Whether photos can be exported straight into a folder, or only as one ZIP file. */
export function canExportToFolder(): boolean {
  return typeof Reflect.get(window, 'showDirectoryPicker') === 'function';
}

/**
 * Exports originals, bit for bit, into a folder that the user chooses; nothing that is there already is written over. Has to
 * be called at once when the user asks for it: browsers open the chooser only then.
 * @throws `AbortError` when the user changes their mind, or `signal` is aborted.
 */
export async function exportToFolder(
  request: ExportRequest,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<ExportReport> {
  // Only called where `canExportToFolder` said so.
  const picker = window as unknown as FolderPicker;
  const folder = await picker.showDirectoryPicker({ mode: 'readwrite', id: 'afterimage-export' });
  const taken = new Set<string>();
  for await (const name of folder.keys()) taken.add(nameKey(name));
  const failed: string[] = [];
  let exported = 0;
  for await (const { name, file } of originals(request, taken, failed, signal, onProgress)) {
    try {
      const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await file.stream().pipeTo(writable, { signal });
    } catch (error) {
      // No empty file, nor half of one, is to be taken for the photo.
      await folder.removeEntry(name).catch(() => {});
      throw error;
    }
    exported += 1;
  }
  return { exported, failed };
}

/**
 * The same as one ZIP file, made while it is read: no more than one photo is in memory at a time, and browsers put what
 * becomes of it on the disk.
 * @throws `AbortError` when `signal` is aborted.
 */
export async function exportAsZip(
  request: ExportRequest,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<ExportReport & { readonly zip: Blob }> {
  const { makeZip } = await import('client-zip');
  const failed: string[] = [];
  let exported = 0;
  async function* entries() {
    for await (const { name, taken, file } of originals(request, new Set(), failed, signal, onProgress)) {
      const time = Date.parse(taken);
      yield { name, input: file, lastModified: new Date(Number.isNaN(time) ? Date.now() : time) };
      exported += 1;
    }
  }
  const zip = await new Response(makeZip(entries()), { headers: { 'Content-Type': 'application/zip' } }).blob();
  return { zip, exported, failed };
}

/** The originals one after the other; `failed` takes the names of those that cannot be read. */
async function* originals(
  { open, read }: ExportRequest,
  names: Set<string>,
  failed: string[],
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): AsyncGenerator<Exported> {
  const { total, photos } = await open(signal);
  let done = 0;
  for await (const photo of photos) {
    signal.throwIfAborted();
    onProgress({ done, total });
    const file = await read(photo, signal).catch(() => undefined);
    signal.throwIfAborted();
    if (file) {
      const name = uniqueFileName(safeFileName(photo.fileName), names);
      names.add(nameKey(name));
      yield { name, taken: photo.taken, file };
    } else failed.push(photo.fileName);
    done += 1;
  }
  onProgress({ done, total });
}
