import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.ts';
import { sourceFiles } from './source-files.ts';

/** The one place of values: everything else names them. */
const tokens = 'web/src/look/tokens.css';

const raw: ReadonlyArray<[what: string, pattern: RegExp]> = [
  ['a colour', /#[\da-f]{3,8}\b|\b(rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch|light-dark)\(/i],
  ['a colour', /:\s*(white|black|red|green|blue|gr[ae]y|orange|yellow|transparent)\b/i],
  ['a size', /(?<![\w-])\d*\.?\d+(px|rem|em|pt)\b/i],
];

/** Style sheets hold no colour, size or space of their own. A query's width can name no token. */
export const look: Check = {
  name: 'look',
  run(root) {
    const files = sourceFiles(root, 'web/src/**/*.css').filter((file) => file !== tokens);
    const faults = files.flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => faultsIn(line).map((what) => `${file}:${index + 1} ${what}`)),
    );
    return { faults, seen: `${files.length} style sheets` };
  },
};

function faultsIn(line: string): string[] {
  if (/^\s*(@media|@container|\/?\*)/.test(line)) return [];
  return raw
    .filter(([, pattern]) => pattern.test(line))
    .map(([what]) => `holds ${what}: ${line.trim()}; name one of ${tokens}`);
}
