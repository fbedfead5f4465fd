/** What a command gets from the process it runs in. */
export type CommandPorts = {
  /** Resolves when the process is asked to end. To be called by commands that last. */
  untilStopped: () => Promise<NodeJS.Signals>;
};
