import { Command } from 'commander';
import { setTimeout as delay } from 'node:timers/promises';
import type { CommandPorts } from '../command-ports.ts';
import { CommandFailed } from '../exit.ts';
import { startServer, type RunningServer, type StartOptions } from '../start-server.ts';

export function startCommand({ untilStopped }: CommandPorts): Command {
  return new Command('start')
    .description('Start the server. SIGTERM or Ctrl-C ends it after answering what it accepted.')
    .option('--ephemeral', "temporary data and a free port, gone at exit: for a connector's own CI")
    .option('--json', 'print one line {"ready":true,"url":...} when it serves')
    .addHelpText(
      'after',
      `
With --ephemeral the line of --json also holds the credentials, under "sandbox".
Logs go to standard error.

Examples:
  $ inlet start
  $ INLET_PORT=8080 INLET_DATA=/var/lib/inlet inlet start
  $ inlet start --ephemeral --json`,
    )
    .action(async (options: StartOptions) => {
      const stopped = untilStopped();
      const server = await startServer(options);
      const failure = await Promise.race([server.failed, stopped]);
      if (failure === undefined) return stopInTime(server);
      // A store that broke may not close either; the first reason is the one to know.
      await stopInTime(server).catch(() => undefined);
      throw new CommandFailed(`the store can no longer be trusted: ${failure.message}`);
    });
}

/** Below the 10 s after which supervisors kill. What was acknowledged is on disk in any case. */
const LONGEST_STOP_MS = 9_700;

async function stopInTime(server: RunningServer): Promise<void> {
  const late = delay(LONGEST_STOP_MS, 'late', { ref: false });
  if ((await Promise.race([server.stop(), late])) === 'late') {
    throw new CommandFailed('stopping took too long; the server ended without closing its store');
  }
}
