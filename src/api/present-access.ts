import type { AuditEntry } from '../domain/audit-entry.ts';
import type { Invitation, Session, User } from '../store/store.ts';

/* Who may come in and what they did, as the API shows it. */

const timeText = (at: number) => new Date(at).toISOString();

export function presentAuditEntry(entry: AuditEntry) {
  const { position, actor, address, action, object, outcome, details, previousHash, hash } = entry;
  return {
    position,
    at: timeText(entry.at),
    actor: { ...actor, id: actor.id === null ? null : String(actor.id) },
    address,
    action,
    object,
    outcome,
    details,
    previousHash,
    hash,
  };
}

export function presentUser({ id, email, name, role, disabledAt }: User) {
  return {
    id: String(id),
    email,
    name,
    role,
    disabledAt: disabledAt === null ? null : timeText(disabledAt),
  };
}

export function presentInvitation({ userId, email, role, createdAt, expiresAt }: Invitation) {
  return {
    ...{ userId: String(userId), email, role },
    ...{ createdAt: timeText(createdAt), expiresAt: timeText(expiresAt) },
  };
}

export function presentSession(
  { id, address, userAgent, ...times }: Session,
  ownId: number | null,
) {
  return {
    id: String(id),
    isCurrent: id === ownId,
    address,
    userAgent,
    createdAt: timeText(times.createdAt),
    lastSeenAt: timeText(times.lastSeenAt),
    expiresAt: timeText(times.expiresAt),
  };
}
