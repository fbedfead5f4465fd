import type { Obstacles, Wait } from '../../../domain/delivery-wait.ts';
import { waitOf } from '../../../domain/delivery-wait.ts';
import type { DeliveryRow } from '../../tables/deliveries.ts';
import type { Reader } from '../../transaction.ts';
import { isAtFront } from './delivery-states.ts';
import type { Line } from './open-delivery.ts';
import { linesOf } from './open-delivery.ts';
import { pausesOf } from './receiver-pauses.ts';

/** Why these, all of one workspace, are not attempted yet, by delivery; what nothing keeps is left out. */
export async function waitsOf(
  db: Reader,
  rows: readonly DeliveryRow[],
  now: number,
): Promise<ReadonlyMap<number, Wait>> {
  const ahead = await frontsOf(db, linesOf(rows.filter(({ state }) => state === 'waiting')));
  const due = [...rows, ...ahead.values()].filter(({ state }) => state === 'due');
  const receivers = due.map(({ receiver }) => receiver);
  const workspaceId = rows[0]?.workspaceId ?? 0;
  const pauses = await pausesOf(db, { workspaceId, receivers, now });
  const waitBehind = (row: DeliveryRow, front: Obstacles['ahead']) =>
    waitOf(row, { ahead: front, pauses: pauses.get(row.receiver) ?? [] }, now);
  const waits = new Map<number, Wait>();
  for (const row of rows) {
    const front = ahead.get(keyOf(row));
    const wait = waitBehind(
      row,
      front === undefined ? null : { messageId: front.messageId, wait: waitBehind(front, null) },
    );
    if (wait !== null) waits.set(row.id, wait);
  }
  return waits;
}

const keyOf = ({ conversationId, channelId }: Pick<DeliveryRow, 'conversationId' | 'channelId'>) =>
  `${conversationId} ${channelId}`;

/** Those at the front of lines of one workspace, by line. */
async function frontsOf(
  db: Reader,
  lines: readonly Line[],
): Promise<ReadonlyMap<string, DeliveryRow>> {
  const [first] = lines;
  if (first === undefined) return new Map();
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('workspaceId', '=', first.workspaceId)
    .where('conversationId', 'in', [...new Set(lines.map((line) => line.conversationId))])
    .where(isAtFront)
    .execute();
  return new Map(rows.map((row) => [keyOf(row), row]));
}
