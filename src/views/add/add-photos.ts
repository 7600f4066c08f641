import type { DeviceLibrary, Keeper } from '../../library/device/device-library.ts';
import { button, create } from '../dom.ts';
import { foot } from '../foot.ts';
import { takesKeys } from '../takes-keys.ts';
import { texts } from '../texts.ts';
import type { Adding } from './adding.ts';
import { canPickFolder, droppedFiles, type Found, pastedFiles, pickFiles } from './found-files.ts';

/** Who keeps what is added. */
export interface ReadyKeeper extends Keeper {
  /** Whether there is a service worker, or one comes within a while. */
  ready(): Promise<boolean>;
}

/** All the ways by which photos get to this device. What happens to them is loaded with the first of them. */
export class AddPhotos {
  readonly #device: DeviceLibrary;
  readonly #keeper: ReadyKeeper;
  readonly #signal: AbortSignal;
  readonly #hint = create('div', { className: 'drop-hint', hidden: true }, {}, texts.add.drop);
  #adding: Promise<Adding> | undefined;

  constructor(device: DeviceLibrary, keeper: ReadyKeeper, signal: AbortSignal) {
    this.#device = device;
    this.#keeper = keeper;
    this.#signal = signal;
    document.body.append(this.#hint);
    this.#takeDrops();
    window.addEventListener('paste', (event) => this.#paste(event), { signal });
  }

  /** New buttons: for photos, and where there is such a thing for a folder. */
  buttons(): HTMLButtonElement[] {
    const picking = (label: string, className: string, kind: 'photos' | 'folder') =>
      button(label, () => void pickFiles(kind).then((found) => found && this.add(found)), `button ${className}`);
    const folder = canPickFolder() ? [picking(texts.add.folder, 'add-folder', 'folder')] : [];
    return [picking(texts.add.photos, 'add-photos', 'photos'), ...folder];
  }

  /** Goes on with what was left undone: the device's library is open. */
  async resume(): Promise<void> {
    const { shared, unfinished } = await this.#device.waiting;
    const address = new URL(location.href);
    const outcome = address.searchParams.get('shared');
    if (outcome !== null) {
      address.searchParams.delete('shared');
      history.replaceState(history.state, '', address);
    }
    if (outcome !== 'refused' && shared === 0 && unfinished === 0) return;
    const adding = await this.#load().catch(() => undefined);
    if (!adding) return;
    if (outcome === 'refused') await adding.refuse(texts.add.sharedRefused);
    await adding.addShared();
    if (unfinished > 0) await adding.nameUnfinished();
  }

  /** Adds files that were found by any of the ways. */
  async add(found: Found | Promise<Found>): Promise<void> {
    // Where it cannot be loaded the shell says so.
    const adding = await this.#load().catch(() => undefined);
    await adding?.add(found);
  }

  /** @throws when it cannot be loaded; the next time it is tried anew. */
  #load(): Promise<Adding> {
    this.#adding ??= import('./adding.ts').then(
      ({ Adding }) => {
        const adding = new Adding(this.#keeper, this.#signal);
        foot.append(adding.element);
        return adding;
      },
      (error: unknown) => {
        this.#adding = undefined;
        throw error;
      },
    );
    return this.#adding;
  }

  #takeDrops(): void {
    const signal = this.#signal;
    const carriesFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true;
    const over = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      // Otherwise the browser leaves the app and shows the file.
      event.preventDefault();
      this.#hint.hidden = false;
    };
    window.addEventListener('dragenter', over, { signal });
    window.addEventListener('dragover', over, { signal });
    window.addEventListener(
      'dragleave',
      ({ relatedTarget }) => {
        // On the way from one element to another it is still over the window.
        if (!relatedTarget) this.#hint.hidden = true;
      },
      { signal },
    );
    window.addEventListener(
      'drop',
      (event) => {
        this.#hint.hidden = true;
        if (!carriesFiles(event) || !event.dataTransfer) return;
        event.preventDefault();
        void this.add(droppedFiles(event.dataTransfer));
      },
      { signal },
    );
  }

  #paste({ clipboardData, target }: ClipboardEvent): void {
    const found = clipboardData && !takesKeys(target) && pastedFiles(clipboardData, texts.add.pasted);
    if (found) void this.add(found);
  }
}
