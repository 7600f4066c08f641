/** What people pull to see what the app does, and ask it about that. Loaded when somebody does. */
export { evictPhoto } from './evict-photo.ts';
export { pretend } from './loading/pretend-network.ts';
export { readStored } from './loading/stored-figures.ts';
export { countSavedEver } from './saved-ever.ts';
export { tierReport } from './tier-report.ts';
