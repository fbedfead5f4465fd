// npm test: the unit project, then the e2e project, then what was skipped and one line of counts.
// Fails when a test failed, when a run broke without a failed test, and when nothing ran.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { countResults, type Counts, type Report } from './test-counts.ts';

const vitest = join(import.meta.dirname, '..', 'node_modules', 'vitest', 'vitest.mjs');

async function runProject(project: string, folder: string): Promise<Counts> {
  const file = join(folder, `${project}.json`);
  const child = spawn(
    process.execPath,
    [
      vitest,
      'run',
      `--project=${project}`,
      '--allowOnly=false',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    { stdio: 'inherit' },
  );
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  return countResults(readReport(file), exitCode ?? 1);
}

/** Undefined when the run broke before it could write one. */
function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'inlet-test-'));
  try {
    const runs = [await runProject('unit', folder), await runProject('e2e', folder)];
    const sum = (key: 'passed' | 'failed') => runs.reduce((total, run) => total + run[key], 0);
    const skipped = runs.flatMap((run) => run.skipped);
    for (const { file, title } of skipped) {
      console.log(`skipped: ${relative(process.cwd(), file)}: ${title}`);
    }
    const [passed, failed] = [sum('passed'), sum('failed')];
    const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
    console.log(`\n${passed} passed, ${failed} failed${tail}`);
    return failed > 0 || passed === 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
