import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Check } from './check.ts';
import { runTool } from './run-tool.ts';
import { sourceFiles } from './source-files.ts';

/** The names whose presence would show that the core knows a vendor, by folder or by host. */
const vendorNames = /pipedrive|highlevel|leadconnector|partoo/i;
const core =
  'src/{domain,ingest,inbox,store,outbox,realtime,search,access,lib,http,observability}/**/*.ts';

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

function findVendorNames(root: string, files: string[]): string[] {
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
    const files = sourceFiles(root, core);
    const faults = [...findVendorNames(root, files), ...(await compileWithoutVendors(root))];
    return { faults, seen: `${files.length} core files, compiled without vendors` };
  },
};
