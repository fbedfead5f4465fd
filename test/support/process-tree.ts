/**
 * Ends a process and its children at once, as a crash does. Works from /proc, else from ps.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

interface ProcessRow {
  pid: number;
  parent: number;
  state: string;
}

/**
 * Kills without a chance to clean up. The process is stopped first, so that no child is born
 * between the listing and the kill. Resolves when none of them runs any more.
 */
export async function killTree(pid: number, deadlineMs = 10_000): Promise<void> {
  send(pid, 'SIGSTOP');
  const family = [pid, ...childrenOf(pid)];
  for (const member of family) send(member, 'SIGKILL');
  await untilGone(family, deadlineMs);
}

export function childrenOf(pid: number): number[] {
  return listProcesses()
    .filter((row) => row.parent === pid)
    .map((row) => row.pid);
}

async function untilGone(pids: number[], deadlineMs: number): Promise<void> {
  const giveUpAt = Date.now() + deadlineMs;
  while (listProcesses().some((row) => pids.includes(row.pid) && row.state !== 'Z')) {
    if (Date.now() > giveUpAt) throw new Error(`processes still run: ${pids.join(', ')}`);
    await delay(5);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function listProcesses(): ProcessRow[] {
  return process.platform === 'linux' ? listFromProc() : listFromPs();
}

function listFromProc(): ProcessRow[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = readStat(name);
      if (stat === undefined) return [];
      // The command name, in brackets, may itself hold spaces and brackets.
      const [state = '', parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return [{ pid: Number(name), parent: Number(parent), state }];
    });
}

function readStat(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
}

function listFromPs(): ProcessRow[] {
  return execFileSync('ps', ['-axo', 'pid=,ppid=,state='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => {
      const [pid, parent, state = ''] = line.trim().split(/\s+/);
      return { pid: Number(pid), parent: Number(parent), state: state.slice(0, 1) };
    });
}
