/**
 * Packages in one file each, made once for each version: their hundreds of modules are read anew by
 * every thread of every store and by every process that a test starts, and took half the time of a
 * small test. test/pack.test.ts, the benchmarks and the campaigns read them as they are installed.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { build } from 'vite';
import { bundles } from './package-hook.js';

export default async function setup(): Promise<void> {
  for (const { name, file } of bundles) if (!existsSync(file)) await bundle(name, file);
}

/** Put in its place when it is whole: another run may look for it meanwhile. */
async function bundle(name: string, file: string): Promise<void> {
  const folder = join(dirname(file), String(process.pid));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: createRequire(import.meta.url).resolve(name),
      outDir: folder,
      minify: false,
      rolldownOptions: { output: { entryFileNames: basename(file) } },
    },
  });
  renameSync(join(folder, basename(file)), file);
  rmSync(folder, { recursive: true });
}
