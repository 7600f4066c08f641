import type { Photo } from '../../shared/photo.ts';
import { nameKey, safeFileName, uniqueFileName } from '../../shared/safe-file-name.ts';
import type { DeviceLibrary } from './device-library.ts';

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
  readonly file: Response;
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
 * Exports the originals of all photos of this device, bit for bit, into a folder that the user chooses; nothing that is
 * there already is written over. Has to be called at once when the user asks for it: browsers open the chooser only then.
 * @throws `AbortError` when the user changes their mind, or `signal` is aborted.
 */
export async function exportToFolder(
  device: DeviceLibrary,
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
  for await (const { name, file } of originals(device, taken, failed, signal, onProgress)) {
    try {
      const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await (file.body ?? new Blob().stream()).pipeTo(writable, { signal });
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
  device: DeviceLibrary,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<ExportReport & { readonly zip: Blob }> {
  const { makeZip } = await import('client-zip');
  const failed: string[] = [];
  let exported = 0;
  async function* entries() {
    for await (const { name, taken, file } of originals(device, new Set(), failed, signal, onProgress)) {
      yield { name, lastModified: new Date(taken), input: file };
      exported += 1;
    }
  }
  const zip = await new Response(makeZip(entries()), { headers: { 'Content-Type': 'application/zip' } }).blob();
  return { zip, exported, failed };
}

/** The originals one after the other, newest month first; `failed` takes the names of those that cannot be read. */
async function* originals(
  device: DeviceLibrary,
  names: Set<string>,
  failed: string[],
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): AsyncGenerator<Exported> {
  await device.open(signal);
  const total = device.sections.reduce((sum, { count }) => sum + count, 0);
  let done = 0;
  for (const { id } of device.sections) {
    for (const photo of await device.load(id)) {
      signal.throwIfAborted();
      onProgress({ done, total });
      const file = await read(photo, signal);
      if (file) {
        const name = uniqueFileName(safeFileName(photo.fileName), names);
        names.add(nameKey(name));
        yield { name, taken: photo.taken, file };
      } else failed.push(photo.fileName);
      done += 1;
    }
  }
  onProgress({ done, total });
}

async function read({ original }: Photo, signal: AbortSignal): Promise<Response | undefined> {
  const response = await fetch(original, { cache: 'no-store', signal }).catch(() => undefined);
  signal.throwIfAborted();
  return response?.ok ? response : undefined;
}
