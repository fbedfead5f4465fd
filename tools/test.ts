// npm test: the unit project, then the e2e project, then the slowest tests, what was skipped, what
// failed and one line of counts.
// Fails when a test failed, when a run broke without a failed test, and when nothing ran.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import {
  countResults,
  failedTests,
  slowestTests,
  type Counts,
  type Report,
} from './test-counts.ts';

/** Shown at the end, so that what makes the suite slow is seen by whoever adds to it. */
const SLOWEST = 20;
const root = join(import.meta.dirname, '..', '/');
const vitest = join(import.meta.dirname, '..', 'node_modules', 'vitest', 'vitest.mjs');

type Run = { report: Report | undefined; counts: Counts };

async function runProject(project: string, folder: string): Promise<Run> {
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
  const report = readReport(file);
  return { report, counts: countResults(report, exitCode ?? 1) };
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
    const counts = runs.map((run) => run.counts);
    const sum = (key: 'passed' | 'failed') => counts.reduce((total, each) => total + each[key], 0);
    const reports = runs.map(({ report }) => report);
    const slowest = slowestTests(reports, SLOWEST);
    console.log(`\nThe ${SLOWEST} slowest tests:\n${slowest.join('\n')}`.replaceAll(root, ''));
    const skipped = counts.flatMap((each) => each.skipped);
    for (const { file, title } of skipped) {
      console.log(`skipped: ${relative(process.cwd(), file)}: ${title}`);
    }
    for (const each of failedTests(reports)) console.log(`failed: ${each}`.replace(root, ''));
    const [passed, failed] = [sum('passed'), sum('failed')];
    const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
    console.log(`\n${passed} passed, ${failed} failed${tail}`);
    return failed > 0 || passed === 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
