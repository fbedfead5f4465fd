import { globSync } from 'node:fs';

/** Source files below `root` that match the patterns, sorted, with / between folders. */
export function sourceFiles(root: string, ...patterns: string[]): string[] {
  return globSync(patterns, { cwd: root, exclude: ['**/node_modules', '**/dist'] })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}
