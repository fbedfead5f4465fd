import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Check } from './check.ts';

const binaries = join(import.meta.dirname, '..', '..', 'node_modules', '.bin');

export interface ToolRun {
  readonly exitCode: number;
  readonly stdout: string;
  /** Both streams, for a person to read. */
  readonly output: string;
}

/** Runs a command of node_modules/.bin (or `node` itself) to its end. */
export async function runTool(cwd: string, command: string, args: string[]): Promise<ToolRun> {
  const child = spawn(command, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: `${binaries}${delimiter}${process.env['PATH']}`,
      FORCE_COLOR: undefined,
      NO_COLOR: '1',
    },
  });
  const exit = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
  const [exitCode, stdout, stderr] = await Promise.all([
    exit,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { exitCode, stdout, output: `${stdout}${stderr}`.trim() };
}

/** A check that passes when a command ends with 0; what the command says is the fault. */
export function commandCheck(name: string, command: string, ...args: string[]): Check {
  return {
    name,
    async run(root) {
      const { exitCode, output } = await runTool(root, command, args);
      const said = output || `${command} ended with ${exitCode}`;
      return { seen: command, faults: exitCode === 0 ? [] : [said] };
    },
  };
}
