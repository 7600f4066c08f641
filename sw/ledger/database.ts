import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { DevicePhoto, DeviceSection } from '../../src/shared/device-photo.ts';
import type { KnownPin, PinQuality } from '../../src/shared/pin.ts';
import { CACHES, DATABASE, type StoredTier } from '../../src/shared/tier.ts';
import type { KeepState, KeepTotal, Part, PinnedPhoto, SurveyedSection } from '../pinning/records.ts';
import { Refusal } from '../refusal.ts';

const VERSION = 2;

/** What is known of an entry of Cache Storage without reading it. */
export interface LedgerEntry {
  readonly url: string;
  readonly tier: StoredTier;
  /** Encoded bytes of the body. */
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
  /** The month of its photo, `2024-07`; empty while nobody has said which it is. */
  readonly section: string;
}

/** Count and bytes of the entries of a tier and a month. */
export interface Total {
  readonly tier: StoredTier;
  readonly section: string;
  readonly count: number;
  readonly bytes: number;
}

/** An entry that is about to be written into Cache Storage: after a crash, the only ones that need looking at. */
export interface Intent {
  readonly tier: StoredTier;
  readonly url: string;
  readonly section: string;
}

/** In which quality all photos of a month were found, so far; `no` when something is missing, or they differ. */
export type WholeMonth = PinQuality | 'no';

/** The user's settings, and where work that goes on in steps has got to. */
export interface Settings {
  thumbnailBudgetBytes: number;
  pinningPaused: boolean;
  /** The last entry that was compared with Cache Storage, and when all of them had been (ms since 1970). */
  check: { readonly after: readonly [StoredTier, string] | undefined; readonly finishedAt: number };
  /** There while books that were lost are being restored: the next photo to look for. */
  recovery: { readonly section: string; readonly photo: number; readonly whole?: WholeMonth | undefined };
  /** The same for photos of this device: the next of their lists. */
  deviceRecovery: number;
  /** There while what the tier lost is looked after: the last photo that was looked at. */
  lostPinned: string;
  lostDevice: string;
  /** There while everything is being deleted: the next worker goes on with it. */
  deleting: true;
}

/**
 * A photo of this device. `adding`: its files are being stored, or were when the worker died. `here`: all of it can be
 * shown. `deleted`: nobody sees it, and its files wait until nobody can undo that.
 */
export interface DeviceRecord extends DevicePhoto {
  readonly state: 'adding' | 'here' | 'deleted';
  /** Since when it is in this state, in milliseconds since 1970. */
  readonly since: number;
}

/** A file whose import has begun and is not settled. */
export interface ImportRecord {
  readonly import: string;
  readonly index: number;
  readonly name: string;
}

export interface Schema extends DBSchema {
  entries: {
    key: [StoredTier, string];
    value: LedgerEntry;
    indexes: { byUse: [StoredTier, number]; bySection: [StoredTier, string] };
  };
  /** Kept up to date in the transactions that change `entries`, so that no figure needs a walk through them. */
  totals: { key: [StoredTier, string]; value: Total };
  intents: { key: [StoredTier, string]; value: Intent };
  /** By setting. */
  settings: { key: keyof Settings; value: Settings[keyof Settings] };
  /** By `scopeKey`. */
  pins: { key: string; value: KnownPin };
  devicePhotos: { key: string; value: DeviceRecord; indexes: { byState: [DeviceRecord['state'], string] } };
  /** The photos that are `here`, counted in the transactions that change them. */
  deviceSections: { key: string; value: DeviceSection };
  imports: { key: [string, number]; value: ImportRecord };
  /** What other apps shared with this one. */
  sharedFiles: { key: number; value: File };
  /** Every photo that is wanted offline. */
  pinnedPhotos: {
    key: string;
    value: PinnedPhoto;
    indexes: { byTurn: [KeepState, number]; bySection: string; byUrl: string };
  };
  /** By state; kept up to date in the transactions that change `pinnedPhotos`. */
  keepTotals: { key: KeepState; value: KeepTotal };
  /** The months whose photos are in `pinnedPhotos`. */
  surveyed: { key: string; value: SurveyedSection };
  /** Large files that are half here. */
  parts: { key: [string, number]; value: Part };
}

/** This device holds data of a newer version of the app, which this one must not touch. */
export class NewerDataError extends Refusal {
  override readonly name = 'NewerDataError';
  readonly code = 'newer-data';
}

function createPinStores(database: IDBPDatabase<Schema>): void {
  database.createObjectStore('pins');
  const photos = database.createObjectStore('pinnedPhotos', { keyPath: 'id' });
  photos.createIndex('byTurn', ['state', 'dueAt']);
  photos.createIndex('bySection', 'section');
  photos.createIndex('byUrl', 'urls', { multiEntry: true });
  database.createObjectStore('keepTotals');
  database.createObjectStore('surveyed', { keyPath: 'section' });
  database.createObjectStore('parts', { keyPath: ['url', 'index'] });
}

let connection: Promise<IDBPDatabase<Schema>> | undefined;

/**
 * The app's database, opened once and again whenever the connection was lost.
 * @throws {NewerDataError}; whatever the browser throws that refuses storage, as private modes do.
 */
export async function openDatabase(): Promise<IDBPDatabase<Schema>> {
  const forget = () => {
    connection = undefined;
  };
  let isNew = false;
  connection ??= openDB<Schema>(DATABASE, VERSION, {
    upgrade(database, oldVersion, _newVersion, transaction) {
      isNew = oldVersion === 0;
      if (oldVersion > 0) database.deleteObjectStore('totals');
      const entries =
        oldVersion > 0
          ? transaction.objectStore('entries')
          : database.createObjectStore('entries', { keyPath: ['tier', 'url'] });
      if (oldVersion === 0) {
        entries.createIndex('byUse', ['tier', 'usedAt']);
        // Perhaps the browser threw away the books and left the caches. In the books, so that it outlives this worker.
        const settings = database.createObjectStore('settings');
        void settings.put({ section: '', photo: 0 }, 'recovery');
        void settings.put(0, 'deviceRecovery');
      }
      entries.createIndex('bySection', ['tier', 'section']);
      database.createObjectStore('totals', { keyPath: ['tier', 'section'] });
      database.createObjectStore('intents', { keyPath: ['tier', 'url'] });
      database.createObjectStore('devicePhotos', { keyPath: 'id' }).createIndex('byState', ['state', 'section']);
      database.createObjectStore('deviceSections', { keyPath: 'id' });
      database.createObjectStore('imports', { keyPath: ['import', 'index'] });
      database.createObjectStore('sharedFiles', { autoIncrement: true });
      createPinStores(database);
      if (oldVersion === 1) void nameSections();

      /** Version 1 did not know months, and added up by tier alone. */
      async function nameSections(): Promise<void> {
        const totals = new Map<StoredTier, Total>();
        for (let cursor = await entries.openCursor(); cursor; cursor = await cursor.continue()) {
          const { tier, bytes } = cursor.value;
          const { count, bytes: sum } = totals.get(tier) ?? { count: 0, bytes: 0 };
          totals.set(tier, { tier, section: '', count: count + 1, bytes: sum + bytes });
          await cursor.update({ ...cursor.value, section: '' });
        }
        for (const total of totals.values()) await transaction.objectStore('totals').put(total);
      }
    },
    blocking(_current, _blocked, event) {
      // A newer version wants to upgrade, or the user deletes everything: nobody waits for us.
      (event.target as IDBDatabase).close();
      forget();
    },
    terminated: forget,
  })
    .then(async (database) => {
      // Whoever stores something opens the books first, so a cache that is here now is older than they are.
      if (isNew && !(await hasCaches())) {
        await database.delete('settings', 'recovery');
        await database.delete('settings', 'deviceRecovery');
      }
      return database;
    })
    .catch((error: unknown) => {
      forget();
      const newer = error instanceof DOMException && error.name === 'VersionError';
      throw newer ? new NewerDataError('The data on this device belongs to a newer version.', { cause: error }) : error;
    });
  return connection;
}

/** Deletes the books, of whatever version they are. Every connection closes by itself when it hears of that. */
export async function deleteDatabase(): Promise<void> {
  await deleteDB(DATABASE);
}

/** Whether anything is stored that books should be kept of. */
async function hasCaches(): Promise<boolean> {
  const tiers = [CACHES.thumbnails, CACHES.pinned, CACHES.device];
  return (await Promise.all(tiers.map((name) => caches.has(name)))).includes(true);
}
