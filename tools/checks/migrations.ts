import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Check } from './check.ts';

const list = 'src/store/migrations/migrations.ts';

interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sqlite: readonly string[];
  readonly postgres: readonly string[];
  readonly hash: string;
}

/** Databases have taken these steps: what they say is for ever, how the files are written is not. */
export const migrations: Check = {
  name: 'migrations',
  async run(root) {
    const path = join(root, list);
    if (!existsSync(path)) return { faults: [], seen: 'no migrations' };
    const module = (await import(pathToFileURL(path).href)) as { migrations: readonly Migration[] };
    const faults = module.migrations.flatMap((step, index) => faultsOf(step, index + 1));
    return { faults, seen: `${module.migrations.length} steps` };
  },
};

function faultsOf(step: Migration, place: number): string[] {
  const { version, name, sqlite, postgres } = step;
  const actual = hash('sha256', JSON.stringify([version, name, sqlite, postgres]), 'hex').slice(
    0,
    16,
  );
  if (version !== place) return [`${list}: ${name} is step ${place}, and says ${version}`];
  if (step.hash === actual) return [];
  return [
    `${list}: the statements of ${version}-${name} have the hash ${actual}, not '${step.hash}'. ` +
      'A step that is on main is frozen: put it back, and write the change as a new step. ' +
      'A step of your own gets this hash.',
  ];
}
