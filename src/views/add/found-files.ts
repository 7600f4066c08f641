import type { ImportFile } from '../../library/device/photo-import.ts';

/** What somebody handed over. */
export interface Found {
  readonly files: readonly ImportFile[];
  /** Names of files and folders that the browser could not open: they are said to have failed. */
  readonly unreadable: readonly string[];
}

/** What pictures are called, for browsers that know HEIC only by its name. */
const ACCEPTED = 'image/*,.heic,.heif,.avif';

/** Asks for photos, or for a folder. Resolves with nothing when the user changes their mind. */
export function pickFiles(kind: 'photos' | 'folder'): Promise<Found | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  const fromFolder = kind === 'folder';
  if (fromFolder) input.webkitdirectory = true;
  else input.accept = ACCEPTED;
  return new Promise((resolve) => {
    const finish = () => {
      input.remove();
      const files = [...(input.files ?? [])].map((file) => ({ file, fromFolder }));
      resolve(files.length > 0 ? { files, unreadable: [] } : undefined);
    };
    input.addEventListener('change', finish, { once: true });
    input.addEventListener('cancel', finish, { once: true });
    input.hidden = true;
    // Some engines drop an input that is nowhere in the page.
    document.body.append(input);
    input.click();
  });
}

/** Whether folders can be picked: phones have no such picker, though their browsers know the word. */
export function canPickFolder(): boolean {
  return 'webkitdirectory' in HTMLInputElement.prototype && !window.matchMedia('(pointer: coarse)').matches;
}

/** The files of a drop, those in folders too. Must be called while the event lasts: what it carries is gone afterwards. */
export async function droppedFiles(transfer: DataTransfer): Promise<Found> {
  const files: ImportFile[] = [];
  const folders: FileSystemEntry[] = [];
  for (const item of [...transfer.items].filter(({ kind }) => kind === 'file')) {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory) folders.push(entry);
    else if (file) files.push({ file, fromFolder: false });
  }
  const unreadable: string[] = [];
  for (const folder of folders) await walk(folder, files, unreadable);
  return { files, unreadable };
}

/** The pictures of a paste; browsers call what was copied from a page `image.png`, which says nothing. */
export function pastedFiles(transfer: DataTransfer, name: string): Found | undefined {
  const files = [...transfer.files].map((file) => {
    const nameless = /^image\.(\w+)$/.exec(file.name);
    const { type, lastModified } = file;
    return {
      file: nameless ? new File([file], `${name}.${nameless[1]}`, { type, lastModified }) : file,
      fromFolder: false,
    };
  });
  return files.length > 0 ? { files, unreadable: [] } : undefined;
}

/** Adds the files of a folder, and of the folders in it, to `files`, and what cannot be opened to `unreadable`. */
export async function walk(entry: FileSystemEntry, files: ImportFile[], unreadable: string[]): Promise<void> {
  try {
    if (isFile(entry)) {
      const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
      files.push({ file, fromFolder: true });
    } else if (isDirectory(entry)) {
      for await (const child of childrenOf(entry)) await walk(child, files, unreadable);
    }
  } catch {
    unreadable.push(entry.name);
  }
}

/** @throws the browser's own error when the folder cannot be read, which may be in the middle. */
async function* childrenOf(folder: FileSystemDirectoryEntry): AsyncGenerator<FileSystemEntry> {
  const reader = folder.createReader();
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    // It gives a hundred at a time, and nothing at the end.
    if (entries.length === 0) return;
    yield* entries;
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
