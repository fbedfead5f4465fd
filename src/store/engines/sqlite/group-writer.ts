import type { DatabaseSync } from 'node:sqlite';
import { acceptMessage } from '../../../domain/accept.ts';
import type { AcceptCommand, AcceptOutcome } from '../../../domain/accept-command.ts';
import { AcceptCache } from './accept-cache.ts';
import { flushGroup } from './flush-group.ts';
import { prepareGroupStatements } from './group-statements.ts';
import type { GroupStatements } from './group-statements.ts';
import { SqliteWorkingSet } from './sqlite-working-set.ts';

/**
 * Writes groups of accept commands, each group as one transaction and so with one fsync. Runs on
 * the writer thread and is synchronous: the outcomes are returned once COMMIT has returned.
 */
export class GroupWriter {
  readonly #sql: GroupStatements;
  readonly #cache = new AcceptCache();
  #dataVersion = -1;
  #appendedIn: number[] = [];

  constructor(db: DatabaseSync) {
    this.#sql = prepareGroupStatements(db);
  }

  /** All outcomes in the order of the commands, or throws with nothing of the group stored. */
  write(group: readonly AcceptCommand[]): AcceptOutcome[] {
    this.#sql.begin.run();
    try {
      this.#forgetWhatOthersChanged();
      const { value: lastId } = this.#sql.readCounter.get() as { value: number };
      const set = new SqliteWorkingSet(this.#sql, this.#cache, lastId);
      const outcomes = group.map((command) => acceptMessage(command, set));
      const appendedIn = flushGroup(this.#sql, set);
      this.#sql.commit.run();
      this.#appendedIn = appendedIn;
      return outcomes;
    } catch (error) {
      this.forget();
      this.#rollBack();
      throw error;
    }
  }

  /** Where the last group has appended events, once. */
  takeAppendedIn(): number[] {
    return this.#appendedIn.splice(0);
  }

  /** To be called when rows that the accept path reads were written in another way. */
  forget(): void {
    this.#cache.clear();
    this.#dataVersion = -1;
  }

  /** Another process (a CLI command) may have written since: data_version says so. */
  #forgetWhatOthersChanged(): void {
    const { data_version: version } = this.#sql.dataVersion.get() as { data_version: number };
    if (version === this.#dataVersion) return;
    this.#cache.clear();
    this.#dataVersion = version;
  }

  /** SQLite has already rolled back after some errors, a full disk for one; then this is no news. */
  #rollBack(): void {
    try {
      this.#sql.rollback.run();
    } catch {
      // Nothing is open any more, which is what was wanted.
    }
  }
}
