import type { DeviceSection } from '../shared/device-photo.ts';
import type { Section } from '../shared/parse-library.ts';
import type { Photo } from '../shared/photo.ts';

/** A month of the library, with photos of a server, of this device, or both. */
export interface LibrarySection {
  /** `2024-07`. */
  readonly id: string;
  /** A photo that both have counts twice until the month is loaded. */
  readonly count: number;
  readonly server: Section | undefined;
  readonly device: DeviceSection | undefined;
}

/** The months of both, newest first; those of the server stay in their order. */
export function mergeSections(server: readonly Section[], device: readonly DeviceSection[]): LibrarySection[] {
  const left = new Map(device.map((section) => [section.id, section]));
  const merged = server.map((section): LibrarySection => {
    const own = left.get(section.id);
    left.delete(section.id);
    return { id: section.id, count: section.count + (own?.count ?? 0), server: section, device: own };
  });
  const rest = [...left.values()].sort((one, other) => compare(other.id, one.id));
  return interleave(
    rest.map((section): LibrarySection => ({ ...section, server: undefined, device: section })),
    merged,
    (own, other) => own.id > other.id,
  );
}

/** The photos of a month from both, newest first. What both have is shown once: from this device, where it is at hand. */
export function mergePhotos(server: readonly Photo[], device: readonly Photo[]): readonly Photo[] {
  if (device.length === 0) return server;
  const own = new Set(device.map(({ id }) => id));
  const newestFirst = [...device].sort((one, other) => compare(wallClock(other), wallClock(one)));
  return interleave(
    newestFirst,
    server.filter(({ id }) => !own.has(id)),
    (one, other) => wallClock(one) > wallClock(other),
  );
}

/** Puts each of `first` before the first of `second` that it goes `before`; both keep their order. */
function interleave<T>(first: readonly T[], second: readonly T[], before: (one: T, other: T) => boolean): T[] {
  const merged: T[] = [];
  let next = 0;
  for (const item of second) {
    for (let own = first[next]; own !== undefined && before(own, item); own = first[next]) {
      merged.push(own);
      next += 1;
    }
    merged.push(item);
  }
  return [...merged, ...first.slice(next)];
}

/** Without the offset: what people sort their photos by. */
function wallClock({ taken }: Photo): string {
  return taken.slice(0, 19);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
