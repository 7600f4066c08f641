import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const ROOT = resolve(import.meta.dirname, '../../..');

/** Builds the two tiers for other apps, as ES modules: `npm run build:lib`. */
export default defineConfig({
  root: ROOT,
  // Where the page of the other app finds the decode worker: beside the module that starts it.
  base: './',
  publicDir: false,
  logLevel: 'warn',
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    outDir: 'dist-lib',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    lib: {
      entry: { memory: 'src/memory/index.ts', loading: 'src/loading/index.ts', worker: 'sw/index.ts' },
      formats: ['es'],
    },
    rolldownOptions: { external: ['idb'] },
  },
});
