// npm run check: everything that can be found wrong without running Inlet. All checks run even when
// one fails, two at a time, because the longest keeps one processor busy for as long as all others
// together; `npm run check -- lint types` runs only those named.
import type { Check, Findings } from './checks/check.ts';
import { citations } from './checks/citations.ts';
import { coreAlone } from './checks/core-alone.ts';
import { dependencyPage } from './checks/dependency-page.ts';
import { unusedExports } from './checks/exports.ts';
import { generated } from './checks/generated.ts';
import { imports } from './checks/imports.ts';
import { look } from './checks/look.ts';
import { migrations } from './checks/migrations.ts';
import { packages } from './checks/packages.ts';
import { commandCheck } from './checks/run-tool.ts';
import { sizes } from './checks/sizes.ts';
import { types } from './checks/types.ts';
import { useCases } from './checks/use-cases.ts';
import { vendorFolders } from './checks/vendor-folders.ts';

const checks: readonly Check[] = [
  commandCheck('formatting', 'prettier', '--check', '--log-level=warn', '.'),
  commandCheck('lint', 'eslint', '--max-warnings=0', '.'),
  types,
  coreAlone,
  imports,
  vendorFolders,
  useCases,
  sizes,
  unusedExports,
  generated,
  migrations,
  packages,
  dependencyPage,
  look,
  citations,
];

const AT_ONCE = 2;

type Result = { name: string; findings: Findings };

/** What a check says stands together, when it is done. */
async function runCheck(check: Check): Promise<Findings> {
  try {
    const findings = await check.run(process.cwd());
    console.log([`\n== ${check.name}`, ...findings.faults].join('\n'));
    return findings;
  } catch (error) {
    console.log(`\n== ${check.name}`);
    console.log(error);
    return { faults: ['could not run'], seen: 'it could not run' };
  }
}

/** In the order of the list, whichever is done first. */
async function runChecks(chosen: readonly Check[]): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = chosen.entries();
  const takeNext = async () => {
    for (const [index, check] of waiting) {
      results[index] = { name: check.name, findings: await runCheck(check) };
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, takeNext));
  return results;
}

async function main(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) {
    console.error(
      `No such check: ${unknown.join(', ')}. There are: ${checks.map((c) => c.name).join(', ')}`,
    );
    return 1;
  }
  const chosen = checks.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const results = await runChecks(chosen);

  console.log('\n== summary');
  for (const { name, findings } of results) {
    console.log(
      `${findings.faults.length === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(16)} ${findings.seen}`,
    );
  }
  return results.every(({ findings }) => findings.faults.length === 0) ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
