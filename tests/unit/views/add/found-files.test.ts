import { expect, it } from 'vitest';
import type { ImportFile } from '../../../../src/library/device/photo-import.ts';
import { walk } from '../../../../src/views/add/found-files.ts';

/** Entries as browsers have them; what a folder gives at a time ends with an error where `breaks`. */
function file(name: string, opens = true): FileSystemEntry {
  const entry = {
    ...{ name, isFile: true, isDirectory: false },
    file: (resolve: (file: File) => void, reject: (error: unknown) => void) =>
      opens ? resolve(new File(['x'], name)) : reject(new DOMException('', 'NotReadableError')),
  };
  return entry as Partial<FileSystemFileEntry> as FileSystemEntry;
}

function folder(name: string, children: readonly FileSystemEntry[], breaks = false): FileSystemEntry {
  const createReader = () => {
    let at = 0;
    const readEntries = (resolve: (entries: FileSystemEntry[]) => void, reject: (error: unknown) => void) => {
      const lot = children.slice(at, at + 100);
      at += 100;
      if (lot.length === 0 && breaks) reject(new DOMException('', 'NotReadableError'));
      else resolve(lot);
    };
    return { readEntries };
  };
  const entry = { name, isFile: false, isDirectory: true, createReader };
  return entry as Partial<FileSystemDirectoryEntry> as FileSystemEntry;
}

async function walked(entry: FileSystemEntry) {
  const [files, unreadable]: [ImportFile[], string[]] = [[], []];
  await walk(entry, files, unreadable);
  return { names: files.map((found) => found.file.name), unreadable };
}

it('finds all files of a folder and of the folders in it, however many', async () => {
  const many = Array.from({ length: 250 }, (_, index) => file(`${index}.jpg`));
  const { names, unreadable } = await walked(
    folder('all', [folder('inner', many), file('last.jpg'), folder('empty', [])]),
  );
  expect(names).toHaveLength(251);
  expect(names.at(-1)).toBe('last.jpg');
  expect(unreadable).toEqual([]);
});

it('names files and folders that cannot be read, and goes on with the others', async () => {
  const { names, unreadable } = await walked(
    folder('all', [file('locked.jpg', false), folder('broken', [file('a.jpg')], true), file('b.jpg')]),
  );
  expect(names).toEqual(['a.jpg', 'b.jpg']);
  expect(unreadable).toEqual(['locked.jpg', 'broken']);
});
