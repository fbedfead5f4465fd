import type { Client } from 'pg';
import { Hints } from './hints.ts';

type Tell = (workspaceIds: readonly number[]) => void;

/** Who is told that events were appended: those who listen here, and with them other nodes. */
export class Appended {
  readonly #connect: () => Promise<Client>;
  readonly #listeners: Tell[] = [];
  #hints: Hints | null = null;

  constructor(connect: () => Promise<Client>) {
    this.#connect = connect;
  }

  /** Only where somebody listens is there a connection for hints: a command needs none. */
  readonly listen = (tell: Tell): void => {
    this.#listeners.push(tell);
    this.#hints ??= new Hints(this.#connect, this.#hear);
  };

  /** This node has appended. */
  readonly tell: Tell = (workspaceIds) => {
    this.#hear(workspaceIds);
    this.#hints?.appended(workspaceIds);
  };

  async stop(): Promise<void> {
    await this.#hints?.stop();
  }

  readonly #hear: Tell = (workspaceIds) => {
    for (const tell of this.#listeners) tell(workspaceIds);
  };
}
