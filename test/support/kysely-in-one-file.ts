/**
 * Kysely in one file, made once for each version: its 190 modules are read anew by every thread of
 * every store that a test opens, and took half the time of a small test. Processes that tests start
 * by themselves read it as it is installed.
 */
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { bundlePath } from './kysely-hook.js';

export default async function setup(): Promise<void> {
  if (existsSync(bundlePath)) return;
  const folder = `${bundlePath}.${String(process.pid)}`;
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, '../../node_modules/kysely/dist/index.js'),
      outDir: folder,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'kysely.js' } },
    },
  });
  renameSync(folder, bundlePath);
}
