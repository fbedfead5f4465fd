/* The `inlet` command: arguments, signals and the exit code; nothing else. */
import { EXIT } from './cli/exit.ts';
import { runCommand } from './cli/run-command.ts';

/** A signal to a group of processes comes again from each that passes it on, such as npm. */
const SAME_SIGNAL_MS = 1_000;

/** Resolves, with how, when the process is asked to end. Asked again later, it ends at once. */
function untilStopped(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let askedAt = Number.POSITIVE_INFINITY;
    // A terminal that closes sends SIGHUP. Node takes it from nohup, so that without us it would kill.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (performance.now() - askedAt > SAME_SIGNAL_MS) process.exit(EXIT.failed);
        askedAt = Math.min(askedAt, performance.now());
        resolve(signal);
      });
    }
  });
}

process.exit(await runCommand(process.argv.slice(2), untilStopped));
