/** What begins once what is seen first is there, which needs nothing of it. */
export { fetchInBackground } from './loading/browser-fetch.ts';
export { showOnPerformanceTrack } from './loading/performance-track.ts';
export { countSavedEver } from './saved-ever.ts';
export { onFilesLaunched } from './views/add/launched-files.ts';
export { registerServiceWorker } from './views/shell/app-update.ts';
