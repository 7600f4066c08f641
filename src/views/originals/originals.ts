import { exportAsZip } from '../../library/export-photos.ts';
import { fetchOriginal } from '../../loading/fetch-original.ts';
import { isAbort, isOffline } from '../../loading/load-error.ts';
import type { StoredPictures } from '../../loading/stored-pictures.ts';
import type { Photo } from '../../shared/photo.ts';
import { nameKey, safeFileName, uniqueFileName } from '../../shared/safe-file-name.ts';
import type { Notices } from '../shell/notices.ts';
import { texts } from '../texts.ts';
import { whyNot } from '../why-not.ts';
import { saveBlob } from './save-blob.ts';
import { shareFiles } from './share-files.ts';
import { Transfer } from './transfer.ts';

/** Gives people the files of photos, untouched: to keep, or to hand to another app. */
export class Originals {
  readonly #stored: Pick<StoredPictures, 'find'>;
  readonly #notices: Pick<Notices, 'show'>;
  /** What is under way, by what it is: whoever presses twice gets it once. */
  readonly #transfers = new Map<string, Transfer>();

  constructor(stored: Pick<StoredPictures, 'find'>, notices: Pick<Notices, 'show'>) {
    this.#stored = stored;
    this.#notices = notices;
  }

  /** One as its file, several as one ZIP file. What could not be had is told; it never fails. */
  async download(photos: readonly Photo[]): Promise<void> {
    await this.#transfer('download', photos, texts.originals.downloading, async (transfer) => {
      const [only, second] = photos;
      if (!only || second) return this.#downloadZip(photos, transfer);
      const [file] = await this.#fetch([only], transfer);
      if (file) saveBlob(file, file.name);
    });
  }

  /**
   * Hands the files to an app that somebody chooses, at once or, where fetching them took longer than browsers allow, when
   * they press once more. It never fails.
   */
  async share(photos: readonly Photo[]): Promise<void> {
    await this.#transfer('share', photos, texts.originals.fetching, async (transfer) => {
      const files = await this.#fetch(photos, transfer);
      if ((await shareFiles(files)) === 'shared') return;
      const share = () => navigator.share({ files: [...files] });
      await transfer.offer(texts.originals.ready(nameOf(photos)), texts.originals.shareNow, share);
    });
  }

  async #transfer(
    kind: string,
    photos: readonly Photo[],
    words: (name: string) => string,
    run: (transfer: Transfer) => Promise<void>,
  ): Promise<void> {
    const key = [kind, ...photos.map(({ id }) => id)].join(' ');
    const present = this.#transfers.get(key);
    if (present) return present.press();
    using transfer = new Transfer(words(nameOf(photos)));
    this.#transfers.set(key, transfer);
    try {
      await run(transfer);
    } catch (error) {
      // Somebody changed their mind, here or in the browser's own dialog.
      if (!transfer.signal.aborted && !isAbort(error)) this.#say(whyNotHad(error, photos));
    } finally {
      this.#transfers.delete(key);
    }
  }

  async #downloadZip(photos: readonly Photo[], transfer: Transfer): Promise<void> {
    let failure: unknown;
    const read = (photo: Photo, signal: AbortSignal) =>
      fetchOriginal(photo, this.#stored, signal).catch((error: unknown) => {
        failure = error;
        throw error;
      });
    const request = { open: async () => ({ photos, total: photos.length }), read };
    const { zip, exported, failed } = await exportAsZip(request, transfer.signal, ({ done, total }) =>
      transfer.show(done / total),
    );
    if (exported === 0 && failure) throw failure;
    saveBlob(zip, `Afterimage ${new Date().toISOString().slice(0, 10)}.zip`);
    if (failed.length > 0) this.#say(texts.originals.missing(photos.length, failed));
  }

  async #fetch(photos: readonly Photo[], transfer: Transfer): Promise<readonly File[]> {
    const total = photos.reduce((sum, { bytes }) => sum + bytes, 0);
    let received = 0;
    const names = new Set<string>();
    const files: File[] = [];
    for (const photo of photos) {
      const onBytes = (bytes: number) => {
        received += bytes;
        transfer.show(total > 0 ? received / total : undefined);
      };
      const blob = await fetchOriginal(photo, this.#stored, transfer.signal, onBytes);
      const name = uniqueFileName(safeFileName(photo.fileName), names);
      names.add(nameKey(name));
      files.push(new File([blob], name, { type: blob.type, lastModified: Date.parse(photo.taken) || Date.now() }));
    }
    return files;
  }

  #say(text: string): void {
    this.#notices.show('failed', { text });
  }
}

function nameOf(photos: readonly Photo[]): string {
  const [only, second] = photos;
  return only && !second ? only.title : texts.photoCount(photos.length);
}

function whyNotHad(error: unknown, photos: readonly Photo[]): string {
  if (photos.every(({ source }) => source === 'device')) return texts.device.notRead;
  return isOffline(error) ? texts.originals.offline : whyNot(error);
}
