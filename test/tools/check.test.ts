// Proves that `npm run check` can fail. Faults are planted one at a time in a small checkout that
// is otherwise free of them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { repository, SmallCheckout } from './small-checkout.ts';

// Every check runs, and the slowest take seconds even where nothing else wants the processor.
vi.setConfig({ testTimeout: 240_000 });

async function runCheck(checkout: SmallCheckout, ...names: string[]) {
  const script = join(repository, 'tools', 'check.ts');
  const child = spawn(process.execPath, [script, ...names], {
    cwd: checkout.root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const named = (verdict: string) =>
    [...output.matchAll(new RegExp(`^${verdict} +(\\S+)`, 'gm'))].map(([, name]) => name);
  return { output, exitCode: exitCode as number, failed: named('FAIL'), passed: named('ok') };
}

test('passes where nothing is wrong', async () => {
  using checkout = new SmallCheckout();
  const { output, exitCode, passed } = await runCheck(checkout);
  expect(exitCode, output).toBe(0);
  expect(passed).toHaveLength(12);
});

interface Fault {
  readonly fault: string;
  /** The one check that sees it when all run. */
  readonly seenBy: string;
  readonly plant: (tree: SmallCheckout) => void;
}

const faults: Fault[] = [
  {
    fault: 'a file that is not formatted',
    seenBy: 'formatting',
    plant: (tree) => tree.change('src/main.ts', "'./app.ts'", '"./app.ts"'),
  },
  {
    fault: 'a promise that nobody waits for',
    seenBy: 'lint',
    plant: (tree) => tree.change('src/main.ts', 'createApp();', 'Promise.resolve(createApp());'),
  },
  {
    fault: 'a type error',
    seenBy: 'types',
    plant: (tree) => tree.change('src/app.ts', 'createApp(): number', 'createApp(): string'),
  },
  {
    fault: 'a vendor named in the core',
    seenBy: 'core-alone',
    plant: (tree) => tree.change('src/ingest/accept.ts', 'import', '// As Pipedrive does.\nimport'),
  },
  {
    fault: 'an import against the direction, be it only of a type',
    seenBy: 'imports',
    plant(tree) {
      tree.write('src/lib/later.ts', 'export type Later = string;\n');
      tree.change('src/domain/channel.ts', 'name: string', 'name: Later');
      tree.change(
        'src/domain/channel.ts',
        'export',
        "import type { Later } from '../lib/later.ts';\n\nexport",
      );
    },
  },
  {
    fault: 'an import check that looks at 0 modules',
    seenBy: 'imports',
    plant: (tree) =>
      tree.change('.dependency-cruiser.js', 'options: {', "options: {\n    includeOnly: '^none',"),
  },
  {
    fault: 'a vendor folder without one of its files',
    seenBy: 'vendor-folders',
    plant: (tree) => tree.remove('src/vendors/acme/README.md'),
  },
  {
    fault: 'a file of more than 400 lines',
    seenBy: 'sizes',
    plant: (tree) => tree.write('src/app.ts', tree.read('src/app.ts') + '// a line\n'.repeat(400)),
  },
  {
    fault: 'an export that nothing uses',
    seenBy: 'exports',
    plant: (tree) => tree.write('src/app.ts', `${tree.read('src/app.ts')}\nexport const a = 1;\n`),
  },
  {
    fault: 'a generated file that drifted from its source',
    seenBy: 'generated',
    plant: (tree) => tree.write('tools/generate.ts', 'process.exitCode = 1;\n'),
  },
  {
    fault: 'a dependency that is not pinned',
    seenBy: 'packages',
    plant: (tree) => tree.change('package.json', '"fastify": "', '"fastify": "^'),
  },
  {
    fault: 'a dependency without a reason',
    seenBy: 'dependency-page',
    plant: (tree) => tree.change('docs/dependencies.md', '`fastify`', '`fastest`'),
  },
  {
    fault: 'a style sheet with a colour of its own',
    seenBy: 'look',
    plant: (tree) => tree.write('web/src/a.module.css', '.a {\n  color: #fff;\n}\n'),
  },
];

test.concurrent.for(faults)('$seenBy finds $fault', async ({ seenBy, plant }) => {
  using checkout = new SmallCheckout();
  plant(checkout);
  const { output, exitCode, failed } = await runCheck(checkout);
  expect(failed, output).toEqual([seenBy]);
  expect(exitCode).toBe(1);
});

interface Wall {
  readonly check: string;
  /** What the check has to say. */
  readonly says: string;
  readonly plant: (tree: SmallCheckout) => void;
}

const inCore = (line: string) => (tree: SmallCheckout) =>
  tree.change('src/ingest/accept.ts', 'export', `${line}\n\nexport`);

const walls: Wall[] = [
  {
    check: 'lint',
    says: 'Only src/config/env.ts reads the environment',
    plant: inCore("export const home = process.env['HOME'];"),
  },
  {
    check: 'lint',
    says: 'Outbound HTTP goes through src/lib/safe-fetch',
    plant: inCore("export const answer = await fetch('http://a.example');"),
  },
  {
    check: 'lint',
    says: 'dist/ holds .js',
    plant: inCore("export const thread = new URL('./a-thread.ts', import.meta.url);"),
  },
  { check: 'imports', says: 'SQL only below store', plant: inCore("import 'node:sqlite';") },
  {
    check: 'imports',
    says: 'outbound connections only through lib/safe-fetch',
    plant: inCore("import 'node:https';"),
  },
  {
    check: 'imports',
    says: 'no development packages in the product',
    plant: inCore("import 'typescript';"),
  },
  {
    check: 'imports',
    says: 'ingest: only domain, lib, store/store.ts',
    plant: inCore("import '../vendors/acme/ids.ts';"),
  },
  {
    check: 'imports',
    says: 'each vendor',
    plant(tree) {
      tree.write('src/vendors/bolt/ids.ts', "import '../acme/ids.ts';\n");
      tree.change('src/vendors/index.ts', 'import', "import './bolt/ids.ts';\nimport");
    },
  },
  {
    check: 'imports',
    says: 'no cycles',
    plant(tree) {
      tree.write('src/ingest/verdict.ts', "import './accept.ts';\n");
      inCore("import './verdict.ts';")(tree);
    },
  },
  {
    check: 'imports',
    says: 'nothing unused',
    plant: (tree) => tree.write('src/lib/spare.ts', 'export const spare = 1;\n'),
  },
  {
    check: 'imports',
    says: 'every folder has a line in the table',
    plant(tree) {
      tree.write('src/misc/all.ts', "import '../domain/channel.ts';\n");
      tree.change('src/main.ts', 'import', "import './misc/all.ts';\nimport");
    },
  },
  {
    check: 'imports',
    says: 'the product stands alone',
    plant(tree) {
      tree.write('test/support/clock.ts', 'export const clock = 1;\n');
      inCore("import '../../test/support/clock.ts';")(tree);
    },
  },
  {
    check: 'imports',
    says: 'web takes nothing of src but the client',
    plant: (tree) => tree.write('web/src/main.ts', "import '../../src/domain/channel.ts';\n"),
  },
  {
    check: 'imports',
    says: 'web takes nothing of src but the client',
    plant: (tree) =>
      tree.write(
        'web/src/main.ts',
        "import type { Channel } from '../../src/domain/channel.ts';\n\nexport type Own = Channel;\n",
      ),
  },
  {
    check: 'look',
    says: 'web/src/a.module.css:2 holds a size: margin: 5px',
    plant: (tree) => tree.write('web/src/a.module.css', '.a {\n  margin: 5px;\n}\n'),
  },
  {
    check: 'packages',
    says: 'fastify runs an install script',
    plant: (tree) =>
      tree.change(
        'package-lock.json',
        '"node_modules/fastify": {',
        '"node_modules/fastify": { "hasInstallScript": true,',
      ),
  },
  {
    check: 'vendor-folders',
    says: 'does not list bolt',
    plant: (tree) => tree.write('src/vendors/bolt/ids.ts', 'export const ids = 1;\n'),
  },
];

test.concurrent.for(walls)('$check says: $says', async ({ check, says, plant }) => {
  using checkout = new SmallCheckout();
  plant(checkout);
  const { output, exitCode } = await runCheck(checkout, check);
  expect(output).toContain(says);
  expect(exitCode).toBe(1);
});
