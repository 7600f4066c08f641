import type { DeviceLibrary } from '../../library/device/device-library.ts';
import { exportAllOfDevice } from '../device/export-all.ts';
import { button } from '../dom.ts';
import { beginWork } from '../in-progress.ts';
import type { Notices } from '../shell/notices.ts';
import { texts } from '../texts.ts';
import { whyNot } from '../why-not.ts';

/** A button that gives the user the originals of all photos of this device, says how far it is, and can be cancelled. */
export class DeviceExport {
  readonly element: HTMLButtonElement;
  readonly #device: DeviceLibrary;
  readonly #say: (words: string) => void;
  readonly #notices: Notices;
  readonly #signal: AbortSignal;
  #running: AbortController | undefined;

  /** `notices` hears what nobody sees here any more, once `signal` is aborted as another page is shown. */
  constructor(device: DeviceLibrary, say: (words: string) => void, notices: Notices, signal: AbortSignal) {
    this.#device = device;
    this.#notices = notices;
    this.#say = say;
    this.#signal = signal;
    const onclick = ({ detail }: MouseEvent) => {
      // The second click of two begins nothing, and cancels nothing.
      if (detail > 1) return;
      if (this.#running) this.#running.abort();
      else void this.#export();
    };
    this.element = button(texts.storage.export, onclick);
  }

  async #export(): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    this.element.textContent = texts.dialog.cancel;
    using _ = beginWork();
    try {
      const signal = AbortSignal.any([running.signal, this.#signal]);
      const report = await exportAllOfDevice(this.#device, signal, ({ done, total }) =>
        this.#say(texts.storage.exporting(done, total)),
      );
      this.#say(report ? texts.storage.exported(report.exported, report.failed) : '');
      if (!report && this.#signal.aborted) this.#notices.show('failed', { text: texts.storage.exportStopped });
    } catch (error) {
      this.#say(whyNot(error));
    } finally {
      this.#running = undefined;
      this.element.textContent = texts.storage.export;
    }
  }
}
