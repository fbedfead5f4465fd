import type { Rights } from '../../access/rights.ts';
import { ADMIN_ONLY } from './errors.ts';

/** Of API tokens; access tokens come as a Bearer. */
export const CREDENTIAL_HEADER = { name: 'x-api-token', scheme: 'apiToken' } as const;

/** The scope that covers the four Channels endpoints (docs/pipedrive.md#tokens). */
export const SCOPE = 'messengers-integration';

/**
 * Who may do what (docs/pipedrive.md#channels): access tokens need the scope, API tokens have all;
 * channels are added by admins. That they are deleted by the app's owner only is no role: see
 * actions.ts.
 */
export const RIGHTS: Rights = {
  table: {
    'users.read': {},
    'messages.accept': { scopes: [SCOPE] },
    'channels.add': {
      scopes: [SCOPE],
      roles: ['admin'],
      refusal: { message: 'Only admins can register channels', detail: ADMIN_ONLY },
    },
    'channels.delete': { scopes: [SCOPE] },
    'conversations.delete': { scopes: [SCOPE] },
  },
  scopesOf: ({ kind, scopes }) => (kind === 'api' ? 'all' : scopes),
};

/** What a person is told that a scope lets an app do; nothing for what every app may. */
export const SCOPE_WORDS: Readonly<Record<string, string>> = {
  base: '',
  [SCOPE]: 'bring channels into the inbox, and the messages that come through them',
};

/** What each call costs against the daily budget (docs/pipedrive.md#channels). */
export const COSTS = {
  addChannel: 10,
  receiveMessage: 10,
  deleteChannel: 6,
  deleteConversation: 6,
};

/** Requests are counted over a rolling window of this length (docs/pipedrive.md#limits). */
export const BURST_WINDOW_MS = 2_000;

export const DATE_FORMAT = 'pipedrive-date';
/** The same where it is a number. */
export const UNIX_TIME_FORMAT = 'pipedrive-unix-time';

/** The other endpoints of https://developers.pipedrive.com/docs/api/v1, which Inlet lacks. */
const OTHER_RESOURCES = [
  'activities',
  'activityFields',
  'activityTypes',
  'billing',
  'callLogs',
  'currencies',
  'dealFields',
  'deals',
  'files',
  'filters',
  'goals',
  'itemSearch',
  'leadLabels',
  'leadSources',
  'leads',
  'legacyTeams',
  'mailbox',
  'meetings',
  'noteFields',
  'notes',
  'organizationFields',
  'organizationRelationships',
  'organizations',
  'permissionSets',
  'personFields',
  'persons',
  'pipelines',
  'productFields',
  'products',
  'projectTemplates',
  'projects',
  'recents',
  'roles',
  'stages',
  'subscriptions',
  'tasks',
  'userConnections',
  'userSettings',
  'users',
  'webhooks',
];

/** The same as URL patterns, with everything below each. */
export function unservedPaths(base: string): string {
  return `${base}/:resource(${OTHER_RESOURCES.join('|')}){/*}?`;
}
