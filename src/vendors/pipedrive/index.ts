import type { Vendor, VendorFace, VendorPorts } from '../vendor.ts';
import { createAuth } from './auth.ts';
import {
  CREDENTIAL_HEADER,
  RIGHTS,
  DATE_FORMAT,
  UNIX_TIME_FORMAT,
  unservedPaths,
} from './capabilities.ts';
import { needsTime } from '../../http/formats.ts';
import { parseDate } from './date.ts';
import { createDelivering } from './deliver.ts';
import { createDemo } from './demo.ts';
import { presentRefusal } from './errors.ts';
import { createFakeConnector } from './fake-connector.ts';
import { createHistory } from './history.ts';
import { makeAccessToken, makeApiToken, makeClientId, makeClientSecret } from './ids.ts';
import { createDialect } from './oauth.ts';
import { manifestFaults, manifestNotices } from './manifest.ts';
import { hearsOfRemoval } from './removal.ts';
import { channelRoutes } from './routes/channels.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { messageRoutes } from './routes/messages.ts';
import { userRoutes } from './routes/users.ts';
import { firstMessage, seed } from './seed.ts';
import { tellUninstalled } from './uninstalled.ts';
import { tools } from './tools.ts';

/** Both forms are in use: the client's default, and `api_domain` + `/api/v1`. */
const BASES = ['/v1', '/api/v1'] as const;

/** Pipedrive's Channels API. docs/pipedrive.md says what is supported and what is ours. */
export const pipedrive: Vendor = {
  name: 'pipedrive',
  formats: {
    [DATE_FORMAT]: {
      accepts: (text) => parseDate(text) !== null,
      expectation:
        'must be a date that exists, such as 2026-01-31 09:30 or 2026-01-31T09:30:00.000Z (UTC)',
      whyNot: needsTime('2026-01-31 09:30 or 2026-01-31T09:30:00.000Z (UTC)'),
    },
    [UNIX_TIME_FORMAT]: {
      type: 'number',
      accepts: (value) => parseDate(value) !== null,
      expectation: 'must be a unix time of 10 digits (seconds) or 13 (milliseconds)',
    },
  },
  face,
  tools,
  tokens: { kinds: { api: makeApiToken, access: makeAccessToken } },
  apps: {
    makeClient: () => ({ clientId: makeClientId(), clientSecret: makeClientSecret() }),
    oauth: createDialect,
    manifestFaults,
    manifestNotices,
    tellUninstalled,
  },
  outgoing: { deliver: createDelivering, hearsOfRemoval },
  history: createHistory,
  sandbox: { seed, firstMessage, fakeConnector: createFakeConnector, demo: createDemo },
};

function face(ports: VendorPorts): VendorFace {
  return {
    name: 'pipedrive',
    prefixes: BASES,
    credentialHeader: CREDENTIAL_HEADER,
    unserved: BASES.map(unservedPaths),
    rights: RIGHTS,
    keepsRejections: true,
    authenticate: createAuth(ports),
    present: presentRefusal,
    routes(scope) {
      for (const base of BASES) {
        channelRoutes(scope, base, ports);
        messageRoutes(scope, base, ports);
        conversationRoutes(scope, base, ports);
        userRoutes(scope, base, ports);
      }
    },
  };
}
