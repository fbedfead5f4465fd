import { Command, CommanderError } from 'commander';
import { faultCommand } from './commands/fault.ts';
import { migrateCommand } from './commands/migrate.ts';
import { sandboxCommand } from './commands/sandbox.ts';
import type { Running } from './commands/start.ts';
import { start } from './commands/start.ts';
import { tailCommand } from './commands/tail.ts';
import { tokenCommand } from './commands/token.ts';
import { workspaceCommand } from './commands/workspace.ts';
import { CommandFailed, EXIT } from './exit.ts';

/** Runs what the arguments say. Null when it is done; the running server after `start`. */
export async function runCommand(argv: string[]): Promise<Running | null> {
  let running: Running | null = null;
  const program = buildProgram((started) => {
    running = started;
  });
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has printed the message, or the help that was asked for.
    process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.usage);
  }
  return running;
}

/** The tree of commands; docs/cli.md is generated from it. */
export function buildProgram(onStarted: (running: Running) => void): Command {
  const program = new Command('inlet')
    .description('A self-hosted inbox that messaging connectors post into.')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .addHelpText('after', EXIT_TEXT);
  program
    .command('start')
    .description('Start the server.')
    .option('--ephemeral', "temporary data and a free port, gone at exit: for a connector's own CI")
    .option('--json', 'print one line {"ready":true,"url":...} when it serves')
    .addHelpText('after', '\nExample:\n  $ inlet start --ephemeral --json\n')
    .action(async (options: { ephemeral?: true; json?: true }) => {
      const { ephemeral = false, json = false } = options;
      onStarted(await start({ ephemeral, json }));
    });
  const commands = [
    sandboxCommand(),
    workspaceCommand(),
    tokenCommand(),
    faultCommand(),
    tailCommand(),
    migrateCommand(),
  ];
  for (const command of commands) program.addCommand(inheritExit(command));
  program.action(() => {
    program.outputHelp();
    throw new CommandFailed('say what to do; see the commands above', EXIT.usage);
  });
  return program;
}

/** Errors of usage end with our code, also in the commands below. */
function inheritExit(command: Command): Command {
  command.exitOverride();
  for (const below of command.commands) inheritExit(below);
  return command;
}

const EXIT_TEXT = `
Settings come from the environment: docs/configuration.md.

Exit codes:
  0  done
  1  it did not work; the message says why
  2  wrong parameters or settings
  3  what the command names does not exist
  4  it exists, and the command may not do this to it
`;
