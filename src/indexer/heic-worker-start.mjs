// A worker thread does not inherit the TypeScript loader of its parent, so it is registered here, before any .ts is read.
import { register } from 'tsx/esm/api';

register();
await import('./heic-worker.ts');
