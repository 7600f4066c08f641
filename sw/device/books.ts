import type { DevicePhoto, DeviceSection } from '../../src/shared/device-photo.ts';
import type { PhotoId } from '../../src/shared/photo.ts';
import { type DeviceRecord, openDatabase } from '../ledger/database.ts';

/** The photos of this device and how many each month has, changed together. Whoever changes them holds the tier's lock. */
class DeviceBooks {
  async get(photo: PhotoId): Promise<DeviceRecord | undefined> {
    return (await openDatabase()).get('devicePhotos', photo);
  }

  /** The photo, if it can be shown. */
  async find(photo: PhotoId): Promise<DevicePhoto | undefined> {
    const record = await this.get(photo);
    return record?.state === 'here' ? photoOf(record) : undefined;
  }

  /** The months, newest first. */
  async sections(): Promise<DeviceSection[]> {
    return (await (await openDatabase()).getAll('deviceSections')).reverse();
  }

  /** The photos of a month that can be shown. */
  async section(section: string): Promise<DevicePhoto[]> {
    const records = await (await openDatabase()).getAllFromIndex('devicePhotos', 'byState', ['here', section]);
    return records.map(photoOf);
  }

  /** All that are in a state, whichever month they are of. */
  async inState(state: DeviceRecord['state']): Promise<DeviceRecord[]> {
    const range = IDBKeyRange.bound([state], [state, []]);
    return (await openDatabase()).getAllFromIndex('devicePhotos', 'byState', range);
  }

  /** The first photos after this one, in the order of their ids; `''` for the first of all. */
  async after(id: string, limit: number): Promise<DeviceRecord[]> {
    return (await openDatabase()).getAll('devicePhotos', IDBKeyRange.lowerBound(id, true), limit);
  }

  /** Notes photos in a state; gives the months whose number changed. */
  async put(photos: readonly DevicePhoto[], state: DeviceRecord['state']): Promise<DeviceSection[]> {
    return this.#change(
      photos.map(({ id }) => id),
      (id) => {
        const photo = photos.find((candidate) => candidate.id === id);
        return photo && { ...photo, state, since: Date.now() };
      },
    );
  }

  /** Forgets photos. */
  async remove(photos: readonly PhotoId[]): Promise<DeviceSection[]> {
    return this.#change(photos, () => undefined);
  }

  /** Forgets all photos, and what is on its way to become some. */
  async clear(): Promise<void> {
    const stores = ['devicePhotos', 'deviceSections', 'imports', 'sharedFiles'] as const;
    const transaction = (await openDatabase()).transaction(stores, 'readwrite');
    for (const name of stores) void transaction.objectStore(name).clear();
    await transaction.done;
  }

  async #change(
    photos: readonly PhotoId[],
    next: (photo: PhotoId) => DeviceRecord | undefined,
  ): Promise<DeviceSection[]> {
    const transaction = (await openDatabase()).transaction(['devicePhotos', 'deviceSections'], 'readwrite');
    const [records, sections] = [transaction.objectStore('devicePhotos'), transaction.objectStore('deviceSections')];
    const changes = new Map<string, number>();
    const count = (record: DeviceRecord | undefined, by: 1 | -1) => {
      if (record?.state === 'here') changes.set(record.section, (changes.get(record.section) ?? 0) + by);
    };
    for (const photo of photos) {
      const record = next(photo);
      count(await records.get(photo), -1);
      count(record, 1);
      if (record) void records.put(record);
      else void records.delete(photo);
    }
    const changed: DeviceSection[] = [];
    for (const [id, by] of changes) {
      const section = { id, count: Math.max(0, ((await sections.get(id))?.count ?? 0) + by) };
      if (section.count > 0) void sections.put(section);
      else void sections.delete(id);
      changed.push(section);
    }
    await transaction.done;
    return changed;
  }
}

/** What pages are told of a record. */
function photoOf({ state: _state, since: _since, ...photo }: DeviceRecord): DevicePhoto {
  return photo;
}

export const deviceBooks = new DeviceBooks();
