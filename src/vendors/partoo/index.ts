import { httpUrlOrNull } from '../../lib/http-url.ts';
import type { Vendor, VendorFace, VendorPorts } from '../vendor.ts';
import { createAuth } from './auth.ts';
import {
  CREDENTIAL_HEADER,
  RIGHTS,
  ROLES,
  TIME_FORMAT,
  UNSERVED,
  URL_FORMAT,
  VENDOR,
} from './capabilities.ts';
import { needsTime } from '../../http/formats.ts';
import { parseTime } from './date.ts';
import { deliver } from './deliver.ts';
import { createDemo } from './demo.ts';
import { presentRefusal } from './errors.ts';
import { createFakeConnector } from './fake-connector.ts';
import { makeApiKey, makeBusinessId, makeChannelId } from './ids.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { customChannelRoutes } from './routes/custom-channels.ts';
import { messageRoutes } from './routes/messages.ts';
import { retryRoutes } from './routes/retry.ts';
import { webhookTestRoutes } from './routes/webhook-test.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { firstMessage, seed } from './seed.ts';

const BASE = '/v2';

/** Partoo's custom channels. docs/partoo.md says what is supported and which choices are ours. */
export const partoo: Vendor = {
  name: VENDOR,
  formats: {
    [TIME_FORMAT]: {
      accepts: (text) => parseTime(text) !== null,
      expectation: 'must be a time that exists in ISO 8601, such as 2026-01-31T09:30:00.000Z',
      whyNot: needsTime('2026-01-31T09:30:00.000Z'),
    },
    [URL_FORMAT]: {
      accepts: (text) => httpUrlOrNull(text) !== null,
      expectation: 'must be a valid url, http or https',
    },
  },
  face,
  outgoing: {
    deliver,
    takesReplies: ({ eventTypes }) => eventTypes.includes('message_created'),
  },
  tokens: {
    // The role of a key is its kind.
    kinds: Object.fromEntries(Object.keys(ROLES).map((role) => [role, makeApiKey])),
    wide: ['PROVIDER'],
  },
  customChannels: { newChannelId: makeChannelId, newBusinessId: makeBusinessId },
  sandbox: { seed, firstMessage, fakeConnector: createFakeConnector, demo: createDemo },
};

function face(ports: VendorPorts): VendorFace {
  return {
    name: VENDOR,
    prefixes: [BASE],
    credentialHeader: CREDENTIAL_HEADER,
    unserved: UNSERVED,
    rights: RIGHTS,
    keepsRejections: true,
    authenticate: createAuth(ports),
    present: presentRefusal,
    routes(scope) {
      customChannelRoutes(scope, BASE, ports);
      conversationRoutes(scope, BASE, ports);
      messageRoutes(scope, BASE, ports);
      retryRoutes(scope, BASE, ports);
      webhookRoutes(scope, BASE, ports);
      webhookTestRoutes(scope, BASE, ports);
    },
  };
}
