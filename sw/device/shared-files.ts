/// <reference lib="webworker" />
import type { SharedFile } from '../../src/shared/device-messages.ts';
import { SHARE_FIELD } from '../../src/shared/share-target.ts';
import { openDatabase } from '../ledger/database.ts';

/**
 * Another app shares files with this one (https://w3c.github.io/web-share-target/): they are kept until a page has
 * imported them, and the app opens. What cannot be kept is said there.
 */
export async function receiveShared(scope: string, request: Request): Promise<Response> {
  const opened = await keep(request).then(
    () => './?shared',
    () => './?shared=refused',
  );
  return Response.redirect(new URL(opened, scope).href, 303);
}

async function keep(request: Request): Promise<void> {
  const files = (await request.formData()).getAll(SHARE_FIELD).filter((value) => value instanceof File);
  const transaction = (await openDatabase()).transaction('sharedFiles', 'readwrite');
  await Promise.all([...files.map((file) => transaction.store.add(file)), transaction.done]);
}

export async function countSharedFiles(): Promise<number> {
  return (await openDatabase()).count('sharedFiles');
}

export async function sharedFiles(): Promise<SharedFile[]> {
  const { store } = (await openDatabase()).transaction('sharedFiles');
  const [keys, files] = await Promise.all([store.getAllKeys(), store.getAll()]);
  return files.flatMap((file, index) => {
    const key = keys[index];
    return key === undefined ? [] : [{ key, file }];
  });
}

export async function forgetSharedFiles(keys: readonly number[]): Promise<void> {
  const transaction = (await openDatabase()).transaction('sharedFiles', 'readwrite');
  await Promise.all([...keys.map((key) => transaction.store.delete(key)), transaction.done]);
}
