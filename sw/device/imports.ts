/// <reference lib="webworker" />
import { type ImportedFile, importLock } from '../../src/shared/device-messages.ts';
import { type ImportRecord, openDatabase } from '../ledger/database.ts';

/** Which files are being imported, so that those whose page was closed in the middle can be named. */
class Imports {
  async begin(id: string, names: readonly string[]): Promise<void> {
    const transaction = (await openDatabase()).transaction('imports', 'readwrite');
    for (const [index, name] of names.entries()) void transaction.store.put({ import: id, index, name });
    await transaction.done;
  }

  async settle(files: readonly ImportedFile[]): Promise<void> {
    const transaction = (await openDatabase()).transaction('imports', 'readwrite');
    for (const file of files) void transaction.store.delete([file.import, file.index]);
    await transaction.done;
  }

  /** Whether a file's import goes on, and has not settled it yet. */
  async has(file: ImportedFile): Promise<boolean> {
    return (await (await openDatabase()).getKey('imports', [file.import, file.index])) !== undefined;
  }

  /** How many there are, of imports that run and of others: cheap, so that every start can ask. */
  async count(): Promise<number> {
    return (await openDatabase()).count('imports');
  }

  /** Names of files whose import ended with its page. Those without a name come again by themselves. */
  async unfinished(): Promise<string[]> {
    const left = await this.#left();
    await this.settle(left.filter(({ name }) => name === ''));
    return left.flatMap(({ name }) => name || []);
  }

  async forgetUnfinished(): Promise<void> {
    await this.settle(await this.#left());
  }

  /** A page holds a lock while it imports. */
  async #left(): Promise<ImportRecord[]> {
    const { held = [] } = await navigator.locks.query();
    const running = new Set(held.map(({ name }) => name));
    const records = await (await openDatabase()).getAll('imports');
    return records.filter((record) => !running.has(importLock(record.import)));
  }
}

export const imports = new Imports();
