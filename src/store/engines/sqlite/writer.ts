import type { DatabaseSync } from 'node:sqlite';
import type { AcceptCommand, AcceptOutcome } from '../../../domain/accept-command.ts';
import type { AuditDraft } from '../../../domain/audit-entry.ts';
import { carryOut } from '../../carry-out.ts';
import { events } from '../../tables/events.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { isNeutralToAccept } from '../../verb-properties.ts';
import { openWriterConnection } from './connection.ts';
import { given } from './given.ts';
import { prepareMoveHead } from './group-statements.ts';
import { GroupWriter } from './group-writer.ts';
import { kyselyOver } from './kysely-sqlite.ts';
import { insertInto } from './row-statements.ts';
import type { ThreadStart } from './rpc.ts';

/** The one connection that writes. Runs in the writer thread; calls must not overlap. */
export class Writer {
  readonly #db: DatabaseSync;
  readonly #groups: GroupWriter;
  readonly #transaction: WriteTransaction;
  readonly #appendedIn = new Set<number>();

  constructor({ path, mostPages }: ThreadStart) {
    this.#db = openWriterConnection(path);
    if (mostPages !== null) this.#db.exec(`PRAGMA max_page_count = ${mostPages}`);
    this.#groups = new GroupWriter(this.#db);
    this.#transaction = writeTransactionOver(this.#db, this.#appendedIn);
  }

  /** In which workspaces events were appended since the last call, all on disk. */
  takeAppendedIn(): number[] {
    const all = [...this.#groups.takeAppendedIn(), ...this.#appendedIn];
    this.#appendedIn.clear();
    return all;
  }

  accept(group: readonly AcceptCommand[]): AcceptOutcome[] {
    return this.#groups.write(group);
  }

  async write(name: string, input: unknown, drafts: readonly AuditDraft[]): Promise<unknown> {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const output = await carryOut(this.#transaction, name, input, drafts);
      this.#db.exec('COMMIT');
      return output;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      this.#appendedIn.clear();
      throw error;
    } finally {
      if (!isNeutralToAccept(name)) this.#groups.forget();
    }
  }

  close(): void {
    try {
      this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // On a full disk the log stays, and is read at the next start.
    }
    this.#db.close();
  }
}

function writeTransactionOver(connection: DatabaseSync, appendedIn: Set<number>): WriteTransaction {
  const db = kyselyOver(connection);
  const takeIds = connection.prepare(
    `UPDATE counters SET value = value + ? WHERE name = 'id' RETURNING value`,
  );
  const insertEvent = insertInto(connection, events);
  const moveHead = prepareMoveHead(connection);
  /** The last of so many. */
  const take = (count: number) => (takeIds.get(count) as { value: number }).value;
  return {
    db,
    given,
    nextId: () => Promise.resolve(take(1)),
    append(event) {
      return this.appendAll([event]);
    },
    async appendAll(added) {
      if (added.length === 0) return;
      let id = take(added.length) - added.length;
      for (const event of added) {
        id += 1;
        insertEvent({ ...event, id });
        appendedIn.add(event.workspaceId);
        moveHead.run(event.workspaceId, id);
      }
    },
    // The writer is alone in its transaction.
    lockChannels: () => Promise.resolve(),
    lockContacts: () => Promise.resolve(),
    keepChannels: () => Promise.resolve(),
    lockConversations: () => Promise.resolve(),
    hold: (query) => query,
  };
}
