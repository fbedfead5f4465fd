/** The exit codes of every command. */
export const EXIT = { ok: 0, failed: 1, usage: 2, notFound: 3, refused: 4 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** For --help and docs/cli.md. */
export const EXIT_MEANINGS: Record<ExitCode, string> = {
  0: 'done',
  1: 'it did not work; the message says why',
  2: 'wrong parameters or settings',
  3: 'what the command names does not exist',
  4: 'it exists, and the command may not do this to it',
};

/** Ends a command with one message for people and an exit code. */
export class CommandFailed extends Error {
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = EXIT.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}
