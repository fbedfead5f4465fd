import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUILT_FROM, sourceHash } from './inbox-source.ts';

export type Encoding = 'br' | 'gzip';
export type Asset = { type: string; plain: Buffer; encoded: Readonly<Record<Encoding, Buffer>> };
export type BuiltInbox = { page: string; assets: ReadonlyMap<string, Asset> };
/** `fault` is a sentence for people; null when the inbox is as its source says. */
export type FoundInbox = { built: BuiltInbox | null; fault: string | null };

const TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** The folder of package.json: two above this file, compiled or not. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HOW = 'Run `npm run build:web`, then load the page again.';

/** Reads the built inbox whole: a few files that never change under their names. */
export function findInbox(root = ROOT): FoundInbox {
  const source = sourceHash(root);
  const folder = join(root, 'web', 'dist');
  let builtFrom: string;
  let built: BuiltInbox;
  try {
    builtFrom = readFileSync(join(folder, BUILT_FROM), 'utf8');
    built = {
      page: readFileSync(join(folder, 'index.html'), 'utf8'),
      assets: assetsIn(join(folder, 'assets')),
    };
  } catch {
    return { built: null, fault: `The inbox has not been built. ${HOW}` };
  }
  if (source === null || source === builtFrom) return { built, fault: null };
  return { built: null, fault: `The inbox was built from an older source than this. ${HOW}` };
}

function assetsIn(folder: string): Map<string, Asset> {
  const names = readdirSync(folder).filter((name) => !/\.(gz|br)$/.test(name));
  return new Map(
    names.map((name) => {
      const path = join(folder, name);
      const asset = {
        type: TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
        plain: readFileSync(path),
        encoded: { br: readFileSync(`${path}.br`), gzip: readFileSync(`${path}.gz`) },
      };
      return [name, asset];
    }),
  );
}
