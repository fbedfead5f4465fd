/* The `inlet` command: arguments, signals and the exit code; nothing else. */
import { runCommand } from './cli/run-command.ts';
import { CommandFailed, EXIT } from './cli/exit.ts';

try {
  const running = await runCommand(process.argv);
  if (running !== null) {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        // A second signal ends the process at once, as if it were not caught.
        process.once(signal, () => process.exit(EXIT.failed));
        void running.stop().then(() => process.exit(EXIT.ok));
      });
    }
    const error = await running.failed;
    console.error(`inlet: the store can no longer be trusted: ${error.message}`);
    await running.stop();
    process.exit(EXIT.failed);
  }
} catch (error) {
  console.error(`inlet: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(error instanceof CommandFailed ? error.exitCode : EXIT.failed);
}
