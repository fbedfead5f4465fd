// Loaded before everything else by each test process, by each thread that one starts, and by the
// servers and commands that tests start: there a package of hundreds of modules is read as one.
import { existsSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const packages = join(import.meta.dirname, '../../node_modules');
const versionOf = (/** @type {string} */ name) =>
  createRequire(import.meta.url)(join(packages, name, 'package.json')).version;

/** The modules of each package, and the one file of them that one-file-packages.ts makes. */
export const bundles = ['kysely', 'typebox'].map((name) => ({
  name,
  file: join(packages, '.cache/inlet/packages', `${name}-${versionOf(name)}.js`),
}));

/** @type {Map<string, string>} */
const urls = new Map();
for (const { name, file } of bundles) {
  if (existsSync(file)) urls.set(name, pathToFileURL(file).href);
}

registerHooks({
  resolve(name, context, next) {
    const url = urls.get(name);
    return url === undefined ? next(name, context) : { url, format: 'module', shortCircuit: true };
  },
});
