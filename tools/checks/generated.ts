import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.ts';
import { runTool } from './run-tool.ts';

/** What is generated from the source (configuration pages, OpenAPI) is as the source says now. */
export const generated: Check = {
  name: 'generated',
  async run(root) {
    if (!existsSync(join(root, 'tools/generate.ts'))) return { faults: [], seen: 'no generator' };
    const { exitCode, output } = await runTool(root, 'node', ['tools/generate.ts', '--check']);
    const faults = exitCode === 0 ? [] : [output, 'Run `npm run generate` and commit the result.'];
    return { faults, seen: 'tools/generate.ts --check' };
  },
};
