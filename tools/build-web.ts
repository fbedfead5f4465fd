// Builds the inbox into web/dist, with each file compressed beside itself. Does nothing where what is
// there was built from what is here; `npm run build:web` and `npm ci` come by this.
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { BUILT_FROM, sourceHash } from '../src/pages/inbox-source.ts';

const root = join(import.meta.dirname, '..');
const target = join(root, 'web', 'dist');

/** True when it was built anew. */
export async function buildWeb(): Promise<boolean> {
  const hash = sourceHash(root);
  if (hash === null) throw new Error('There is no web/ to build from.');
  if (builtFrom() === hash) return false;
  // Beside its place, and moved there whole: a server that looks meanwhile sees the old or the new.
  const { build } = await import('vite');
  const outDir = mkdtempSync(join(root, 'web', '.dist-'));
  try {
    await inProduction(() =>
      build({
        configFile: join(root, 'web', 'vite.config.ts'),
        logLevel: 'warn',
        build: { outDir, emptyOutDir: true },
      }),
    );
    compress(join(outDir, 'assets'));
    writeFileSync(join(outDir, BUILT_FROM), hash);
    chmodSync(outDir, 0o755);
    rmSync(target, { recursive: true, force: true });
    renameSync(outDir, target);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
  return true;
}

/** A test run has its own NODE_ENV, which would build React with all of its checks. */
async function inProduction(run: () => Promise<unknown>): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await run();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

function builtFrom(): string | null {
  try {
    return readFileSync(join(target, BUILT_FROM), 'utf8');
  } catch {
    return null;
  }
}

function compress(folder: string): void {
  for (const name of readdirSync(folder)) {
    const content = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
  }
}
