import { formatDuration } from '../formats.ts';

/** Everything the app says, in one place. */
export const texts = {
  appName: 'Afterimage',
  photos: 'Photos',
  scrubber: 'Month',
  photoCount: (count: number) => countOf(count, 'photo'),
  undated: 'Without a date',
  failed: (reason: string) => `This did not work: ${reason}`,
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
    stored: (count: number, size: string) => `${count.toLocaleString()} thumbnails stored, ${size}`,
  },
  selection: {
    name: 'Selection',
    select: 'Select',
    count: (count: number) => (count === 0 ? 'Choose photos' : `${count.toLocaleString()} selected`),
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
    cancel: 'Cancel',
    close: 'Close',
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
      working: (kept: number, wanted: number) =>
        `Keeping photos offline: ${kept.toLocaleString()} of ${wanted.toLocaleString()}`,
      paused: (kept: number, wanted: number) => `Paused at ${kept.toLocaleString()} of ${wanted.toLocaleString()}`,
      offline: (kept: number, wanted: number) =>
        `Waiting for the network at ${kept.toLocaleString()} of ${wanted.toLocaleString()}`,
      'storage-full': (kept: number, wanted: number) =>
        `No space left at ${kept.toLocaleString()} of ${wanted.toLocaleString()}. Free some, or keep previews only.`,
      failed: (_kept: number, wanted: number, failed: number) =>
        failed > 0
          ? `${failed.toLocaleString()} of ${wanted.toLocaleString()} photos could not be kept.`
          : 'A month of the library could not be read.',
    },
    amount: (kept: string, wanted: string) => `${kept} of ${wanted}`,
    rate: (perSecond: string) => `${perSecond}/s`,
    left: (seconds: number) => (seconds < 60 ? 'less than a minute left' : `${formatDuration(seconds)} left`),
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
      `${count === 1 ? '1 photo is' : `${count.toLocaleString()} photos are`} kept offline, ${size}.`,
    nothing: 'Nothing is kept offline.',
    notKept: 'These were not kept offline.',
    cancelled: 'Cancelled. What was not complete was removed.',
    removed: (size: string) => `Removed. ${size} are free again.`,
    removing: (size: string) => `Being removed. ${size} are free so far.`,
    removeAll: (wholes: readonly string[], photos: number) => [
      `All that is kept offline of this is removed from this device: ${[
        ...wholes,
        ...(photos > 0 ? [`${countOf(photos, 'photo')} kept by ${photos === 1 ? 'itself' : 'themselves'}`] : []),
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
          count === 0
            ? 'None yet'
            : `${count.toLocaleString()}, for browsing without a network. Come back as you browse.`,
        clear: 'Clear thumbnails',
        ask: (count: number) => [
          `${countOf(count, 'thumbnail')} will be removed from this device. They come back as you browse, while there is a network.`,
        ],
        acknowledge: undefined,
        cleared: 'The thumbnails were removed.',
      },
      pinned: {
        name: 'Kept offline',
        hint: (count: number) => (count === 0 ? 'Nothing yet' : `${countOf(count, 'file')} that you chose to keep.`),
        clear: 'Remove offline copies',
        ask: (count: number) => [
          `${countOf(count, 'file')} that you chose to keep will be removed from this device, and nothing is kept offline any more.`,
          'The photos stay in the library. To keep them here again they have to be downloaded again.',
        ],
        acknowledge: 'I want to download them again when I need them',
        cleared: 'Nothing is kept offline any more.',
      },
      device: {
        name: 'Photos of this device',
        hint: (count: number) =>
          count === 0 ? 'None added' : `${countOf(count, 'photo')} that you added. They are nowhere else.`,
        clear: 'Delete photos of this device',
        ask: (count: number) => [
          `${countOf(count, 'photo')} that you added in this browser will be deleted.`,
          'They are on no server. Nothing brings them back, unless you have them elsewhere.',
        ],
        acknowledge: 'I have these photos elsewhere, or do not need them',
        cleared: 'The photos of this device were deleted.',
      },
      app: { name: 'App and lists', hint: () => 'What opens Afterimage without a network.', clear: '' },
    },
    export: 'Export',
    exporting: (done: number, total: number) => `${done.toLocaleString()} of ${total.toLocaleString()} exported.`,
    exportStopped: 'The export was stopped, as you left the page. What was written before is whole.',
    exported: (count: number, failed: readonly string[]) =>
      failed.length === 0
        ? `${countOf(count, 'photo')} exported.`
        : `${countOf(count, 'photo')} exported. These could not be read: ${failed.join(', ')}.`,
    given: (size: string) => `${size} are free again.`,
    limits: 'Limits',
    thumbnailBudget: 'Thumbnails may take',
    thumbnailBudgetHint: (count: number) =>
      `Room for about ${count.toLocaleString()}. Beyond that, those not seen for longest are removed first.`,
    drops: (size: string, count: number) => `${size} (removes about ${count.toLocaleString()})`,
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
        thumbnails: `${countOf(count, 'thumbnail')}, ${size}`,
        pinned: `${count.toLocaleString()} kept offline, ${size}`,
        device: `${count.toLocaleString()} of this device, ${size}`,
      })[tier],
    nothing: 'Nothing is stored yet.',
    more: 'Show more months',
    deleteEverything: 'Delete everything',
    deleteHint:
      'Leaves this device as if Afterimage had never been opened here. The library on its server is not touched.',
    deleteAction: 'Delete everything',
    deleteLines: (thumbnails: number, pinned: number, device: number) => [
      `This removes ${[
        ...(thumbnails > 0 ? [countOf(thumbnails, 'thumbnail')] : []),
        ...(pinned > 0 ? [`${countOf(pinned, 'file')} kept offline`] : []),
        'the library’s lists and your settings',
      ].join(', ')} from this device.`,
      ...(device > 0
        ? [
            `It also deletes ${countOf(device, 'photo')} that you added on this device. They are on no server, and nothing brings them back.`,
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
    adding: (total: number) => (total === 1 ? 'Adding 1 file' : `Adding ${total.toLocaleString()} files`),
    progress: (settled: number, total: number) => `${settled.toLocaleString()} of ${total.toLocaleString()}`,
    cancel: 'Cancel',
    close: 'Close',
    show: 'Show',
    which: 'Which ones',
    done: (added: number, already: number, failed: number, left: number) =>
      [
        added > 0 || already + failed + left === 0 ? `${countOf(added, 'photo')} added.` : '',
        already > 0 ? `${countOf(already, 'photo')} already here.` : '',
        failed > 0 ? `${countOf(failed, 'file')} could not be added.` : '',
        left > 0 ? `${countOf(left, 'file')} left out, as you cancelled.` : '',
      ]
        .filter(Boolean)
        .join(' '),
    alreadyHere: 'is already here',
    left: 'was left out',
    unfinished: (count: number) => `The last time, the app was closed before ${countOf(count, 'file')} could be added.`,
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
    deleted: (count: number) => (count === 1 ? 'The photo was deleted.' : `${countOf(count, 'photo')} were deleted.`),
    notDeleted: (count: number) =>
      count === 1 ? 'The photo could not be deleted.' : `${countOf(count, 'photo')} could not be deleted.`,
    restoring: (count: number) =>
      count === 1 ? 'Bringing the photo back.' : `Bringing ${countOf(count, 'photo')} back.`,
    notRestored: (count: number) =>
      count === 1 ? 'The photo could not be brought back.' : `${countOf(count, 'photo')} could not be brought back.`,
    notRead: 'The file of this photo could not be read.',
    undo: 'Undo',
  },
  shell: {
    actions: 'Actions',
    overlay: 'Tier overlay',
    install: 'Install',
    installTitle: 'Install Afterimage',
    installSteps: {
      'home-screen': ['Tap Share, the square with an arrow that leaves it.', 'Choose “Add to Home Screen”.'],
      dock: ['Open the menu “File” of Safari.', 'Choose “Add to Dock”.'],
      'firefox-menu': ['Open the menu of Firefox, the three dots.', 'Choose “Install”, or “Add app to Home screen”.'],
    },
    installHints: {
      'home-screen': 'The app keeps photos of its own: what you added or kept offline here stays in Safari.',
      dock: 'This takes macOS 14 or newer. The app keeps photos of its own: what you added or kept offline here stays in Safari.',
      'firefox-menu': 'What you added or kept offline here is there, too.',
    },
    welcome: 'Afterimage keeps your photos at hand: they open at once, also without a network.',
    understood: 'Understood',
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
} as const;

function countOf(count: number, thing: string): string {
  return `${count.toLocaleString()} ${thing}${count === 1 ? '' : 's'}`;
}

/** A time that is left, in ms, as people say it. */
export function formatTimeLeft(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${seconds.toLocaleString()} s left`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes.toLocaleString()} min left` : `${Math.round(minutes / 60).toLocaleString()} h left`;
}

/** Made once: headings are written while somebody scrolls. */
const MONTHS = {
  long: new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric' }),
  short: new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric' }),
};

/** `2024-07` as people read it: `July 2024`, or `Jul 2024` where there is little room. */
export function formatMonth(id: string, length: keyof typeof MONTHS = 'long'): string {
  const date = new Date(`${id}-01T00:00:00`);
  return Number.isNaN(date.getTime()) ? texts.undated : MONTHS[length].format(date);
}
