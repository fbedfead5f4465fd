import { Command } from 'commander';
import { setTimeout as delay } from 'node:timers/promises';
import type { CommandPorts } from '../command-ports.ts';
import { CommandFailed } from '../exit.ts';
import { untilAlone } from '../until-alone.ts';
import type { RunningServer, StartOptions } from '../start-server.ts';

export function startCommand({ untilStopped }: CommandPorts): Command {
  return new Command('start')
    .description('Start the server. SIGTERM or Ctrl-C ends it after answering what it accepted.')
    .option('--ephemeral', "temporary data and a free port, gone at exit: for a connector's own CI")
    .option('--accept-loss', 'go on though the database has lost what was stored (inlet.mark)')
    .option('--json', 'print one line {"ready":true,"url":...} when it serves')
    .addHelpText(
      'after',
      `
With --ephemeral the line of --json also holds the credentials, under "sandbox".
Logs go to standard error.

A server that npm or npx started, and every --ephemeral one, ends when what started it is gone.
For containers and supervisors run the command itself, which watches nobody:
  $ node bin/inlet.js start

Examples:
  $ inlet start
  $ INLET_PORT=8080 INLET_DATA=/var/lib/inlet inlet start
  $ inlet start --ephemeral --json`,
    )
    .action(async (options: StartOptions) => {
      const alone = untilAlone(options.ephemeral === true);
      const asked = Promise.race([untilStopped(), alone.then(() => 'alone' as const)]);
      // Every command is read at each start: the server only where it is started.
      const { startServer } = await import('../start-server.ts');
      const server = await startServer(options);
      const end = await Promise.race([server.failed, asked]);
      if (!(end instanceof Error)) return stopInTime(server, end === 'SIGTERM');
      // A store that broke may not close either; the first reason is the one to know.
      await stopInTime(server, false).catch(() => undefined);
      throw new CommandFailed(`the store can no longer be trusted: ${end.message}`);
    });
}

/** Below the 10 s after which supervisors kill. What was acknowledged is on disk in any case. */
const LONGEST_STOP_MS = 9_700;

/** A supervisor (SIGTERM) moves clients elsewhere meanwhile; a person (Ctrl-C) does not wait for them. */
async function stopInTime(server: RunningServer, hasClients: boolean): Promise<void> {
  const late = delay(LONGEST_STOP_MS, 'late', { ref: false });
  if ((await Promise.race([server.stop(hasClients), late])) === 'late') {
    throw new CommandFailed('stopping took too long; the server ended without closing its store');
  }
}
