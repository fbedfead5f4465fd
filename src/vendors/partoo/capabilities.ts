export const VENDOR = 'partoo';

/** The vendor has no apps: this one stands for custom channels, in every workspace. */
export const APP = { vendor: VENDOR, clientId: 'partoo-custom-channels', name: 'Custom channels' };

/** What a route asks of the key that calls it. */
export type Right = 'ingest' | 'read' | 'write' | 'webhooks';

type RoleRights = {
  rights: readonly Right[];
  /** Whether the key reaches its whole organization, or only the businesses that are on it. */
  reach: 'organization' | 'businesses';
};

const EVERYTHING: RoleRights = {
  rights: ['ingest', 'read', 'write', 'webhooks'],
  reach: 'organization',
};

/**
 * The roles of facts 3. That ORG_ADMIN and PROVIDER alone may ingest is seed 004; what the others
 * may do is read off the roles page. A PUBLISHER has no part in conversations.
 */
export const ROLES = {
  ORG_ADMIN: EVERYTHING,
  PROVIDER: EVERYTHING,
  ORG_MANAGER: { rights: ['read', 'write'], reach: 'organization' },
  GROUP_MANAGER: { rights: ['read', 'write'], reach: 'businesses' },
  BUSINESS_MANAGER: { rights: ['read', 'write'], reach: 'businesses' },
  PUBLISHER: { rights: [], reach: 'businesses' },
} as const satisfies Record<string, RoleRights>;

export type RoleName = keyof typeof ROLES;

export function roleOf(kind: string): RoleRights | null {
  return Object.hasOwn(ROLES, kind) ? ROLES[kind as RoleName] : null;
}

/** A business on a key is the scope `business:` with its id. */
export const BUSINESS_SCOPE = 'business:';

/** Requests of an organization are counted over a minute (facts 2). */
export const RATE_WINDOW_MS = 60_000;

export const TIME_FORMAT = 'partoo-time';
export const URL_FORMAT = 'partoo-url';

/** Messages and conversations, page by page (facts 6). */
export const PAGE_SIZE = { initial: 30, most: 100 } as const;
/** `count` in a list is exact up to here: counting a million rows for each page helps nobody. */
export const MOST_COUNTED = 10_000;

/** The vendor's other resources, and calls on those here that Inlet does not serve (facts 3, 6). */
export const UNSERVED = [
  '/v2/:resource(api_keys|attributes|business|categories|groups|leads|org|permissions|post|presence_analytics|provider|publishers|review|reviews|search|services|subscription|user|users){/*}?',
];
