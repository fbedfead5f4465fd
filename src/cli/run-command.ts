import type { Command } from 'commander';
import { CommanderError } from 'commander';
import { CommandFailed, EXIT } from './exit.ts';
import { buildProgram } from './program.ts';

/**
 * Runs what the arguments say and resolves with the exit code; messages go to standard error,
 * those of a command with --json as one line of JSON.
 */
export async function runCommand(
  args: readonly string[],
  untilStopped: () => Promise<NodeJS.Signals>,
): Promise<number> {
  const isJson = args.includes('--json');
  const program = await buildProgram({ untilStopped }, args[0]);
  if (isJson) saysNothingItself(program);
  if (args.length === 0) {
    program.outputHelp();
    return EXIT.ok;
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    // Commander has printed its message, or the help that was asked for.
    if (error instanceof CommanderError && (error.exitCode === 0 || !isJson)) {
      return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    }
    const exitCode = exitCodeOf(error);
    const message = (error instanceof Error ? error.message : String(error)).replace(
      /^error: /,
      '',
    );
    if (isJson) console.error(JSON.stringify({ error: { message, exitCode } }));
    else for (const line of message.split('\n')) console.error(`inlet: ${line}`);
    return exitCode;
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return EXIT.usage;
  return error instanceof CommandFailed ? error.exitCode : EXIT.failed;
}

/** What is wrong with the arguments is then one line of JSON, too. */
function saysNothingItself(command: Command): void {
  command.configureOutput({ writeErr: () => undefined });
  for (const below of command.commands) saysNothingItself(below);
}
