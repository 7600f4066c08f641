import type { Counting } from './counting.ts';

const PHOTOS = { one: 'photo', other: 'photos' };
const FILES = { one: 'file', other: 'files' };
const THUMBNAILS = { one: 'thumbnail', other: 'thumbnails' };

/** Everything the app says, in English. */
export const english = ({ number, countOf }: Counting) => ({
  appName: 'Afterimage',
  photos: 'Photos',
  scrubber: 'Month',
  photoCount: (count: number) => countOf(count, PHOTOS),
  undated: 'Without a date',
  /** From one to the next a thousand times as many. */
  byteUnits: ['B', 'KB', 'MB', 'GB', 'TB'],
  timeLeft: {
    soon: 'less than a minute left',
    minutes: (minutes: number) => `${number(minutes)} min left`,
    hours: (hours: number, minutes: number) => `${number(hours)} h ${number(minutes)} min left`,
  },
  failed: 'This did not work.',
  loadFailures: {
    offline: 'The photo library cannot be reached.',
    'not-found': 'This photo is no longer in the library.',
    'not-an-image': 'The library answered with something that is not a picture.',
    'decode-failed': 'This browser cannot show this picture.',
    'too-large': 'This picture is too large for this device.',
    'storage-full': 'There is no space left on this device.',
    network: 'The photo library answered with an error.',
  },
  libraryFailures: {
    unreachable: 'The photo library cannot be reached, and no copy of it is on this device.',
    missing: 'There is no photo library here.',
    damaged: 'The photo library is damaged.',
    'no-library': 'This is not a photo library.',
    'newer-version': 'This library was made by a newer version. Reload to get the newest Afterimage.',
    'month-unreachable': 'This part of the library cannot be reached, and is not on this device.',
    'month-missing': 'A month of the library is missing.',
    'month-damaged': 'This month of the library is damaged.',
  },
  workerFailures: {
    'no-worker': 'This did not work, as this browser keeps nothing here.',
    'no-reply': 'Afterimage is busy, and this may happen yet. Look again in a moment.',
    'unknown-message': 'This did not work. Reload to finish the update of Afterimage.',
    'newer-data': 'This did not work, as this device was used with a newer version. Reload to get it.',
    'storage-full': 'This did not work, as no space is left on this device.',
    'import-ended': 'This did not work, as it was cleared meanwhile.',
    refused: 'This did not work, as the browser refused to store it.',
  },
  viewer: {
    name: 'Photo',
    close: 'Close',
    next: 'Next photo',
    previous: 'Previous photo',
    zoom: 'Full size',
    offlinePreview: 'Offline. Showing the saved preview.',
    offlineNothing: 'Offline, and this photo is not saved on this device.',
    notFound: 'This photo is not in the library.',
    stays: (reason: string) => `${reason} Showing the saved preview.`,
  },
  overlay: {
    name: 'Tier overlay',
    close: 'Close tier overlay',
    tier: 'Tier',
    hits: 'Hits',
    misses: 'Misses',
    bytes: 'Bytes',
    state: 'Memory',
    leased: 'leased',
    retained: 'retained',
    weak: 'weak',
    budget: 'budget',
    log: 'Tier events',
    tiers: { memory: 'memory', thumbnails: 'thumbnails', pinned: 'pinned', device: 'device', network: 'network' },
    renditions: { thumbnail: 'thumbnail', screen: 'screen', full: 'full' },
    evicted: (count: number, size: string) => `EVICTED ${countOf(count, THUMBNAILS)} (${size})`,
    notStored: (count: number, tier: string, size: string) =>
      `NOT_STORED ${number(count)} of ${tier} (${size}, storage full)`,
    stored: (count: number, size: string) => `${countOf(count, THUMBNAILS)} stored, ${size}`,
  },
  selection: {
    name: 'Selection',
    select: 'Select',
    count: (count: number) => (count === 0 ? 'Choose photos' : `${number(count)} selected`),
    clear: 'Clear selection',
  },
  notices: {
    dismiss: 'Dismiss',
    storageFull: 'No space left on this device. Photos are shown, but not kept.',
    storageNearlyFull: (size: string) => `Only ${size} are left for photos on this device.`,
    storageRefused: 'This browser keeps nothing here, as in a private window. Photos are shown, but not kept.',
    newerData:
      'This device was used with a newer version of Afterimage. Reload to get it; until then nothing new is saved.',
    reload: 'Afterimage was updated. Reload to finish the update.',
    partMissing: 'This part of Afterimage could not be loaded. Reload to get it.',
    reloadAction: 'Reload',
  },
  dialog: {
    question: (what: string) => `${what}?`,
    cancel: 'Cancel',
  },
  keep: {
    name: 'Keep offline',
    remove: 'Remove offline copy',
    inBackground: 'Keeping photos offline',
    keep: 'Keep',
    everything: 'Everything',
    keepMonth: (month: string) => `Keep ${month} offline`,
    removeMonth: (month: string) => `Stop keeping ${month} offline`,
    keepEverything: 'Keep everything offline',
    removeEverything: 'Stop keeping everything offline',
    standing: {
      idle: 'On its way to this device',
      working: 'On its way to this device',
      paused: 'Paused',
      offline: 'Waiting for the network',
      'storage-full': 'Not complete, as no space is left',
      failed: 'Could not be kept as a whole',
    },
    quality: 'How much of each photo',
    qualities: {
      screen: { name: 'Previews', hint: 'Sharp on this screen' },
      original: { name: 'Originals', hint: 'Also to zoom and to download' },
    },
    about: (size: string) => `about ${size}`,
    grows: 'Photos that are added later are kept too.',
    free: (size: string) => `The browser allows ${size} more.`,
    tooLarge: (size: string, free: string, previewsFit: boolean) =>
      `This takes ${size}, and the browser allows ${free} more.${previewsFit ? ' Previews would fit.' : ''}`,
    strip: 'Photos kept offline',
    progress: 'Keeping photos offline',
    states: {
      idle: () => '',
      working: (kept: number, wanted: number) => `Keeping photos offline: ${number(kept)} of ${number(wanted)}`,
      paused: (kept: number, wanted: number) => `Paused at ${number(kept)} of ${number(wanted)}`,
      offline: (kept: number, wanted: number) => `Waiting for the network at ${number(kept)} of ${number(wanted)}`,
      'storage-full': (kept: number, wanted: number) =>
        `No space left at ${number(kept)} of ${number(wanted)}. Free some, or keep previews only.`,
      failed: (_kept: number, wanted: number, failed: number) =>
        failed > 0
          ? `${number(failed)} of ${number(wanted)} photos could not be kept.`
          : 'A month of the library could not be read.',
    },
    amount: (kept: string, wanted: string) => `${kept} of ${wanted}`,
    rate: (perSecond: string) => `${perSecond}/s`,
    pause: 'Pause',
    goOn: 'Go on',
    which: 'Which ones',
    reasons: {
      'not-found': 'it is no longer in the library',
      'not-an-image': 'the library sent something else',
      'wrong-content': 'what the library sent was damaged',
      network: 'the library did not send it',
    },
    done: (count: number, size: string) =>
      `${count === 1 ? '1 photo is' : `${number(count)} photos are`} kept offline, ${size}.`,
    nothing: 'Nothing is kept offline.',
    notKept: 'These were not kept offline.',
    cancelled: 'Cancelled. What was not complete was removed.',
    removed: (size: string) => `Removed. ${size} are free again.`,
    removing: (size: string) => `Being removed. ${size} are free so far.`,
    removeAll: (wholes: readonly string[], photos: number) => [
      `All that is kept offline of this is removed from this device: ${[
        ...wholes,
        ...(photos > 0 ? [`${countOf(photos, PHOTOS)} kept by ${photos === 1 ? 'itself' : 'themselves'}`] : []),
      ].join(', ')}.`,
      'It stays in the library.',
    ],
    keepPreviews: 'Keep previews',
    cancelTitle: 'Cancel keeping photos offline',
    cancelLines: (size: string, others: boolean) => [
      `What has come so far is removed, ${others ? 'up to ' : ''}${size}. To have it here it must be downloaded again.`,
    ],
    cancelAction: 'Cancel and remove',
    removeAction: 'Remove',
    promised: 'The browser promised to keep this.',
    notPromised: 'The browser may remove this when space runs out. Installing Afterimage helps to keep it.',
  },
  storage: {
    name: 'Storage',
    back: 'Photos',
    total: (size: string) => `Afterimage takes ${size} on this device.`,
    byTier: 'What is stored',
    reading: 'Reading what is stored.',
    unread: 'What is stored now could not be read.',
    notDeleted: 'What is stored could not be read, so nothing was deleted.',
    columns: { tier: 'What', bytes: 'Size', clear: 'Clear', month: 'Month' },
    clear: 'Clear',
    clearName: (what: string) => (what.startsWith('Clear') ? what : `Clear: ${what}`),
    tiers: {
      thumbnails: {
        name: 'Thumbnails',
        hint: (count: number) =>
          count === 0 ? 'None yet' : `${number(count)}, for browsing without a network. Come back as you browse.`,
        clear: 'Clear thumbnails',
        ask: (count: number) => [
          `${countOf(count, THUMBNAILS)} will be removed from this device. They come back as you browse, while there is a network.`,
        ],
        acknowledge: undefined,
        cleared: 'The thumbnails were removed.',
      },
      pinned: {
        name: 'Kept offline',
        hint: (count: number) => (count === 0 ? 'Nothing yet' : `${countOf(count, FILES)} that you chose to keep.`),
        clear: 'Remove offline copies',
        ask: (count: number) => [
          `${countOf(count, FILES)} that you chose to keep will be removed from this device, and nothing is kept offline any more.`,
          'The photos stay in the library. To keep them here again they have to be downloaded again.',
        ],
        acknowledge: 'I want to download them again when I need them',
        cleared: 'Nothing is kept offline any more.',
      },
      device: {
        name: 'Photos of this device',
        hint: (count: number) =>
          count === 0 ? 'None added' : `${countOf(count, PHOTOS)} that you added. They are nowhere else.`,
        clear: 'Delete photos of this device',
        ask: (count: number) => [
          `${countOf(count, PHOTOS)} that you added in this browser will be deleted.`,
          'They are on no server. Nothing brings them back, unless you have them elsewhere.',
        ],
        acknowledge: 'I have these photos elsewhere, or do not need them',
        cleared: 'The photos of this device were deleted.',
      },
      app: { name: 'App and lists', hint: () => 'What opens Afterimage without a network.', clear: '' },
    },
    export: 'Export',
    exporting: (done: number, total: number) => `${number(done)} of ${number(total)} exported.`,
    exportStopped: 'The export was stopped, as you left the page. What was written before is whole.',
    exported: (count: number, failed: readonly string[]) =>
      failed.length === 0
        ? `${countOf(count, PHOTOS)} exported.`
        : `${countOf(count, PHOTOS)} exported. These could not be read: ${failed.join(', ')}.`,
    given: (size: string) => `${size} are free again.`,
    limits: 'Limits',
    thumbnailBudget: 'Thumbnails may take',
    thumbnailBudgetHint: (count: number) =>
      `Room for about ${number(count)}. Beyond that, those not seen for longest are removed first.`,
    drops: (size: string, count: number) => `${size} (removes about ${number(count)})`,
    memoryBudget: 'Opened photos may take',
    memoryHint: 'Memory of this window, so that photos you return to are there at once. Nothing of it is stored.',
    automatic: (size: string) => `Automatic (${size})`,
    keeping: 'How long it stays',
    promised: 'The browser promised to keep this until you delete it.',
    notPromised: 'The browser may remove this when the device runs out of space.',
    refused: 'The browser did not promise it. Installing Afterimage, or using it more, often helps. Ask again then.',
    unknown: 'This browser does not say whether it keeps this.',
    sevenDays:
      'Safari removes it after 7 days without a visit, unless Afterimage is on the Home Screen or in the Dock. Install it to keep it.',
    ask: 'Ask the browser to keep it',
    space: (size: string) => `The browser allows about ${size} more.`,
    byMonth: 'By month',
    noMonth: 'Month not known yet',
    monthTier: (tier: 'thumbnails' | 'pinned' | 'device', count: number, size: string) =>
      ({
        thumbnails: `${countOf(count, THUMBNAILS)}, ${size}`,
        pinned: `${number(count)} kept offline, ${size}`,
        device: `${number(count)} of this device, ${size}`,
      })[tier],
    nothing: 'Nothing is stored yet.',
    more: 'Show more months',
    deleteEverything: 'Delete everything',
    deleteHint:
      'Leaves this device as if Afterimage had never been opened here. The library on its server is not touched.',
    deleteAction: 'Delete everything',
    deleteLines: (thumbnails: number, pinned: number, device: number) => [
      `This removes ${[
        ...(thumbnails > 0 ? [countOf(thumbnails, THUMBNAILS)] : []),
        ...(pinned > 0 ? [`${countOf(pinned, FILES)} kept offline`] : []),
        'the library’s lists and your settings',
      ].join(', ')} from this device.`,
      ...(device > 0
        ? [
            `It also deletes ${countOf(device, PHOTOS)} that you added on this device. They are on no server, and nothing brings them back.`,
          ]
        : []),
    ],
    deleteNewer:
      'This device was used with a newer version of Afterimage, which alone knows what is stored. All of it is removed, with the photos that were added on this device. They are on no server, and nothing brings them back.',
    deleteAcknowledge: (device: number) =>
      device > 0 ? 'I have the photos of this device elsewhere, or do not need them' : 'I want to begin anew here',
  },
  add: {
    photos: 'Add photos',
    folder: 'Add a folder',
    drop: 'Drop photos here to add them to this device',
    pasted: 'Pasted picture',
    panel: 'Adding photos',
    adding: (total: number) => (total === 1 ? 'Adding 1 file' : `Adding ${number(total)} files`),
    progress: (settled: number, total: number) => `${number(settled)} of ${number(total)}`,
    cancel: 'Cancel',
    close: 'Close',
    show: 'Show',
    which: 'Which ones',
    done: (added: number, already: number, failed: number, left: number) =>
      [
        added > 0 || already + failed + left === 0 ? `${countOf(added, PHOTOS)} added.` : '',
        already > 0 ? `${countOf(already, PHOTOS)} already here.` : '',
        failed > 0 ? `${countOf(failed, FILES)} could not be added.` : '',
        left > 0 ? `${countOf(left, FILES)} left out, as you cancelled.` : '',
      ]
        .filter(Boolean)
        .join(' '),
    alreadyHere: 'is already here',
    left: 'was left out',
    unfinished: (count: number) => `The last time, the app was closed before ${countOf(count, FILES)} could be added.`,
    retry: 'Try again',
    refused: {
      'no-worker': 'This browser lets the app keep nothing here, as in a private window, so no photos can be added.',
      'storage-full': 'There is no space left on this device, so no photos can be added.',
      other: 'The photos could not be added just now.',
    },
    sharedRefused: 'What was shared could not be kept: there may be no space left.',
    problems: {
      'not-an-image': 'is not a picture',
      unsupported: 'is a kind of picture that cannot be shown here',
      empty: 'is empty',
      'too-large': 'is too large for this device',
      'cannot-decode': 'is damaged, or of a kind that this browser cannot show',
      'no-decoder': 'needs a part of Afterimage that could not be loaded. Add it again when you are online',
      unreadable: 'could not be read',
      'storage-full': 'found no space left',
      'not-kept': 'could not be stored',
    },
  },
  device: {
    delete: 'Delete',
    download: 'Download',
    deleted: (count: number) => (count === 1 ? 'The photo was deleted.' : `${countOf(count, PHOTOS)} were deleted.`),
    notDeleted: (count: number) =>
      count === 1 ? 'The photo could not be deleted.' : `${countOf(count, PHOTOS)} could not be deleted.`,
    restoring: (count: number) =>
      count === 1 ? 'Bringing the photo back.' : `Bringing ${countOf(count, PHOTOS)} back.`,
    notRestored: (count: number) =>
      count === 1 ? 'The photo could not be brought back.' : `${countOf(count, PHOTOS)} could not be brought back.`,
    notRead: 'The file of this photo could not be read.',
    undo: 'Undo',
  },
  shell: {
    actions: 'Actions',
    overlay: 'Tier overlay',
    install: 'Install',
    offline: 'Offline',
    photosAsOf: (age: string) => `. Photos as of ${age}.`,
    offlineHint: 'Showing what is saved on this device',
    updateReady: 'A new version is ready.',
    update: 'Update',
    later: 'Later',
    retry: 'Try again',
    emptyTitle: 'No photos yet',
    emptyHint: 'Add photos of this device: they stay here, and are shown offline too.',
    deletedTitle: 'Everything was deleted from this device',
    deletedHint: 'Nothing of Afterimage is kept here any more, but the app itself.',
    beginAnew: 'Begin anew',
    failedTitle: 'The library cannot be shown',
  },
});
