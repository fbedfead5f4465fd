import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.ts';
import { sourceFiles } from './source-files.ts';

const maxLines = 400;

function countLines(path: string): number {
  return readFileSync(path, 'utf8').split('\n').length - 1;
}

/** The size that a given part of the sorted sizes stays at or below. */
function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.ceil(sorted.length * part) - 1] ?? 0;
}

/** No file over 400 lines. Median and 90th percentile are aims (70 and 250), shown, not enforced. */
export const sizes: Check = {
  name: 'sizes',
  run(root) {
    const files = sourceFiles(root, '{src,web,tools,test,bench,bin}/**/*.{ts,tsx,js,css}').filter(
      (file) => !file.endsWith('.d.ts'), // generated
    );
    const counted = files.map((file) => ({ file, lines: countLines(join(root, file)) }));
    const product = counted
      .filter(({ file }) => /^src\/(?!.*\.test\.ts$)/.test(file))
      .map(({ lines }) => lines)
      .sort((a, b) => a - b);
    return {
      faults: counted
        .filter(({ lines }) => lines > maxLines)
        .map(({ file, lines }) => `${file} has ${lines} lines, over ${maxLines}`),
      seen: `${files.length} files; src: median ${quantile(product, 0.5)}, p90 ${quantile(product, 0.9)} lines`,
    };
  },
};
