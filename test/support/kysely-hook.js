// Loaded before everything else by each test process, and by each thread that one starts.
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const packages = join(import.meta.dirname, '../../node_modules');
const { version } = JSON.parse(readFileSync(join(packages, 'kysely/package.json'), 'utf8'));

/** The folder that kysely-in-one-file.ts makes. */
export const bundlePath = join(packages, '.cache/inlet', `kysely-${version}`);

const file = join(bundlePath, 'kysely.js');
if (existsSync(file)) {
  const url = pathToFileURL(file).href;
  registerHooks({
    resolve: (name, context, next) =>
      name === 'kysely' ? { url, format: 'module', shortCircuit: true } : next(name, context),
  });
}
