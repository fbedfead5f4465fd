// Proves that `npm run check` can fail. Faults are planted together, each where it touches no other,
// in a small checkout that is otherwise free of them: a run of every check costs as much as a
// hundred other tests. What each check says is compared whole, so that none sees another's fault.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { migrationsFile, repository, SmallCheckout } from './small-checkout.ts';

// Every check runs, and the slowest take seconds even where nothing else wants the processor.
vi.setConfig({ testTimeout: 240_000 });

interface Run {
  readonly output: string;
  readonly exitCode: number;
  readonly failed: string[];
  readonly passed: string[];
  /** The lines of each check that failed. */
  readonly said: Record<string, string[]>;
}

async function runCheck(checkout: SmallCheckout, ...names: string[]): Promise<Run> {
  const script = join(repository, 'tools', 'check.ts');
  const child = spawn(process.execPath, [script, ...names], {
    cwd: checkout.root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const named = (verdict: string) =>
    [...output.matchAll(new RegExp(`^${verdict} +(\\S+)`, 'gm'))].map(([, name]) => name ?? '');
  const sections = output.split(/^== /m).map((section) => section.trim().split(/\s*\n\s*/));
  const failed = named('FAIL');
  const said = sections.filter(([name = '']) => failed.includes(name));
  return {
    output,
    exitCode: exitCode as number,
    failed,
    passed: named('ok'),
    said: Object.fromEntries(said.map(([name = '', ...lines]) => [name, lines])),
  };
}

interface Fault {
  readonly fault: string;
  readonly check: string;
  /** Every line that the check says of it. */
  readonly says: ReadonlyArray<string | RegExp>;
  readonly plant: (tree: SmallCheckout) => void;
}

const inCore = (line: string) => (tree: SmallCheckout) =>
  tree.change('src/ingest/accept.ts', 'export', `${line}\n\nexport`);

/** Those that every check has to see, or to look past. */
const faults: Fault[] = [
  {
    fault: 'a file that is not formatted',
    check: 'formatting',
    says: ['[warn] src/main.ts', /^\[warn] Code style issues found in the above file/],
    plant: (tree) => tree.change('src/main.ts', "'./app.ts'", '"./app.ts"'),
  },
  {
    fault: 'a promise that nobody waits for',
    check: 'lint',
    says: [/src\/main\.ts$/, /^3:1 +error +Promises must be awaited/],
    plant: (tree) => tree.change('src/main.ts', 'createApp();', 'Promise.resolve(createApp());'),
  },
  {
    fault: 'an environment that the core reads',
    check: 'lint',
    says: [/src\/ingest\/accept\.ts$/, /^8:21 +error +Only src\/config\/env.ts reads the envir/],
    plant: inCore("export const home = process.env['HOME'];"),
  },
  {
    fault: 'a request that no address is checked for',
    check: 'lint',
    says: [/^6:29 +error .+ Outbound HTTP goes through src\/lib\/safe-fetch/],
    plant: inCore("export const answer = await fetch('http://a.example');"),
  },
  {
    fault: 'a file of the source that is named by its address',
    check: 'lint',
    says: [/^4:31 +error +dist\/ holds \.js/, /^✖ 4 problems/],
    plant: inCore("export const thread = new URL('./a-thread.ts', import.meta.url);"),
  },
  {
    fault: 'a type error',
    check: 'types',
    says: [/^src\/app\.ts\(5,3\): error TS2322: /],
    plant: (tree) => tree.change('src/app.ts', 'createApp(): number', 'createApp(): string'),
  },
  {
    fault: 'a vendor named in the core',
    check: 'core-alone',
    says: ['src/ingest/accept.ts:1 names a vendor: // As Acme does.'],
    plant: (tree) => tree.change('src/ingest/accept.ts', 'import', '// As Acme does.\nimport'),
  },
  {
    fault: 'an import against the direction, be it only of a type',
    check: 'imports',
    says: ['domain: only itself: src/domain/channel.ts -> src/lib/later.ts'],
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
    fault: 'a vendor folder without one of its files',
    check: 'vendor-folders',
    says: ['src/vendors/acme/README.md is missing'],
    plant: (tree) => tree.remove('src/vendors/acme/README.md'),
  },
  {
    fault: 'a file of more than 400 lines',
    check: 'sizes',
    says: ['src/app.ts has 408 lines, over 400'],
    plant: (tree) => tree.write('src/app.ts', tree.read('src/app.ts') + '// a line\n'.repeat(400)),
  },
  {
    fault: 'an export that nothing uses',
    check: 'exports',
    says: ['src/app.ts: a', 'src/ingest/accept.ts: thread, answer, home'],
    plant: (tree) => tree.write('src/app.ts', `${tree.read('src/app.ts')}\nexport const a = 1;\n`),
  },
  {
    fault: 'a generated file that drifted from its source',
    check: 'generated',
    says: ['Run `npm run generate` and commit the result.'],
    plant: (tree) => tree.write('tools/generate.ts', 'process.exitCode = 1;\n'),
  },
  {
    fault: 'a step of the schema that was changed after it was taken',
    check: 'migrations',
    says: [/^src\/store\/migrations\/migrations\.ts: the statements of 1-initial have the hash /],
    plant: (tree) => tree.change(migrationsFile, 'INTEGER', 'TEXT'),
  },
  {
    fault: 'a step of the schema that is out of place',
    check: 'migrations',
    says: ['src/store/migrations/migrations.ts: next is step 2, and says 3'],
    plant: (tree) => tree.change(migrationsFile, 'version: 2', 'version: 3'),
  },
  {
    fault: 'a dependency that is not pinned',
    check: 'packages',
    says: [/^package\.json: fastify is \^.+, not one exact version$/],
    plant: (tree) => tree.change('package.json', '"fastify": "', '"fastify": "^'),
  },
  {
    fault: 'a dependency without a reason',
    check: 'dependency-page',
    says: [
      'docs/dependencies.md gives no reason for fastify',
      'docs/dependencies.md explains fastest, which is not a dependency',
    ],
    plant: (tree) => tree.change('docs/dependencies.md', '`fastify`', '`fastest`'),
  },
  {
    fault: 'a style sheet with a colour of its own',
    check: 'look',
    says: [/^web\/src\/a\.module\.css:2 holds a colour: color: #fff;/],
    plant: (tree) => tree.write('web/src/a.module.css', '.a {\n  color: #fff;\n}\n'),
  },
  {
    fault: 'a paper that a stranger does not have, a page and a heading that are not there',
    check: 'citations',
    says: [
      `src/vendors/acme/errors.ts:1 cites what a stranger does not have: // As facts ${3.2} say: docs/${'a'}.md.`,
      `src/vendors/acme/errors.ts:1 cites docs/${'a'}.md, which is not there`,
      'README.md:3 cites README.md#two, a heading that is not there',
    ],
    plant(tree) {
      tree.change(
        'src/vendors/acme/errors.ts',
        'export',
        `// As facts ${3.2} say: docs/${'a'}.md.\nexport`,
      );
      tree.write('README.md', '# One\n\n[Here](#one), [there](#two)\n');
    },
  },
];

/** `rule`, and which import breaks it. */
const wall = (rule: string, says: string | RegExp, plant: Fault['plant']): Fault => ({
  fault: `what breaks: ${rule}`,
  check: 'imports',
  says: [typeof says === 'string' ? `${rule}: ${says}` : says],
  plant,
});

/** Those that only the checks that read no types are asked about. */
const walls: Fault[] = [
  wall(
    'SQL only below store',
    'src/ingest/accept.ts -> node:sqlite',
    inCore("import 'node:sqlite';"),
  ),
  wall(
    'outbound connections only through lib/safe-fetch',
    'src/ingest/accept.ts -> https',
    inCore("import 'node:https';"),
  ),
  wall(
    'no development packages in the product',
    /^no development packages in the product: src\/ingest\/accept\.ts -> .+\/typescript\.js$/,
    inCore("import 'typescript';"),
  ),
  wall(
    'ingest: only domain, lib, store/store.ts',
    'src/ingest/accept.ts -> src/vendors/acme/ids.ts',
    inCore("import '../vendors/acme/ids.ts';"),
  ),
  wall(
    'each vendor by itself',
    /^each vendor: .+: src\/vendors\/bolt\/ids\.ts -> src\/vendors\/acme\/ids\.ts$/,
    (tree) => {
      tree.write('src/vendors/bolt/ids.ts', "import '../acme/ids.ts';\n");
      tree.change('src/vendors/index.ts', 'import', "import './bolt/ids.ts';\nimport");
    },
  ),
  wall('no cycles', 'src/ingest/accept.ts -> src/ingest/verdict.ts', (tree) => {
    tree.write('src/ingest/verdict.ts', "import './accept.ts';\n");
    inCore("import './verdict.ts';")(tree);
  }),
  wall('nothing unused: main or a worker thread reaches it', 'src/lib/spare.ts', (tree) =>
    tree.write('src/lib/spare.ts', 'export const spare = 1;\n'),
  ),
  wall(
    'every folder has a line in the table',
    'src/misc/all.ts -> src/domain/channel.ts',
    (tree) => {
      tree.write('src/misc/all.ts', "import '../domain/channel.ts';\n");
      tree.change('src/main.ts', 'import', "import './misc/all.ts';\nimport");
    },
  ),
  wall('the product stands alone', 'src/ingest/accept.ts -> test/support/clock.ts', (tree) => {
    tree.write('test/support/clock.ts', 'export const clock = 1;\n');
    inCore("import '../../test/support/clock.ts';")(tree);
  }),
  wall(
    'web takes nothing of src but the client',
    'web/src/main.ts -> src/domain/channel.ts',
    (tree) => tree.write('web/src/main.ts', "import '../../src/domain/channel.ts';\n"),
  ),
  wall(
    'web takes nothing of src but the client',
    'web/src/own.ts -> src/domain/channel.ts',
    (tree) =>
      tree.write(
        'web/src/own.ts',
        "import type { Channel } from '../../src/domain/channel.ts';\n\nexport type Own = Channel;\n",
      ),
  ),
  {
    fault: 'a style sheet with a size of its own',
    check: 'look',
    says: [/^web\/src\/a\.module\.css:2 holds a size: margin: 5px;/],
    plant: (tree) => tree.write('web/src/a.module.css', '.a {\n  margin: 5px;\n}\n'),
  },
  {
    fault: 'a package of the product that runs a script when it is installed',
    check: 'packages',
    says: [
      'fastify runs an install script and is no development dependency',
      'allowScripts does not decide on fastify',
    ],
    plant: (tree) =>
      tree.change(
        'package-lock.json',
        '"node_modules/fastify": {',
        '"node_modules/fastify": { "hasInstallScript": true,',
      ),
  },
  {
    fault: 'a face that changes the store itself, and a use case that adds nothing',
    check: 'use-cases',
    says: [
      /^src\/vendors\/acme\/outbound\.ts:2 changes the store itself: a use case in inbox/,
      /^src\/vendors\/acme\/outbound\.ts:3 changes the store itself/,
      /^src\/inbox\/channel-cases\.ts:2 hands a read verb on: its callers have it/,
      /^src\/inbox\/mark-read\.ts:1 is all of the file, and only calls a verb: put it/,
    ],
    plant(tree) {
      const own = tree.read('src/vendors/acme/outbound.ts');
      const used = 'export const add = (store) => store.write.addChannel({ name: add });\n';
      const taken = 'export const markRead = ({ write }) => write;\n';
      tree.write('src/vendors/acme/outbound.ts', own + used + taken);
      tree.write(
        'src/inbox/channel-cases.ts',
        'export const cases = ({ store, now }) => ({\n' +
          '  find: ({ id }) => store.read.findChannel({ id }),\n' +
          '  add: (channel) => store.write.addChannel({ ...channel, now: now() }),\n});\n',
      );
      tree.write(
        'src/inbox/mark-read.ts',
        'export function markRead({ store, now }, one) {\n' +
          '  return store.write.markRead({ ...one, now: now() });\n}\n',
      );
      tree.change(
        'src/app.ts',
        'import',
        "import './inbox/channel-cases.ts';\nimport './inbox/mark-read.ts';\nimport",
      );
    },
  },
  {
    fault: 'a vendor that is listed nowhere',
    check: 'vendor-folders',
    says: [
      'src/vendors/index.ts does not list cobalt',
      ...missingFilesOf('bolt'),
      ...missingFilesOf('cobalt'),
    ],
    plant(tree) {
      tree.write('src/vendors/cobalt/ids.ts', 'export const ids = 1;\n');
      tree.change('src/app.ts', 'import', "import './vendors/cobalt/ids.ts';\nimport");
    },
  },
];

/** Of a vendor's folder that holds `ids.ts` alone. */
function missingFilesOf(vendor: string): string[] {
  const files = ['README.md', 'index.ts', 'auth.ts', 'routes', 'schemas.ts', 'inbound.ts'];
  files.push('outbound.ts', 'client.ts', 'present.ts', 'errors.ts', 'capabilities.ts', 'fixtures');
  return files.map((file) => `src/vendors/${vendor}/${file} is missing`);
}

test.concurrent('passes where nothing is wrong', async () => {
  using checkout = new SmallCheckout();
  const { output, exitCode, passed } = await runCheck(checkout);
  expect(exitCode, output).toBe(0);
  expect(passed).toHaveLength(15);
});

test.concurrent('finds that imports looked at nothing', async () => {
  using checkout = new SmallCheckout();
  checkout.change('.dependency-cruiser.js', 'options: {', "options: {\n    includeOnly: '^none',");
  const { output, exitCode, failed } = await runCheck(checkout, 'imports');
  expect(output).toContain('0 modules were cruised');
  expect(exitCode).toBe(1);
  expect(failed).toEqual(['imports']);
});

describe.each([
  { asked: 'every check', planted: faults, names: [] },
  { asked: 'what reads no types', planted: walls, names: [...new Set(walls.map((w) => w.check))] },
])('$asked', ({ planted, names }) => {
  let run: Run;

  beforeAll(async () => {
    using checkout = new SmallCheckout();
    for (const { plant } of planted) plant(checkout);
    run = await runCheck(checkout, ...names);
  });

  test.for(planted)('of $check finds $fault', ({ check, says }) => {
    const lines = run.said[check] ?? [];
    for (const said of says) {
      expect(lines).toContainEqual(typeof said === 'string' ? said : expect.stringMatching(said));
    }
  });

  test('says nothing else, and ends with 1', () => {
    const expected = Map.groupBy(planted, ({ check }) => check);
    expect(run.failed.toSorted()).toEqual([...expected.keys()].toSorted());
    expect(run.exitCode).toBe(1);
    for (const [check, found] of expected) {
      expect(run.said[check], check).toHaveLength(found.flatMap(({ says }) => says).length);
    }
  });
});
