import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Check } from './check.ts';
import { runTool } from './run-tool.ts';
import { sourceFiles } from './source-files.ts';

/** What else a vendor is called, such as by its hosts. */
const otherNames: Record<string, readonly string[]> = { highlevel: ['leadconnector'] };

/** The vendors that are wired in: the folders whose index.ts the list imports. */
function vendorsIn(root: string): string[] {
  const list = join(root, 'src/vendors/index.ts');
  const source = existsSync(list) ? readFileSync(list, 'utf8') : '';
  return [...source.matchAll(/from '\.\/([^/']+)\/index\.ts'/g)].flatMap(([, name]) => name ?? []);
}

/** Everything but the vendor folders, what wires them in, and the tests. */
function belongsToCore(path: string): boolean {
  return !/^(app\.ts|main\.ts|assembly|cli|vendors\/index\.ts|vendors\/[^/.]+)(\/|$)|\.test\.ts$/.test(
    path,
  );
}

async function compileWithoutVendors(root: string): Promise<string[]> {
  const copy = mkdtempSync(join(tmpdir(), 'inlet-core-'));
  try {
    const source = join(root, 'src');
    cpSync(source, join(copy, 'src'), {
      recursive: true,
      filter: (path) => belongsToCore(relative(source, path).replaceAll('\\', '/')),
    });
    for (const name of ['package.json', 'tsconfig.json'])
      cpSync(join(root, name), join(copy, name));
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
    const { exitCode, output } = await runTool(copy, 'tsc', ['--noEmit', '-p', 'tsconfig.json']);
    return exitCode === 0 ? [] : [output];
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function findVendorNames(root: string, files: string[], vendors: string[]): string[] {
  if (vendors.length === 0) return [];
  const names = vendors.flatMap((vendor) => [vendor, ...(otherNames[vendor] ?? [])]);
  const vendorNames = new RegExp(names.join('|'), 'i');
  return files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        vendorNames.test(line) ? [`${file}:${index + 1} names a vendor: ${line.trim()}`] : [],
      ),
  );
}

/** The core compiles with every vendor folder deleted, and no vendor is named in it. */
export const coreAlone: Check = {
  name: 'core-alone',
  async run(root) {
    // Generated types name what the API answers, vendors too.
    const files = sourceFiles(root, 'src/**/*.ts').filter(
      (file) => belongsToCore(file.replace(/^src\//, '')) && !file.endsWith('.d.ts'),
    );
    const vendors = vendorsIn(root);
    const faults = [
      ...findVendorNames(root, files, vendors),
      ...(await compileWithoutVendors(root)),
    ];
    const seen = `${files.length} core files, compiled without ${vendors.join(', ') || 'vendors'}`;
    return { faults, seen };
  },
};
