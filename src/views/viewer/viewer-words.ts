import { isOffline } from '../../loading/load-error.ts';
import type { Photo } from '../../shared/photo.ts';
import { create } from '../dom.ts';
import { formatTaken } from '../formats.ts';
import { texts } from '../texts.ts';
import { whyNot } from '../why-not.ts';

/** What the viewer says: which photo this is, and why it is not sharper. */
export class ViewerWords {
  readonly #title = create('h1', { className: 'viewer-title', dir: 'auto' });
  readonly #date = create('p', { className: 'viewer-date' });
  /** The name and the date of the photo. */
  readonly element = create('div', { className: 'viewer-words' }, {}, this.#title, this.#date);
  /** What is wrong, if something is. */
  readonly notice = create('p', { className: 'viewer-notice' }, { role: 'status' });

  /** Names a photo, or nothing; nothing is known to be wrong with it. */
  name(photo: Photo | undefined): void {
    this.#title.textContent = photo?.title ?? '';
    this.#date.textContent = photo ? formatTaken(photo.taken) : '';
    this.complain('');
  }

  get complains(): boolean {
    return this.notice.textContent !== '';
  }

  complain(words: string): void {
    this.notice.textContent = words;
  }

  /** Says why the picture got no sharper; `isBlurred` is whether nothing but its outline is seen. */
  explain(error: unknown, isBlurred: boolean): void {
    if (isOffline(error)) {
      this.complain(isBlurred ? texts.viewer.offlineNothing : texts.viewer.offlinePreview);
    } else {
      const reason = whyNot(error);
      this.complain(isBlurred ? reason : texts.viewer.stays(reason));
    }
  }

  /** Whether readers are to be told what is wrong as soon as it is. */
  tellReaders(tell: boolean): void {
    this.notice.ariaLive = tell ? null : 'off';
  }
}
