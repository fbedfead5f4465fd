import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.ts';

/** What every vendor folder has, so that who knows one knows them all (ARCHITECTURE.md). */
const fixedNames = [
  'README.md',
  'index.ts',
  'auth.ts',
  'routes',
  'schemas.ts',
  'inbound.ts',
  'outbound.ts',
  'client.ts',
  'present.ts',
  'errors.ts',
  'ids.ts',
  'capabilities.ts',
  'fixtures',
];

/** `vendor/name` -> why this vendor does without it. */
const doesWithout: Record<string, string> = {};

/** `schemas.ts` may become `schemas/` when one file is not enough. */
function isThere(folder: string, name: string): boolean {
  return existsSync(join(folder, name)) || existsSync(join(folder, name.replace(/\.ts$/, '')));
}

function faultsOf(root: string, vendor: string, list: string): string[] {
  const folder = join(root, 'src/vendors', vendor);
  const faults = fixedNames.flatMap((name) => {
    const reason = doesWithout[`${vendor}/${name}`];
    if (isThere(folder, name) === (reason === undefined)) return [];
    return reason === undefined
      ? [`src/vendors/${vendor}/${name} is missing`]
      : [`src/vendors/${vendor}/${name} is there, but listed as left out: ${reason}`];
  });
  if (!list.includes(`./${vendor}/`)) faults.push(`src/vendors/index.ts does not list ${vendor}`);
  return faults;
}

export const vendorFolders: Check = {
  name: 'vendor-folders',
  run(root) {
    const vendors = globSync('src/vendors/*/', { cwd: root, withFileTypes: true }).map(
      ({ name }) => name,
    );
    const index = join(root, 'src/vendors/index.ts');
    const list = existsSync(index) ? readFileSync(index, 'utf8') : '';
    const faults = vendors.flatMap((vendor) => faultsOf(root, vendor, list));
    return { faults, seen: vendors.join(', ') || 'no vendor yet' };
  },
};
