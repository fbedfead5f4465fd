import type { AuditDraft, NewAuditEntry } from '../domain/audit-entry.ts';
import { nounOf } from '../domain/audit-entry.ts';
import type { writeVerbs } from './verbs.ts';

/** What a change says of itself for the audit log, where it is known only once it was made. */
type Said = { workspaceId?: number; object?: string; details?: Record<string, unknown> };

/** Null where the outcome is that nothing was changed: then nothing is recorded. */
type Rule<Verb> = Verb extends (tx: never, input: infer Input) => Promise<infer Outcome>
  ? (outcome: Outcome, input: Input) => Said | null
  : never;

const always = (): Said => ({});
const ifSo = (isChanged: boolean): Said | null => (isChanged ? {} : null);
const ifThere = (changed: object | null): Said | null => (changed === null ? null : {});
const ifChanged = ({ kind }: { kind: string }): Said | null => (kind === 'changed' ? {} : null);
const made =
  (noun: string) =>
  (row: { id: number } | null): Said | null =>
    row === null ? null : { object: `${noun} ${row.id}` };
const replayed = (
  outcome: string,
  { accessToken }: { accessToken: { workspaceId: number; grantId?: number | null } },
): Said | null => {
  if (outcome !== 'replayed') return null;
  const { workspaceId, grantId = null } = accessToken;
  return { workspaceId, object: `grant ${grantId ?? 'unknown'}` };
};

/**
 * The write verbs that take an entry for the audit log along and write it in their own transaction:
 * all by which somebody changes what the log is kept of.
 */
export const auditRules = {
  acceptWelcome: (outcome) =>
    outcome.kind === 'welcome' ? { object: `user ${outcome.userId}` } : null,
  addBusiness: made('business'),
  addChannel: made('channel'),
  addMembership: (isNew, { userId }) => (isNew ? { object: `user ${userId}` } : null),
  addProvider: ifThere,
  addUser: made('user'),
  changeWorkspace: ifThere,
  chooseWorkspace: ifSo,
  createApp: made('app'),
  createGrant: always,
  createSession: made('session'),
  createToken: made('token'),
  createUser: made('user'),
  createSoleWebhooks: (outcome) =>
    outcome.kind === 'taken'
      ? null
      : { object: `webhook ${outcome.webhooks.map(({ id }) => id).join(', ')}` },
  createWebhook: made('webhook'),
  createWorkspace: ({ id }) => ({ workspaceId: id, object: 'workspace' }),
  deleteApp: always,
  deleteChannel: ifSo,
  deleteContact: ifSo,
  deleteConversation: (outcome) => ifSo(outcome === 'deleted'),
  deleteOwnConversation: ifSo,
  deleteWebhookStep: (step, { id }) =>
    step?.isFirst === true ? { object: `webhook ${id}` } : null,
  endSessionsOfMember: (endedSessions) =>
    endedSessions === null ? null : { details: { endedSessions } },
  inviteUser: (outcome) =>
    outcome.kind === 'member' ? null : { object: `user ${outcome.user.id}` },
  installApp: (isNew, { appId }) =>
    isNew ? { object: `app ${appId}`, details: { place: 'installed' } } : null,
  makeMemberLink: (outcome) => ifSo(outcome === 'made'),
  putFault: (_, { vendor, answer, times }) => ({
    object: `faults of ${vendor}`,
    details: { answer, times },
  }),
  redeemCode: replayed,
  redeemRefreshToken: replayed,
  removeChannel: ifSo,
  removeWorkspaceStep: ({ isDone }) => ifSo(isDone),
  replaceBoxes: ifSo,
  revokeGrant: (isRevoked, { workspaceId, id }) =>
    isRevoked ? { workspaceId, object: `grant ${id}` } : null,
  revokeSession: ifSo,
  revokeSessions: (ended) => (ended === 0 ? null : { details: { endedSessions: ended } }),
  revokeToken: (ended) =>
    ended === null ? null : ended.made === 0 ? {} : { details: { made: ended.made } },
  revokeTokenOfApp: (token) =>
    token === null ? null : { workspaceId: token.workspaceId, object: `token ${token.id}` },
  revokeTokensOfApp: ({ tokens, grants }) =>
    tokens + grants === 0 ? null : { details: { revoked: tokens, grants } },
  rotateAppSecret: always,
  rotateToken: (row) => (row === null ? null : { details: { replacedBy: row.id } }),
  rotateWebhookSecret: ifSo,
  setPassword: ifSo,
  setTokenDisabled: ifSo,
  uninstallApp: (left, { workspaceId, appId }) =>
    left === null ? null : { workspaceId, object: `app ${appId}` },
  updateApp: ifSo,
  updateMember: ifChanged,
  updateProvider: ifThere,
  updateWebhook: ifThere,
  withdrawInvitation: ifSo,
} satisfies { [Name in keyof typeof writeVerbs]?: Rule<(typeof writeVerbs)[Name]> };

export type AuditedVerb = keyof typeof auditRules;

const rules = auditRules as Record<
  string,
  ((outcome: unknown, input: unknown) => Said | null) | undefined
>;

/** What is to be appended in the transaction of the verb that had this outcome. */
export function entriesOf(
  name: string,
  outcome: unknown,
  input: unknown,
  drafts: readonly AuditDraft[],
): NewAuditEntry[] {
  const said = drafts.length === 0 ? null : (rules[name]?.(outcome, input) ?? null);
  if (said === null) return [];
  return drafts
    .map((draft) => ({
      ...draft,
      workspaceId: said.workspaceId ?? draft.workspaceId,
      object: draft.object ?? said.object ?? nounOf(draft.action),
      details: { ...draft.details, ...said.details },
    }))
    .sort((a, b) => a.workspaceId - b.workspaceId);
}
