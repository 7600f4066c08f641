import { defineConfig } from 'playwright/test';
import base from '../playwright.config.ts';

/** What `npm run soak` runs. */
export default defineConfig(base, {
  testDir: '.',
  testMatch: '*.soak.ts',
  outputDir: '../../test-results/soak',
  globalSetup: '../support/global-setup.ts',
  workers: 1,
  retries: 0,
  use: { trace: 'off' },
});
