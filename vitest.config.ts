import { existsSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Starts what whole-server tests share, such as a PostgreSQL, and builds the inbox. */
const globalSetup = ['global-setup', 'built-inbox', 'one-file-packages'].map(
  (name) => `test/support/${name}.ts`,
);
/** What holds in each file of the e2e project, whatever it tests. */
const setupFiles = ['answers-keep-schemas', 'statements-keep-workspace'].map(
  (name) => `test/support/${name}.ts`,
);
/** Threads have the options of the process that starts them. */
const hook = join(import.meta.dirname, 'test/support/package-hook.js');

// Read by each test process and by the threads of each store when they start: compiled and stripped
// of types once, a thread costs half as much. The folder is the one that bin/inlet.js uses.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/inlet');

// A third of the time of the tests of databases went into waiting for a disk; what is killed are
// processes, whose files outlive them in memory as well. Bounded by what the tests leave at a time.
const MEMORY = '/dev/shm';
const NEEDED_BYTES = 4 * 1024 ** 3;
if (process.env['TMPDIR'] === undefined && existsSync(MEMORY)) {
  const { bavail, bsize } = statfsSync(MEMORY);
  if (bavail * bsize > NEEDED_BYTES) process.env['TMPDIR'] = MEMORY;
}

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
          // One process for many files: the product is loaded once for all of them, which takes two
          // seconds. Nothing of it or of test/support keeps state between servers.
          isolate: false,
          setupFiles: setupFiles.filter((path) => existsSync(path)),
          globalSetup: globalSetup.filter((path) => existsSync(path)),
          // Each server that a test starts leaves much that is young: a larger nursery collects it less often.
          execArgv: [
            '--max-semi-space-size=64',
            ...(existsSync(hook) ? ['--import', pathToFileURL(hook).href] : []),
          ],
          testTimeout: 120_000,
          hookTimeout: 240_000,
          // What is waited for comes at once on an idle machine; a busy one may take its time.
          expect: { poll: { timeout: 30_000 } },
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
