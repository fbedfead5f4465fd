import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Stands beside the built inbox and holds the hash of what it was built from. */
export const BUILT_FROM = 'built-from';

const SOURCES = ['web/*.{html,ts}', 'web/src/**/*', 'src/client/*'];

/** Of all that the inbox is built from; null where there is no source, as in a packed product. */
export function sourceHash(root: string): string | null {
  const files = globSync(SOURCES, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\.test\.tsx?$/.test(path));
  if (!files.some((path) => path.endsWith('index.html'))) return null;
  const hash = createHash('sha256');
  for (const path of files.sort()) {
    hash.update(`${relative(root, path).replaceAll('\\', '/')}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}
