import { acceptMessage } from '../../../domain/accept.ts';
import type { AcceptCommand, AcceptOutcome } from '../../../domain/accept-command.ts';
import { flushGroup } from './flush-group.ts';
import { findAcceptance } from './group-statements.ts';
import { loadGroup } from './load-group.ts';
import { workspaceLocks } from './locks.ts';
import type { Session } from './session.ts';
import type { Transactions } from './transactions.ts';

/** Writes a group of accept commands as one transaction; see Store.accept. */
export function writeGroup(
  transactions: Transactions,
  group: readonly AcceptCommand[],
): Promise<AcceptOutcome[]> {
  if (group.length === 0) return Promise.resolve([]);
  return transactions.write(async (session) => {
    const set = await loadGroup(session, group);
    const outcomes = group.map((command) => acceptMessage(command, set));
    await flushGroup(session, set);
    return {
      value: outcomes,
      xid: set.xid,
      isStored: (reader: Session) => isStored(reader, outcomes),
    };
  }, lockChannels(group));
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
