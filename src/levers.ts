/** What people pull to see what the app does. Loaded when somebody does. */
export { evictPhoto } from './evict-photo.ts';
export { pretend } from './loading/pretend-network.ts';
