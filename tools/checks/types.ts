import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.ts';
import { runTool } from './run-tool.ts';

const projects = ['tsconfig.json', 'web/tsconfig.json'];

export const types: Check = {
  name: 'types',
  async run(root) {
    const present = projects.filter((project) => existsSync(join(root, project)));
    const faults: string[] = [];
    for (const project of present) {
      const { exitCode, output } = await runTool(root, 'tsc', ['--noEmit', '-p', project]);
      if (exitCode !== 0) faults.push(output);
    }
    return { faults, seen: present.join(', ') };
  },
};
