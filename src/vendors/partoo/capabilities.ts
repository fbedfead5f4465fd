import type { Rights } from '../../access/rights.ts';

export const VENDOR = 'partoo';

export const CREDENTIAL_HEADER = { name: 'x-apikey', scheme: 'apiKey' } as const;

/** Whether a key reaches its whole organization, or only the businesses that are on it. */
type Role = { reach: 'organization' | 'businesses' };

/** What kind of key there is (docs/partoo.md#roles). */
export const ROLES = {
  ORG_ADMIN: { reach: 'organization' },
  PROVIDER: { reach: 'organization' },
  ORG_MANAGER: { reach: 'organization' },
  GROUP_MANAGER: { reach: 'businesses' },
  BUSINESS_MANAGER: { reach: 'businesses' },
  PUBLISHER: { reach: 'businesses' },
} as const satisfies Record<string, Role>;

export type RoleName = keyof typeof ROLES;

export function roleOf(kind: string): Role | null {
  return Object.hasOwn(ROLES, kind) ? ROLES[kind as RoleName] : null;
}

const INGESTING = ['ORG_ADMIN', 'PROVIDER'] as const satisfies RoleName[];
const TALKING = [
  ...INGESTING,
  'ORG_MANAGER',
  'GROUP_MANAGER',
  'BUSINESS_MANAGER',
] as const satisfies RoleName[];

/**
 * What the role of a key lets it do. That ORG_ADMIN and PROVIDER alone may ingest is documented;
 * the rest is read off the roles page (docs/partoo.md#roles). A PUBLISHER has no part in
 * conversations.
 */
export const RIGHTS: Rights = {
  table: {
    'messages.accept': { roles: INGESTING },
    'acceptances.read': { roles: INGESTING },
    'webhooks.read': { roles: INGESTING },
    'webhooks.write': { roles: INGESTING },
    'conversations.read': { roles: TALKING },
    'conversations.update': { roles: TALKING },
    'messages.read': { roles: TALKING },
    'messages.send': { roles: TALKING },
  },
  roleOf: ({ kind }) => kind,
  isRoleFirst: true,
};

/** A business on a key is the scope `business:` with its id. */
export const BUSINESS_SCOPE = 'business:';

/** Requests of an organization are counted over a minute (docs/partoo.md#errors-and-limits). */
export const RATE_WINDOW_MS = 60_000;

export const TIME_FORMAT = 'partoo-time';
export const URL_FORMAT = 'partoo-url';

/** Messages and conversations, page by page (docs/partoo.md#objects-and-lists). */
export const PAGE_SIZE = { initial: 30, most: 100 } as const;
/** `count` in a list is exact up to here: counting a million rows for each page helps nobody. */
export const MOST_COUNTED = 10_000;

/** The vendor's other resources, and calls on those here that Inlet does not serve. */
export const UNSERVED = [
  '/v2/:resource(api_keys|attributes|business|categories|groups|leads|org|permissions|post|presence_analytics|provider|publishers|review|reviews|search|services|subscription|user|users){/*}?',
];
