import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const repository = join(import.meta.dirname, '..', '..');

/** What the tools read besides source: the real ones, so that it is these that are tested. */
const settings = [
  '.dependency-cruiser.js',
  '.prettierignore',
  '.prettierrc',
  'eslint.config.js',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vitest.config.ts',
];

const wordFiles = ['auth', 'capabilities', 'client', 'errors', 'ids', 'inbound', 'outbound'];
wordFiles.push('present', 'routes/receive', 'schemas');
const wordOf = (file: string) => file.replace('routes/', '');

export const migrationsFile = 'src/store/migrations/migrations.ts';

/** The smallest product that no check complains about: a core, and one vendor that uses it. */
const product = {
  'src/main.ts': "import { createApp } from './app.ts';\n\ncreateApp();\n",
  'src/app.ts': `import { migrations } from './store/migrations/migrations.ts';
import { vendors } from './vendors/index.ts';

export function createApp(): number {
  return vendors.length + migrations.length;
}
`,
  [migrationsFile]: `const [sqlite, postgres] = [['CREATE TABLE a (b INTEGER)'], ['CREATE TABLE a (b bigint)']];

export const migrations = [
  { version: 1, name: 'initial', sqlite, postgres, hash: '33d0f58f5528a81f' },
  { version: 2, name: 'next', sqlite: [], postgres: [], hash: '0d4dc89003b35cbf' },
];
`,
  'src/domain/channel.ts': 'export interface Channel {\n  readonly name: string;\n}\n',
  'src/ingest/accept.ts': `import type { Channel } from '../domain/channel.ts';

export function accept(channel: Channel): string {
  return channel.name;
}
`,
  'src/vendors/index.ts': `import { acme } from './acme/index.ts';

export const vendors = [acme];
`,
  'src/vendors/acme/index.ts': `import { accept } from '../../ingest/accept.ts';
${wordFiles.map((file) => `import { ${wordOf(file)} } from './${file}.ts';\n`).join('')}
const words = [auth, capabilities, client, errors, ids, inbound, outbound];

export const acme = { accept, words, more: [present, receive, schemas] };
`,
  'src/vendors/acme/README.md': '# Acme\n',
  'src/vendors/acme/fixtures/message.json': '{}\n',
  ...Object.fromEntries(
    wordFiles.map((file) => [
      `src/vendors/acme/${file}.ts`,
      `export const ${wordOf(file)} = '${file}';\n`,
    ]),
  ),
};

/** A table as Prettier would lay it out, with every dependency of the real package.json. */
function explainDependencies(manifest: string): string {
  const { dependencies, devDependencies } = JSON.parse(manifest);
  const names = Object.keys({ ...dependencies, ...devDependencies }).map((name) => `\`${name}\``);
  const width = Math.max(...names.map((name) => name.length));
  const rows = ['Name', '-'.repeat(width), ...names].map((name) => `| ${name.padEnd(width)} |\n`);
  return rows.join('');
}

/** A temporary folder with the repository's settings and packages around the smallest product. */
export class SmallCheckout implements Disposable {
  readonly root = mkdtempSync(join(tmpdir(), 'inlet-small-'));

  constructor() {
    for (const name of settings) cpSync(join(repository, name), join(this.root, name));
    symlinkSync(join(repository, 'node_modules'), join(this.root, 'node_modules'), 'junction');
    for (const [path, text] of Object.entries(product)) this.write(path, text);
    this.write('docs/dependencies.md', explainDependencies(this.read('package.json')));
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** Replaces a text that must be there. */
  change(path: string, from: string, to: string): void {
    const text = this.read(path);
    if (!text.includes(from)) throw new Error(`${path} does not contain ${from}`);
    this.write(path, text.replace(from, to));
  }

  remove(path: string): void {
    rmSync(join(this.root, path));
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
