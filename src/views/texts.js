/** Everything the app says, in one place. */
export const texts = {
    appName: 'Afterimage',
    photos: 'Photos',
    photoCount: (count) => (count === 1 ? '1 photo' : `${count.toLocaleString()} photos`),
    undated: 'Without a date',
    viewer: {
        name: 'Photo',
        close: 'Close',
        next: 'Next photo',
        previous: 'Previous photo',
        zoom: 'Full size',
        offlinePreview: 'Offline. Showing the saved preview.',
        offlineNothing: 'Offline, and this photo is not saved on this device.',
        notFound: 'This photo is not in the library.',
        stays: (reason) => `${reason} Showing the saved preview.`,
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
        stored: (count, size) => `${count.toLocaleString()} thumbnails stored, ${size}`,
    },
    shell: {
        overlay: 'Tier overlay',
        install: 'Install',
        offline: 'Offline',
        offlineHint: 'Showing what is saved on this device',
        updateReady: 'A new version is ready.',
        update: 'Update',
        later: 'Later',
        retry: 'Try again',
        emptyTitle: 'No photos yet',
        emptyHint: 'Start Afterimage with a folder of photographs: npm start -- ~/Pictures',
        failedTitle: 'The library cannot be shown',
    },
};
/** Bytes as people read them, in units of 1000: `16 KB`, `3.4 MB`. */
export function formatBytes(bytes) {
    const units = ['B', 'KB', 'MB', 'GB', 'TB'];
    const exponent = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
    const value = bytes / 1000 ** exponent;
    return `${value.toLocaleString(undefined, { maximumFractionDigits: value < 10 && exponent > 0 ? 1 : 0 })} ${units[exponent]}`;
}
/** `2024-07` as people read it: `July 2024`. */
export function formatMonth(id) {
    const date = new Date(`${id}-01T00:00:00`);
    return Number.isNaN(date.getTime())
        ? texts.undated
        : date.toLocaleDateString(undefined, { month: 'long', year: 'numeric' });
}
/** A photo's local time as it was where it was taken, whatever zone the reader is in. */
export function formatTaken(taken) {
    const date = new Date(taken.slice(0, 19));
    return Number.isNaN(date.getTime()) ? '' : date.toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' });
}
