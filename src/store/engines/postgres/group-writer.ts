import { acceptMessage } from '../../../domain/accept.ts';
import type { AcceptCommand, AcceptOutcome } from '../../../domain/accept-command.ts';
import { appendEvents, flushGroup } from './flush-group.ts';
import { findAcceptance } from './group-statements.ts';
import { loadGroup } from './load-group.ts';
import { workspaceLocks } from './locks.ts';
import type { PostgresWorkingSet } from './postgres-working-set.ts';
import type { Session } from './session.ts';
import type { Transactions } from './transactions.ts';

/**
 * Writes a group of accept commands as one transaction; see Store.accept. Each statement is of one
 * workspace, and those of several leave together: small workspaces share the round trips and the
 * commit. What locks is sent workspace by workspace, and what appends to logs at the end, so that
 * everybody takes locks in one order.
 */
export function writeGroup(
  transactions: Transactions,
  group: readonly AcceptCommand[],
): Promise<AcceptOutcome[]> {
  if (group.length === 0) return Promise.resolve([]);
  return transactions.write(async (session) => {
    const parts = [...partsOf(group)].sort(([one], [other]) => one - other);
    const sets = await Promise.all(parts.map(([id, part]) => loadGroup(session, id, part)));
    const setOf = new Map(sets.map((set) => [set.workspaceId, set]));
    const outcomes = group.map((command) => acceptMessage(command, known(setOf, command)));
    for (const set of sets) await flushGroup(session, set);
    appendEvents(
      session,
      sets.flatMap(({ events }) => events),
    );
    return {
      value: outcomes,
      xid: sets.find(({ xid }) => xid !== null)?.xid ?? null,
      isStored: (reader: Session) => isStored(reader, outcomes),
    };
  }, lockChannels(group));
}

const partsOf = (group: readonly AcceptCommand[]) =>
  Map.groupBy(group, ({ workspaceId }) => workspaceId);

function known(sets: ReadonlyMap<number, PostgresWorkingSet>, { workspaceId }: AcceptCommand) {
  const set = sets.get(workspaceId);
  if (set === undefined) throw new Error('Every workspace of the group was loaded.');
  return set;
}

/** A statement of its own: the next one has to see what was committed while it waited. */
function lockChannels(group: readonly AcceptCommand[]): string {
  const workspaces = group.map((command) => command.workspaceId);
  const locks = workspaceLocks('channels', workspaces);
  return `SELECT ${locks.map((lock) => `pg_advisory_xact_lock_shared(${lock})`).join(', ')}`;
}

/**
 * All of a group is stored or nothing is, so that its first acceptance tells. After a crash others can
 * be given the numbers of what was lost, so that more than those is compared.
 */
async function isStored(session: Session, outcomes: readonly AcceptOutcome[]): Promise<boolean> {
  const first = outcomes.find((outcome) => outcome.kind === 'accepted');
  if (first === undefined) return true;
  const { workspaceId, id, messageId, receivedAt, externalMessageId } = first.acceptance;
  const found = await session.query(findAcceptance, [
    ...[workspaceId, id, messageId, receivedAt, externalMessageId],
  ]);
  return found.rowCount === 1;
}
