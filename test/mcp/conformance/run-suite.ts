/** The protocol's own conformance suite, run to its end against a server. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export const REVISIONS = ['2025-11-25', '2026-07-28'] as const;
export type Revision = (typeof REVISIONS)[number];

const suite = fileURLToPath(
  new URL('../../../node_modules/@modelcontextprotocol/conformance/dist/index.js', import.meta.url),
);

/** What was expected to fail and did, with the reasons, stands in the baselines beside this file. */
export async function runSuite(
  url: string,
  revision: Revision,
): Promise<{ exitCode: number | null; output: string }> {
  const baseline = fileURLToPath(new URL(`baseline-${revision}.yml`, import.meta.url));
  // It leaves a folder of results where it runs.
  const folder = await mkdtemp(join(tmpdir(), 'inlet-conformance-'));
  try {
    const options = ['--url', url, '--requirements', revision, '--expected-failures', baseline];
    const child = spawn(process.execPath, [suite, 'server', ...options], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, error, [exitCode]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close') as Promise<[number | null]>,
    ]);
    return { exitCode, output: out + error };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
