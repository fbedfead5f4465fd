import type { WriteTransaction } from '../../transaction.ts';
import { appendEvents } from './flush-group.ts';
import { given } from './given.ts';
import { workspaceLocks } from './locks.ts';
import type { Session } from './session.ts';

/** What a write verb gets, over a session inside a transaction. */
export function writeTransactionOver(session: Session): WriteTransaction {
  const db = session.kysely;
  return {
    db,
    given,
    async nextId() {
      const { rows } = await session.query<{ id: number }>(`SELECT nextval('inlet_ids') AS id`);
      const [row] = rows;
      if (row === undefined) throw new Error('PostgreSQL gave no id.');
      return row.id;
    },
    append(event) {
      appendEvents(session, [event]);
      return Promise.resolve();
    },
    appendAll(events) {
      appendEvents(session, events);
      return Promise.resolve();
    },
    keepChannels(workspaceId) {
      const [lock] = workspaceLocks('channels', [workspaceId]);
      session.send(`SELECT pg_advisory_xact_lock_shared(${lock})`);
      return Promise.resolve();
    },
    hold(query, options) {
      const held = query.forUpdate();
      return options?.stepOverHeld === true ? held.skipLocked() : held;
    },
    lockChannels(workspaceId) {
      const [lock] = workspaceLocks('channels', [workspaceId]);
      session.send(`SELECT pg_advisory_xact_lock(${lock})`);
      return Promise.resolve();
    },
    lockContacts(workspaceId) {
      const [lock] = workspaceLocks('contacts', [workspaceId]);
      session.send(`SELECT pg_advisory_xact_lock(${lock})`);
      return Promise.resolve();
    },
    async lockConversations(workspaceId, ids) {
      await db
        .selectFrom('conversations')
        .select('id')
        .where('workspaceId', '=', workspaceId)
        .where('id', 'in', [...ids])
        .orderBy('id')
        .forUpdate()
        .execute();
    },
  };
}
