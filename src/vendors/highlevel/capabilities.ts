import type { Rights } from '../../access/rights.ts';
/**
 * Published values of the Version header; any of them works on every path
 * (docs/highlevel.md#version-header).
 */
export const VERSIONS: ReadonlySet<string> = new Set([
  'v3',
  '2023-02-21',
  '2021-07-28',
  '2021-04-15',
  'legacy',
]);

/** Scopes of the endpoints that are served (docs/highlevel.md#scopes). */
export const SCOPES = {
  conversationsRead: 'conversations.readonly',
  conversationsWrite: 'conversations.write',
  messagesRead: 'conversations/message.readonly',
  messagesWrite: 'conversations/message.write',
  liveChatWrite: 'conversations/livechat.write',
  contactsRead: 'contacts.readonly',
  contactsWrite: 'contacts.write',
  locationsRead: 'locations.readonly',
  oauthRead: 'oauth.readonly',
  oauthWrite: 'oauth.write',
} as const;

/** What a credential needs for what (docs/highlevel.md#scopes); the vendor's roles play no part. */
export const RIGHTS: Rights = {
  table: {
    'conversations.read': { scopes: [SCOPES.conversationsRead] },
    'conversations.add': { scopes: [SCOPES.conversationsWrite] },
    'conversations.update': { scopes: [SCOPES.conversationsWrite] },
    'conversations.delete': { scopes: [SCOPES.conversationsWrite] },
    'conversations.type': { scopes: [SCOPES.liveChatWrite] },
    'messages.read': { scopes: [SCOPES.messagesRead] },
    'messages.accept': { scopes: [SCOPES.messagesWrite] },
    'messages.send': { scopes: [SCOPES.messagesWrite] },
    'messages.update': { scopes: [SCOPES.messagesWrite] },
    'attachments.read': { scopes: [SCOPES.messagesRead] },
    'attachments.add': { scopes: [SCOPES.messagesWrite] },
    'contacts.read': { scopes: [SCOPES.contactsRead] },
    'contacts.add': { scopes: [SCOPES.contactsWrite] },
    'contacts.update': { scopes: [SCOPES.contactsWrite] },
    'contacts.delete': { scopes: [SCOPES.contactsWrite] },
    'workspace.read': { scopes: [SCOPES.locationsRead] },
    'apps.read': { scopes: [SCOPES.oauthRead] },
    'tokens.write': { scopes: [SCOPES.oauthWrite] },
  },
};

/** What a person is told that a scope lets an app do. */
export const SCOPE_WORDS: Readonly<Record<string, string>> = {
  [SCOPES.conversationsRead]: 'see conversations',
  [SCOPES.conversationsWrite]: 'start, change and delete conversations',
  [SCOPES.messagesRead]: 'read messages',
  [SCOPES.messagesWrite]:
    'store messages that come in, send replies and report what became of them',
  [SCOPES.liveChatWrite]: 'show in a live chat that somebody is typing',
  [SCOPES.contactsRead]: 'see contacts',
  [SCOPES.contactsWrite]: 'add, change and delete contacts',
  [SCOPES.locationsRead]: 'see the name and time zone of the workspace',
  [SCOPES.oauthRead]: 'see in which of the chosen workspaces it is installed',
  [SCOPES.oauthWrite]: 'get a token for each of the chosen workspaces',
};

/** Per app and location (docs/highlevel.md#rate-limits): requests in the window, requests a day. */
export const VENDOR_LIMITS = { burst: 100, dailyBudget: 200_000 } as const;
export const BURST_WINDOW_MS = 10_000;

/**
 * What an app can bring into a location to carry messages (docs/highlevel.md#provider-rules): those
 * that replace the default one of their type, and additional ones.
 */
export const PROVIDER_KINDS = ['sms', 'customSms', 'email', 'customEmail', 'call'] as const;
/** What a delivery URL is told that a message is. */
export const DELIVERY_TYPES = ['SMS', 'Email', 'Custom'] as const;

export type DeliveryType = (typeof DELIVERY_TYPES)[number];

export type ProviderKind = (typeof PROVIDER_KINDS)[number];

/** First parts of the vendor's other paths (those of its official client), not served here. */
const OTHER_RESOURCES = [
  'ad-publishing',
  'affiliate-manager',
  'agent-studio',
  'associations',
  'blogs',
  'brand-boards',
  'businesses',
  'calendars',
  'campaigns',
  'chat-widget',
  'companies',
  'conversation-ai',
  'courses',
  'custom-fields',
  'custom-menus',
  'email',
  'emails',
  'files',
  'forms',
  'funnels',
  'invoices',
  'knowledge-bases',
  'links',
  'marketplace',
  'medias',
  'objects',
  'opportunities',
  'payments',
  'phone-system',
  'products',
  'proposals',
  'saas',
  'saas-api',
  'snapshots',
  'social-media-posting',
  'store',
  'surveys',
  'users',
  'voice-ai',
  'workflows',
] as const;

const OWN_RESOURCES = ['conversations', 'contacts', 'locations'] as const;

/** Everything below these is answered in the vendor's shape. */
export const PREFIXES = [
  ...[...OWN_RESOURCES, ...OTHER_RESOURCES].map((resource) => `/${resource}`),
  ...['locationToken', 'location-token'].map((end) => `/oauth/${end}`),
  ...['installedLocations', 'installed-locations'].map((end) => `/oauth/${end}`),
];

/** Documented paths that Inlet does not serve, as URL patterns. */
export const UNSERVED = [
  ...OTHER_RESOURCES.map((resource) => `/${resource}{/*}?`),
  '/contacts/:id/:part(appointments|followers|notes|tasks|campaigns|workflow){/*}?',
  '/contacts/:part(bulk|business){/*}?',
  '/conversations/preferences{/*}?',
  '/conversations/messages/upload/:step(initiate|complete)',
  '/conversations/messages/review-reply',
  '/conversations/messages/email/:id/status',
  '/locations',
  '/locations/',
  '/locations/search',
  '/locations/:id/*',
];
