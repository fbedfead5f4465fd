import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.ts';
import { readManifest } from './packages.ts';

/** docs/dependencies.md gives a reason for every dependency, and for none that is gone. */
export const dependencyPage: Check = {
  name: 'dependency-page',
  run(root) {
    const page = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');
    const taken = page.slice(0, page.indexOf('## Looked at and left'));
    const explained = new Set([...taken.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name));
    const { dependencies, devDependencies } = readManifest(root);
    const declared = new Set(Object.keys({ ...dependencies, ...devDependencies }));
    const missing = [...declared.difference(explained)];
    const stale = [...explained.difference(declared)];
    return {
      faults: [
        ...missing.map((name) => `docs/dependencies.md gives no reason for ${name}`),
        ...stale.map((name) => `docs/dependencies.md explains ${name}, which is not a dependency`),
      ],
      seen: `${declared.size} dependencies`,
    };
  },
};
