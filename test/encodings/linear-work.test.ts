/**
 * What reads untrusted text takes steps in proportion to its length, and no more than it may look at.
 * Steps are the blocks of our code, and of the packages that read for us, that V8 ran, whatever the
 * machine; what a pattern does within the engine is not among them.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';

type Steps = [piece: string, once: number, twice: number];

const script = fileURLToPath(new URL('count-steps.ts', import.meta.url));
/** By reader. */
let counted: Record<string, Steps[]>;

beforeAll(async () => {
  const flags = ['--no-opt', '--no-maglev', '--no-sparkplug'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, script]);
  counted = JSON.parse(stdout);
});

const grows = ([, once, twice]: Steps) => twice > 2.2 * once + 100 || twice > 4_000_000;

test('what reads untrusted text is linear over 100 KB of anything', () => {
  const { readSquared, ...readers } = counted;
  expect(Object.keys(readers)).toHaveLength(22);
  for (const [name, steps] of Object.entries(readers)) {
    expect({ [name]: steps.filter(grows) }).toEqual({ [name]: [] });
    // One that was not counted would pass with nothing.
    expect({ [name]: steps.every(([, once]) => once > 0) }).toEqual({ [name]: true });
  }
});

test('a reader that is not linear is noticed', () => {
  const steps = counted['readSquared'] ?? [];
  expect(steps).not.toEqual([]);
  expect(steps.every(grows)).toBe(true);
});
