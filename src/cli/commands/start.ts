import { Command } from 'commander';
import type { CommandPorts } from '../command-ports.ts';
import { CommandFailed } from '../exit.ts';
import { startServer, type StartOptions } from '../start-server.ts';

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
      await server.stop();
      if (failure !== undefined) {
        throw new CommandFailed(`the store can no longer be trusted: ${failure.message}`);
      }
    });
}
