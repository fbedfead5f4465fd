/** The exit codes of every command. */
export const EXIT = {
  ok: 0,
  /** It did not work; the message says why. */
  failed: 1,
  /** The parameters or settings are wrong. */
  usage: 2,
  /** What the command names does not exist. */
  notFound: 3,
  /** It exists, and the command may not do this to it. */
  refused: 4,
} as const;

/** Ends a command with one message for people and an exit code. */
export class CommandFailed extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}
