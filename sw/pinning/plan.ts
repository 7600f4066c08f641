import { filesOf } from '../../src/shared/keep-files.ts';
import type { Photo } from '../../src/shared/photo.ts';
import type { Pin, PinQuality } from '../../src/shared/pin.ts';
import { type PinnedPhoto, wanted } from './records.ts';

/** What people wish to keep, ready to be asked photo by photo. */
export class Wishes {
  #library: PinQuality | undefined;
  readonly #sections = new Map<string, PinQuality>();
  readonly #photos = new Map<string, PinQuality>();
  readonly #photosOfSections = new Map<string, string[]>();

  constructor(pins: readonly Pin[]) {
    for (const { scope, quality } of pins) {
      switch (scope.kind) {
        case 'library':
          this.#library = quality;
          break;
        case 'section':
          this.#sections.set(scope.section, quality);
          break;
        case 'photo':
          this.#photos.set(scope.photo, quality);
          this.#noteOwn(scope.section, scope.photo);
          break;
        default:
          scope satisfies never;
      }
    }
  }

  /** The quality in which all photos of a month are kept, also those that come later. */
  ofSection(section: string): PinQuality | undefined {
    return better(this.#library, this.#sections.get(section));
  }

  /** The quality in which a photo is kept; `undefined` when nobody wants it. */
  ofPhoto(photo: string, section: string): PinQuality | undefined {
    return better(this.ofSection(section), this.#photos.get(photo));
  }

  /** The photos of a month that are wanted by themselves. */
  ownOf(section: string): readonly string[] {
    return this.#photosOfSections.get(section) ?? [];
  }

  /** Whether anything of a month is wanted. */
  concern(section: string): boolean {
    return this.ofSection(section) !== undefined || this.#photosOfSections.has(section);
  }

  #noteOwn(section: string, photo: string): void {
    const known = this.#photosOfSections.get(section);
    if (known) known.push(photo);
    else this.#photosOfSections.set(section, [photo]);
  }
}

function better(one: PinQuality | undefined, other: PinQuality | undefined): PinQuality | undefined {
  return one === 'original' || other === 'original' ? 'original' : (one ?? other);
}

/** Which photos of a month are wanted, as they enter the books. */
export function wantedOf(section: string, photos: readonly Photo[], wishes: Wishes): PinnedPhoto[] {
  return photos.flatMap((photo) => {
    const quality = wishes.ofPhoto(photo.id, section);
    if (!quality) return [];
    const { id, title } = photo;
    return wanted({ id, title, section, quality, files: filesOf(photo, quality) });
  });
}
