import { isAbort } from '../../loading/load-error.ts';
import { button, create } from '../dom.ts';
import { formatBytes } from '../formats.ts';
import { beginWork } from '../in-progress.ts';
import { saveBlob } from '../originals/save-blob.ts';
import { shareFiles } from '../originals/share-files.ts';
import { texts } from '../texts.ts';
import { whyNot } from '../why-not.ts';
import { EXTENSIONS, type Format } from './format.ts';
import {
  type CollagePlan,
  type CollageSources,
  type MadeCollage,
  MissingPicturesError,
  makeCollage,
} from './make-collage.ts';
import { sizeText } from './output-controls.ts';

/** What came of giving a file away: it may have to be asked for once more, right after something was pressed. */
type Given = 'given' | 'ask again';

/** Makes the collage when somebody wants its file, shows how far that is, and gives it to them. */
export class Making {
  readonly element: HTMLElement;
  readonly #download: HTMLButtonElement;
  /** Where browsers hand files to other apps. */
  readonly #share: HTMLButtonElement;
  readonly #cancel: HTMLButtonElement;
  readonly #progress = create('progress', { hidden: true }, { 'aria-label': texts.collage.progress });
  readonly #said = create('p', { className: 'collage-said' }, { role: 'status' });
  /** What helps where something is missing. */
  readonly #choices = create('div', { className: 'collage-choices' });
  readonly #plan: () => Omit<CollagePlan, 'takesLess'>;
  readonly #sources: CollageSources;
  readonly #signal: AbortSignal;
  /** What is being made. */
  #making: AbortController | undefined;
  /** What was made, until the design changes. */
  #made: MadeCollage | undefined;

  /** `plan` is what is to be made at this time. */
  constructor(plan: () => Omit<CollagePlan, 'takesLess'>, sources: CollageSources, signal: AbortSignal) {
    this.#plan = plan;
    this.#sources = sources;
    this.#signal = signal;
    this.#download = button(texts.collage.download, () => void this.#give(saveFile, false), 'button primary');
    this.#share = button(texts.originals.share, () => void this.#give(shareFile, false));
    this.#share.hidden = !canShare(this.#plan().format);
    this.#cancel = button(texts.dialog.cancel, () => this.#making?.abort());
    this.#cancel.hidden = true;
    this.element = create(
      'div',
      { className: 'collage-making' },
      {},
      create('div', { className: 'collage-buttons' }, {}, this.#cancel, this.#share, this.#download),
      this.#progress,
      this.#said,
      this.#choices,
    );
    signal.addEventListener('abort', () => this.#making?.abort(), { once: true });
  }

  /** The design changed: what was made, or is being made, is no longer it. */
  forget(): void {
    this.#making?.abort();
    this.#made = undefined;
    this.#say('');
  }

  /** Makes it, unless it is made, and gives the file away. */
  async #give(give: (file: File) => Promise<Given>, takesLess: boolean): Promise<void> {
    if (this.#making) return;
    const plan = this.#plan();
    try {
      this.#made ??= await this.#make({ ...plan, takesLess });
      const { blob, size } = this.#made;
      const file = new File([blob], `${texts.collage.fileName}.${EXTENSIONS[plan.format]}`, { type: blob.type });
      const made = texts.collage.made(sizeText(size), formatBytes(blob.size));
      if ((await give(file)) === 'given') return this.#say(made);
      this.#say(texts.originals.ready(file.name));
      this.#choices.append(button(texts.originals.shareNow, () => void this.#give(give, takesLess), 'button primary'));
    } catch (error) {
      if (!this.#signal.aborted) this.#explain(error, give);
    }
  }

  async #make(plan: CollagePlan): Promise<MadeCollage> {
    const making = new AbortController();
    this.#making = making;
    this.#showProgress(0, plan.parts.length);
    const work = beginWork();
    try {
      const onDrawn = (count: number) => this.#showProgress(count, plan.parts.length);
      return await makeCollage(plan, this.#sources, onDrawn, making.signal);
    } finally {
      work[Symbol.dispose]();
      this.#making = undefined;
      this.#showProgress(undefined, 0);
    }
  }

  /** `undefined`: nothing is being made. */
  #showProgress(drawn: number | undefined, count: number): void {
    const isMaking = drawn !== undefined;
    const focused = document.activeElement;
    const hadFocus = isMaking ? focused === this.#download || focused === this.#share : focused === this.#cancel;
    this.#download.hidden = isMaking;
    this.#share.hidden = isMaking || !canShare(this.#plan().format);
    this.#cancel.hidden = !isMaking;
    if (hadFocus) (isMaking ? this.#cancel : this.#download).focus();
    this.#progress.hidden = !isMaking;
    // Writing the file is a step as well.
    this.#progress.max = count + 1;
    this.#progress.value = drawn ?? 0;
    if (isMaking) this.#say(drawn < count ? texts.collage.making(count) : texts.collage.writing);
  }

  #explain(error: unknown, give: (file: File) => Promise<Given>): void {
    this.#say(whyNotMade(error));
    if (!(error instanceof MissingPicturesError)) return;
    this.#choices.append(
      button(texts.collage.takeLess, () => void this.#give(give, true)),
      button(texts.shell.retry, () => void this.#give(give, false)),
    );
  }

  #say(words: string): void {
    const hadFocus = this.#choices.contains(document.activeElement);
    this.#said.textContent = words;
    this.#choices.replaceChildren();
    // What was pressed is gone.
    if (hadFocus) (this.#download.hidden ? this.#cancel : this.#download).focus();
  }
}

function whyNotMade(error: unknown): string {
  if (isAbort(error)) return texts.collage.cancelled;
  if (!(error instanceof MissingPicturesError)) return whyNot(error);
  const titles = error.missing.map(({ photo }) => photo.title);
  const isOffline = error.missing.every(({ error: { reason } }) => reason === 'offline');
  return isOffline ? texts.collage.offline(titles) : texts.collage.missing(titles);
}

/** Whether this browser can hand a file of this type to other apps. */
function canShare(format: Format): boolean {
  if (typeof navigator.canShare !== 'function') return false;
  return navigator.canShare({ files: [new File([], `_.${EXTENSIONS[format]}`, { type: format })] });
}

async function saveFile(file: File): Promise<Given> {
  saveBlob(file, file.name);
  return 'given';
}

/** Somebody who thinks better of it, in the browser's own dialog, has a file that is made all the same. */
async function shareFile(file: File): Promise<Given> {
  try {
    return (await shareFiles([file])) === 'shared' ? 'given' : 'ask again';
  } catch (error) {
    if (!isAbort(error)) throw error;
    return 'given';
  }
}
