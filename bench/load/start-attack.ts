import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Attack } from './attack.ts';

/** Runs the attack in a process of its own; resolves when it is over. */
export async function startAttack(options: Attack): Promise<void> {
  const child = fork(fileURLToPath(new URL('./attack-process.ts', import.meta.url)));
  child.send(options);
  await once(child, 'exit');
}
