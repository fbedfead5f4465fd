import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** A process and the one that it had above it when the server started. */
export type Link = { pid: number; parent: number };

type Process = { parent: number; argv: string[] };

/** Higher than anybody nests scripts. */
const MOST_LINKS = 16;
const SHELLS = new Set(['sh', 'ash', 'bash', 'dash', 'ksh', 'zsh', 'busybox']);
const PACKAGE_RUNNER = /^(npm|npx|pnpm|pnpx|yarn|bun|bunx)(-cli)?(\.c?js)?$/;

/**
 * The processes that this one must not outlive, from its own parent upwards: what npm or npx and the
 * shells around them put between a script and the server, and whatever started a temporary one. None
 * where a person, a container or a supervisor ran the command itself.
 */
export function linksAbove(isTemporary: boolean): Link[] {
  const links: Link[] = [];
  let hasRunner = false;
  let below = process.pid;
  let pid = process.ppid;
  while (links.length < MOST_LINKS) {
    const above = processOf(pid);
    if (above === null) break;
    const kind = kindOf(above.argv);
    hasRunner ||= kind === 'runner';
    if (kind === 'other' && !(isTemporary && links.length === 0)) break;
    links.push({ pid: below, parent: pid });
    below = pid;
    pid = above.parent;
    if (kind === 'other') break;
  }
  return isTemporary || hasRunner ? links : [];
}

/** Whether each still has the same parent: who loses it is given another by the system, at once. */
export function areWhole(links: readonly Link[]): boolean {
  return links.every(({ pid, parent }) => {
    if (pid === process.pid) return process.ppid === parent;
    if (process.platform === 'linux') return processOf(pid)?.parent === parent;
    return isAlive(pid) && isAlive(parent);
  });
}

type Kind = 'runner' | 'between' | 'other';

/** npm shows its command line as its name: `npm exec inlet start`, in one piece. */
function kindOf(argv: readonly string[]): Kind {
  const [program = '', script = '', ...more] = argv.flatMap((word, index) =>
    index === 0 && argv.length === 1 ? word.split(' ') : [word],
  );
  const name = basename(program).replace(/^-/, '');
  if (PACKAGE_RUNNER.test(name) || PACKAGE_RUNNER.test(basename(script))) return 'runner';
  // A shell that a person types into has no script: it passes SIGHUP on by itself.
  if (SHELLS.has(name)) return [script, ...more].some(isScript) ? 'between' : 'other';
  // An older Node that runs ours, and `node --watch`.
  return argv.some((word) => basename(word) === 'inlet.js') ? 'between' : 'other';
}

function isScript(word: string): boolean {
  return word === '-c' || (word !== '' && !word.startsWith('-'));
}

function processOf(pid: number): Process | null {
  if (pid <= 1) return null;
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  } catch {
    return null;
  }
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: the name may hold spaces and brackets. */
function fromProc(pid: number): Process {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  return { parent: Number(parent), argv: words.filter((word) => word !== '') };
}

function fromPs(pid: number): Process {
  const line = execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' });
  const [parent, ...argv] = line.trim().split(/\s+/);
  return { parent: Number(parent), argv };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
