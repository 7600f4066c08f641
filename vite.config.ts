import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { HEIC_WORKER } from './src/build/heic-worker.ts';
import { metaPolicy } from './src/build/meta-policy.ts';
import { preloadPages } from './src/build/preload-pages.ts';
import { webManifest } from './src/build/web-manifest.ts';

const TESTS = 'tests/{unit,gates}/**/*.test.ts';
const TIMED = 'tests/gates/lighthouse.test.ts';

export default defineConfig({
  // Relative, so that one build works under any path.
  base: './',
  build: {
    target: 'es2022',
    // Every file of the shell is precached; a data: URL would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // What the first view needs is one file. By itself Rolldown makes two as soon as something that is loaded later needs
      // one half of it and not the other (https://github.com/rolldown/rolldown/issues/9963). What several need that are loaded
      // later is another: by itself, eight of a few hundred bytes, each with a request of its own.
      output: {
        codeSplitting: {
          groups: [
            { name: 'index', test: /\/src\/main\.ts$/, priority: 1 },
            { name: 'shared', minShareCount: 2 },
          ],
        },
      },
    },
  },
  // The decode worker is a module, as in development.
  worker: { format: 'es' },
  plugins: [
    preloadPages(),
    metaPolicy(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'sw',
      filename: 'sw.ts',
      // The page registers the worker itself, with workbox-window.
      injectRegister: false,
      manifest: webManifest,
      // They lie in public/, which the pattern below covers.
      includeManifestIcons: false,
      // The build inside the build speaks up only when something is wrong.
      integration: {
        configureCustomSWViteBuild: (config) => {
          config.logLevel = 'warn';
        },
      },
      injectManifest: {
        globPatterns: ['**/*.{html,js,css,svg,png,webmanifest}'],
        // Two megabytes that most people never need: the service worker keeps it once somebody did.
        globIgnores: [`**/${HEIC_WORKER}-*.js`],
        // One classic script: not every engine runs modules in a service worker, and one file starts faster.
        rollupFormat: 'iife',
      },
    }),
  ],
  test: {
    projects: [
      { extends: true, test: { name: 'units', include: [TESTS], exclude: [TIMED] } },
      // By itself, when the others have left the machine.
      { extends: true, test: { name: 'timed', include: [TIMED], sequence: { groupOrder: 1 } } },
    ],
    testTimeout: 30_000,
  },
});
