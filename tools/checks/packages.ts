import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.ts';

interface Manifest {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly allowScripts: Record<string, boolean>;
}

interface Lock {
  readonly packages: Record<string, { hasInstallScript?: true; dev?: true; resolved?: string }>;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

export function readManifest(root: string): Manifest {
  return readJson(join(root, 'package.json')) as Manifest;
}

function unpinned({ dependencies, devDependencies }: Manifest): string[] {
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `package.json: ${name} is ${version}, not one exact version`);
}

function faultsOfLock({ packages }: Lock, { allowScripts }: Manifest): string[] {
  const faults: string[] = [];
  const withScripts = new Set<string>();
  for (const [path, { hasInstallScript, dev, resolved }] of Object.entries(packages)) {
    if (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')) {
      faults.push(`package-lock.json: ${path} comes from ${resolved}`);
    }
    if (!hasInstallScript) continue;
    const name = path.replace(/^.*node_modules\//, '');
    withScripts.add(name);
    if (!dev) faults.push(`${name} runs an install script and is no development dependency`);
    if (!(name in allowScripts)) faults.push(`allowScripts does not decide on ${name}`);
  }
  const stale = Object.keys(allowScripts).filter((name) => !withScripts.has(name));
  return [...faults, ...stale.map((name) => `allowScripts: ${name} has no install script`)];
}

/** Exact pins, decided install scripts (none in the product), and the public registry only. */
export const packages: Check = {
  name: 'packages',
  run(root) {
    const manifest = readManifest(root);
    const lock = readJson(join(root, 'package-lock.json')) as Lock;
    return {
      faults: [...unpinned(manifest), ...faultsOfLock(lock, manifest)],
      seen: `${Object.keys(lock.packages).length} packages`,
    };
  },
};
