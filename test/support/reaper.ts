/**
 * Cleans up after this process even when it is killed with SIGKILL: a small shell waits for the
 * end of its input, which comes with our death, then kills the watched process and removes the
 * folder.
 */
import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';

const SCRIPT = `
pid=
while read -r line; do pid=$line; done
[ -z "$pid" ] || kill -9 "$pid" 2>/dev/null
[ -z "$1" ] && exit 0
for _ in 1 2 3 4 5; do rm -rf "$1" 2>/dev/null && exit 0; sleep 1; done
`;

export interface Reaper {
  /** Names the process to kill; undefined when it has ended and its number may be used again. */
  watch(pid: number | undefined): void;
  /** Cleans up now, in the background: a thousand files can take a second to remove. */
  release(): void;
}

/** Watches over a process, a folder, or both. */
export function startReaper(folder = ''): Reaper {
  const shell = spawn('sh', ['-c', SCRIPT, 'reaper', folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  const { stdin } = shell;
  stdin.on('error', () => undefined);
  shell.unref();
  (stdin as Socket).unref();
  return {
    watch: (pid) => void stdin.write(`${pid ?? ''}\n`),
    release: () => void stdin.end(),
  };
}
