import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ICruiseResult } from 'dependency-cruiser';
import type { Check, Findings } from './check.ts';
import { runTool } from './run-tool.ts';
import { sourceFiles } from './source-files.ts';

const folders = ['src', 'web', 'tools', 'test', 'bench', 'bin'];

/** The walls of .dependency-cruiser.js, and that every source file was looked at. */
export const imports: Check = {
  name: 'imports',
  async run(root): Promise<Findings> {
    const present = folders.filter((folder) => existsSync(join(root, folder)));
    const cruise = await runTool(root, 'depcruise', ['--output-type', 'json', ...present]);
    if (!cruise.stdout.startsWith('{')) return { faults: [cruise.output], seen: 'nothing' };
    const { modules, summary } = JSON.parse(cruise.stdout) as ICruiseResult;
    const cruised = new Set(modules.map((module) => module.source));
    const missed = sourceFiles(root, 'src/**/*.ts').filter((file) => !cruised.has(file));
    const faults = summary.violations.map(
      ({ rule, from, to }) => `${rule.name}: ${from}${from === to ? '' : ` -> ${to}`}`,
    );
    if (summary.totalCruised === 0) faults.push('0 modules were cruised');
    faults.push(...missed.map((file) => `not cruised: ${file}`));
    return { faults, seen: `${summary.totalCruised} modules` };
  },
};
