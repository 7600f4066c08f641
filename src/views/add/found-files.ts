import type { ImportFile } from '../../library/device/photo-import.ts';

/** What pictures are called, for browsers that know HEIC only by its name. */
const ACCEPTED = 'image/*,.heic,.heif,.avif';

/** Asks for photos, or for a folder. Resolves with nothing when the user changes their mind. */
export function pickFiles(kind: 'photos' | 'folder'): Promise<ImportFile[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  const fromFolder = kind === 'folder';
  if (fromFolder) input.webkitdirectory = true;
  else input.accept = ACCEPTED;
  return new Promise((resolve) => {
    const finish = () => {
      input.remove();
      resolve([...(input.files ?? [])].map((file) => ({ file, fromFolder })));
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
export function droppedFiles(transfer: DataTransfer): Promise<ImportFile[]> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const found = items.map((item) => {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory) return filesOf(entry);
    return Promise.resolve(file ? [{ file, fromFolder: false }] : []);
  });
  return Promise.all(found).then((lists) => lists.flat());
}

/** The pictures of a paste; browsers call what was copied from a page `image.png`, which says nothing. */
export function pastedFiles(transfer: DataTransfer, name: string): ImportFile[] {
  return [...transfer.files].map((file) => {
    const nameless = /^image\.(\w+)$/.exec(file.name);
    const { type, lastModified } = file;
    return {
      file: nameless ? new File([file], `${name}.${nameless[1]}`, { type, lastModified }) : file,
      fromFolder: false,
    };
  });
}

async function filesOf(entry: FileSystemEntry): Promise<ImportFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject)).catch(() => undefined);
    return file ? [{ file, fromFolder: true }] : [];
  }
  if (!isDirectory(entry)) return [];
  const reader = entry.createReader();
  const found: ImportFile[] = [];
  // It gives a hundred at a time, and nothing at the end.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    ).catch(() => []);
    if (entries.length === 0) return found;
    for (const child of entries) found.push(...(await filesOf(child)));
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
