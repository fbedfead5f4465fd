import Type from 'typebox';
import { Id, Time, nullable } from './common.ts';

/* The nouns of the API as they are answered. */

export const Direction = Type.Enum(['inbound', 'outbound']);
export const Role = Type.Enum(['contact', 'business']);
const Text = Type.String();

export const Reply = Type.Object(
  {
    messageId: Id,
    state: Type.Enum([
      ...['scheduled', 'queued', 'held', 'paused', 'sending', 'retrying'],
      ...['sent', 'delivered', 'read', 'failed', 'unknown'],
    ]),
    reason: nullable(Type.String({ description: 'Why, for people.' })),
    code: nullable(Type.String({ description: 'Why, for programs, such as called-off.' })),
    until: nullable(Time),
    attempt: Type.Integer({
      description: 'The last one, or the one under way; 0 before the first.',
    }),
    attempts: Type.Integer({ description: 'How many there are at most.' }),
  },
  { description: 'How a reply stands that was written in Inlet; null for anything else.' },
);

export const Channel = Type.Object({
  id: Id,
  vendor: Text,
  externalId: Text,
  name: Text,
  avatarUrl: nullable(Text),
  isReadonly: Type.Boolean({ description: 'It takes no replies: its connector only reports.' }),
  businessIds: Type.Unsafe<string[] | null>({
    ...Type.Array(Id),
    type: ['array', 'null'],
    description: 'The businesses whose conversations it carries; null for all.',
  }),
  attention: nullable(
    Type.Object(
      { reason: Text, since: Time, reply: nullable(Reply) },
      {
        description:
          'What needs a person: the connector refuses Inlet or gave an id twice, or a reply is held ' +
          '(nobody to hand it to) or unknown (it may have arrived).',
      },
    ),
  ),
  createdAt: Time,
});

export const Business = Type.Object({
  id: Id,
  vendor: Text,
  externalId: Text,
  name: Text,
  city: nullable(Text),
  zipcode: nullable(Text),
  country: nullable(Text),
  formattedAddress: nullable(Text),
  createdAt: Time,
});

export const Participant = Type.Object({
  id: Id,
  externalId: nullable(
    Type.String({ description: 'The id under which connectors know who it is.' }),
  ),
  role: Role,
  name: Text,
  isPlaceholder: Type.Boolean(),
  avatarUrl: nullable(Text),
  avatar: nullable(Type.String({ description: 'Path of our copy of the picture.' })),
  contactId: nullable(Id),
});

export const Conversation = Type.Object({
  id: Id,
  vendor: Text,
  channelId: nullable(Id),
  externalId: nullable(Type.String({ description: 'The id under which connectors know it.' })),
  contactId: nullable(Id),
  businessId: nullable(Id),
  status: Type.Enum(['open', 'closed']),
  assignedUserId: nullable(Id),
  link: nullable(Text),
  unreadCount: Type.Integer(),
  lastMessage: nullable(
    Type.Object({
      id: Id,
      preview: Text,
      direction: Direction,
      type: nullable(Text),
      writtenAt: Time,
    }),
  ),
  reply: nullable(Reply),
  participants: Type.Array(Participant),
  createdAt: Time,
  updatedAt: Time,
});

export const Attachment = Type.Object({
  externalId: Text,
  mimeType: Text,
  name: nullable(Text),
  size: nullable(Type.Number({ description: 'Bytes.' })),
  url: nullable(Text),
  previewUrl: nullable(Text),
  linkExpires: Type.Boolean(),
  copy: Type.Object({
    state: Type.Enum(['waiting', 'kept', 'refused', 'failed']),
    reason: nullable(Type.String({ description: 'Why there is no copy, for people.' })),
    url: nullable(Type.String({ description: 'Path of our copy.' })),
    mediaType: nullable(Text),
    size: nullable(Type.Integer({ description: 'Bytes.' })),
  }),
});

export const Import = Type.Object({
  id: Id,
  channelId: Id,
  state: Type.Enum(['pending', 'running', 'done', 'failed']),
  reason: nullable(Type.String({ description: 'Why it failed or ended early, for people.' })),
  pages: Type.Integer(),
  conversations: Type.Integer({ description: 'New ones.' }),
  messages: Type.Integer({ description: 'New ones.' }),
  skipped: Type.Integer({ description: 'What was left out, as it could not be read.' }),
  skippedReasons: Type.Array(Type.String(), { description: 'The first ten.' }),
  createdAt: Time,
  updatedAt: Time,
});

export const File = Type.Object({
  id: Id,
  name: nullable(Text),
  mediaType: Text,
  size: Type.Integer({ description: 'Bytes.' }),
  url: Text,
});

export const Message = Type.Object({
  id: Id,
  channelId: Id,
  conversationId: Id,
  externalId: nullable(Text),
  direction: Direction,
  type: nullable(Type.String({ description: "The vendor's name for what kind of message it is." })),
  status: Type.Enum(['pending', 'sent', 'failed', 'delivered', 'read']),
  text: Text,
  sender: nullable(
    Type.Object({ participantId: Id, externalId: nullable(Text), name: Text, role: Role }),
  ),
  attachments: Type.Array(Attachment),
  reply: nullable(Reply),
  link: nullable(Text),
  replyBy: nullable(Time),
  writtenAt: Time,
  receivedAt: Time,
  updatedAt: Time,
});

export const Acceptance = Type.Object({
  id: Id,
  verdict: Type.Enum(['stored', 'updated', 'duplicate']),
  reason: nullable(Text),
  conflict: nullable(Type.Array(Text)),
  duplicateOf: nullable(Id),
  vendor: Text,
  channelId: Id,
  conversationId: Id,
  messageId: Id,
  externalMessageId: nullable(Text),
  receivedAt: Time,
});

export const Rejection = Type.Object({
  id: Id,
  vendor: Text,
  method: Text,
  path: Text,
  status: Type.Integer(),
  code: Text,
  reason: Text,
  body: nullable(Type.String({ description: 'Redacted JSON.' })),
  createdAt: Time,
});

export const InletEvent = Type.Object({
  id: Id,
  type: Text,
  channelId: nullable(Id),
  conversationId: nullable(Id),
  messageId: nullable(Id),
  payload: Type.Record(Type.String(), Type.Unknown()),
  createdAt: Time,
});

const limit = (description: string) => Type.Optional(Type.Integer({ minimum: 1, description }));
/** Switched on for one vendor, or null for off. */
export const RateLimit = Type.Unsafe<object | null>({
  ...Type.Object(
    {
      dailyBudget: limit('Cost units a day for the whole workspace.'),
      burst: limit("Requests of one token within the vendor's window."),
    },
    { additionalProperties: false },
  ),
  type: ['object', 'null'],
});

export const Workspace = Type.Object({
  id: Id,
  name: Text,
  sandbox: Type.Boolean({ description: 'Whether faults can be rehearsed here.' }),
  rateLimits: Type.Record(Type.String({ description: 'A vendor.' }), RateLimit),
  signingPublicKey: Type.String({
    description:
      'Ed25519, SubjectPublicKeyInfo in base64: what vendors’ callbacks are signed with.',
  }),
  localNetworks: Type.Array(Text, {
    description:
      'What may be called for it beside the public internet; set by `inlet workspace set`.',
  }),
});

export const Token = Type.Object({
  id: Id,
  vendor: nullable(Text),
  kind: Text,
  label: Text,
  lastFour: Text,
  scopes: Type.Array(Text),
  role: nullable(
    Type.Enum(['admin', 'agent', 'viewer'], {
      description: 'The most that it may do; null: what its user may.',
    }),
  ),
  allowedAddresses: Type.Array(Text, {
    description: 'Where it is taken from; empty for anywhere.',
  }),
  createdAt: Time,
  expiresAt: nullable(Time),
  disabledAt: nullable(Time),
  revokedAt: nullable(Time),
  lastUsedAt: nullable(Time),
});

export const Template = Type.Object({
  id: Text,
  name: Text,
  content: Type.String({ description: 'With places such as {{1}}.' }),
  language: nullable(Type.String({ description: 'Null where the provider names none.' })),
});

export const Delivery = Type.Object({
  id: Id,
  kind: Type.Enum(['reply', 'event', 'removal'], {
    description: 'removal: a channel was deleted here, and its connector is told.',
  }),
  state: Type.Enum([
    'waiting',
    'due',
    'held',
    'attempting',
    'sent',
    'failed',
    'unknown',
    'dismissed',
    'resent',
  ]),
  outcome: nullable(Type.Enum(['sent', 'retry', 'refused', 'unknown'])),
  reason: nullable(Text),
  code: nullable(Type.String({ description: 'One word for programs beside the reason.' })),
  vendor: nullable(Type.String({ description: "Null: Inlet's own webhooks." })),
  channelId: nullable(Id),
  conversationId: nullable(Id),
  messageId: nullable(Id),
  webhookId: nullable(Id),
  eventId: nullable(Id),
  externalId: nullable(
    Type.String({
      description: 'At the receiver: the id of the message, or of the removed channel.',
    }),
  ),
  attemptCount: Type.Integer(),
  dueAt: nullable(Time),
  replyBy: nullable(Time),
  deadlineAt: nullable(Time),
  resendOf: nullable(Id),
  reply: nullable(Reply),
  createdAt: Time,
  settledAt: nullable(Time),
});

export const Attempt = Type.Object({
  number: Type.Integer(),
  startedAt: Time,
  durationMs: nullable(Type.Integer()),
  outcome: Type.Enum(['sent', 'retry', 'refused', 'unknown']),
  reason: nullable(Text),
  status: nullable(Type.Integer({ description: 'Of the HTTP answer.' })),
  excerpt: nullable(Type.String({ description: 'The beginning of the answer.' })),
});

export const Webhook = Type.Object({
  id: Id,
  url: Text,
  eventTypes: Type.Array(Text),
  disabledReason: nullable(Type.String({ description: 'Null while it is delivered to.' })),
  signing: Type.Array(
    Type.Object({
      kind: Type.Enum(['v1', 'v1a']),
      publicKey: nullable(Text),
      createdAt: Time,
      expiresAt: nullable(Time),
    }),
  ),
  createdAt: Time,
  updatedAt: Time,
});
