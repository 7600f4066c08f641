import { defineConfig } from 'vitest/config';
import { BrowserTable } from './browser-table.ts';
import { CountLine } from './count-line.ts';

export default defineConfig({
  test: {
    include: ['tests/engines/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts', 'tests/engines/announce.ts'],
    // One browser at a time: they share the machine, and some of these tests fill its memory.
    fileParallelism: false,
    // Node 22 has WebSocket without asking.
    execArgv: ['--experimental-websocket'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // As with the end-to-end tests: nobody is there to look again.
    retry: process.env['CI'] ? 1 : 0,
    reporters: ['default', new CountLine(), new BrowserTable()],
  },
});
