import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Starts what whole-server tests share, such as a PostgreSQL, and builds the inbox. */
const globalSetup = ['test/support/global-setup.ts', 'test/support/built-inbox.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    maxConcurrency: 2,
    projects: [
      {
        extends: true,
        test: {
          // Pure rules and small files on disk: the whole project stays below half a minute.
          name: 'unit',
          include: ['src/**/*.test.ts', 'tools/**/*.test.ts', 'web/**/*.test.ts'],
          // One process for many files: starting one per file costs more than running it.
          isolate: false,
          // Each is over in milliseconds; a machine that is busy with others may let it wait.
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          // Real servers, databases, browsers and processes.
          name: 'e2e',
          include: ['test/**/*.test.ts'],
          globalSetup: globalSetup.filter((path) => existsSync(path)),
          testTimeout: 120_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
