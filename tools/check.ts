// npm run check: everything that can be found wrong without running Inlet. All checks run even when
// one fails; `npm run check -- lint types` runs only those named.
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
import { vendorFolders } from './checks/vendor-folders.ts';

const checks: readonly Check[] = [
  commandCheck('formatting', 'prettier', '--check', '--log-level=warn', '.'),
  commandCheck('lint', 'eslint', '--max-warnings=0', '.'),
  types,
  coreAlone,
  imports,
  vendorFolders,
  sizes,
  unusedExports,
  generated,
  migrations,
  packages,
  dependencyPage,
  look,
  citations,
];

async function runCheck(check: Check): Promise<Findings> {
  console.log(`\n== ${check.name}`);
  try {
    const findings = await check.run(process.cwd());
    for (const fault of findings.faults) console.log(fault);
    return findings;
  } catch (error) {
    console.log(error);
    return { faults: ['could not run'], seen: 'it could not run' };
  }
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
  const results: Array<{ name: string; findings: Findings }> = [];
  for (const check of chosen) results.push({ name: check.name, findings: await runCheck(check) });

  console.log('\n== summary');
  for (const { name, findings } of results) {
    console.log(
      `${findings.faults.length === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(16)} ${findings.seen}`,
    );
  }
  return results.every(({ findings }) => findings.faults.length === 0) ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
