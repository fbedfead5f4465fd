import { CommanderError } from 'commander';
import { CommandFailed, EXIT } from './exit.ts';
import { buildProgram } from './program.ts';

/** Runs what the arguments say and resolves with the exit code; messages go to standard error. */
export async function runCommand(
  args: readonly string[],
  untilStopped: () => Promise<NodeJS.Signals>,
): Promise<number> {
  const program = await buildProgram({ untilStopped }, args[0]);
  if (args.length === 0) {
    program.outputHelp();
    return EXIT.ok;
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    // Commander has printed its message, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const message = error instanceof Error ? error.message : String(error);
    for (const line of message.split('\n')) console.error(`inlet: ${line}`);
    return error instanceof CommandFailed ? error.exitCode : EXIT.failed;
  }
}
