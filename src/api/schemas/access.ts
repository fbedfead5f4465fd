import Type from 'typebox';
import { Id, Time, nullable } from './common.ts';

/* Who may come in and what they did, as it is answered. */

const Text = Type.String();

export const UserRole = Type.Enum(['admin', 'agent', 'viewer']);

export const User = Type.Object({
  id: Id,
  email: Text,
  name: Text,
  role: UserRole,
  disabledAt: nullable(Time),
});

export const Invitation = Type.Object({
  userId: Id,
  email: Text,
  role: nullable(
    Type.Enum(['admin', 'agent', 'viewer'], {
      description: 'What they become by it; null: they are a member, and set a password by it.',
    }),
  ),
  createdAt: Time,
  expiresAt: Time,
});

export const Session = Type.Object({
  id: Id,
  isCurrent: Type.Boolean({ description: 'The one that this request came in.' }),
  address: Text,
  userAgent: Text,
  createdAt: Time,
  lastSeenAt: Time,
  expiresAt: Time,
});

export const Grant = Type.Object({
  id: Id,
  appId: Id,
  userId: Id,
  scopes: Type.Array(Text),
  audience: nullable(Text),
  createdAt: Time,
});

export const AuditEntry = Type.Object({
  position: Type.Integer({ description: '1, 2, 3 ... within the workspace.' }),
  at: Time,
  actor: Type.Object({
    kind: Type.Enum(['user', 'token', 'command', 'nobody']),
    id: nullable(Id),
    name: Text,
  }),
  address: Text,
  action: Text,
  object: Text,
  outcome: Type.Enum(['done', 'refused']),
  details: Type.Record(Type.String(), Type.Unknown()),
  previousHash: Text,
  hash: Text,
});
