// npm run generate: writes what is made from the source. With --check it writes nothing, prints
// what differs and ends with 1.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cliPage } from './generators/cli-page.ts';
import { clientTypes } from './generators/client-types.ts';
import { configurationPage } from './generators/configuration-page.ts';
import { formatted } from './generators/formatted.ts';
import type { Generator } from './generators/generator.ts';
import { mcpPage } from './generators/mcp-page.ts';

const generators: readonly Generator[] = [configurationPage, cliPage, mcpPage, clientTypes];

/** npm runs scripts in the folder of package.json. */
const root = process.cwd();

/** Undefined where there is no such file yet. */
async function currentText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The first line in which two texts differ, for a person to see what is out of date. */
function firstDifference(current: string, wanted: string): string {
  const [have, want] = [current.split('\n'), wanted.split('\n')];
  const at = want.findIndex((line, index) => line !== have[index]);
  const index = at < 0 ? want.length : at;
  return `line ${index + 1}\n  - ${have[index] ?? '(end)'}\n  + ${want[index] ?? '(end)'}`;
}

async function main(args: readonly string[]): Promise<number> {
  const isCheck = args.includes('--check');
  let differing = 0;
  for (const { path, render } of generators) {
    const file = join(root, path);
    const wanted = await formatted(root, path, await render());
    const current = await currentText(file);
    if (current === wanted) continue;
    differing += 1;
    if (isCheck) {
      const how = current === undefined ? 'missing' : firstDifference(current, wanted);
      console.log(`${path} is not what the source says: ${how}`);
      continue;
    }
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, wanted);
    console.log(`wrote ${path}`);
  }
  return isCheck && differing > 0 ? 1 : 0;
}

process.exit(await main(process.argv.slice(2)));
