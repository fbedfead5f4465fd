import type {
  CallInlet,
  ConnectorRequest,
  ConnectorSetup,
  FakeConnector,
  Failure,
  Reading,
  Tell,
} from '../../fake/fake-connector.ts';
import { appPathOf, jsonAnswer, textOf } from '../../fake/fake-connector.ts';
import { judgeSignature } from '../../lib/ed25519.ts';
import { SeenBefore } from '../../lib/seen-before.ts';
import { SUBSCRIPTIONS } from './webhooks.ts';

/*
 * The vendor documents no answers of delivery URLs (docs/highlevel.md#delivery-posts); these are
 * what providers give.
 */
const FAILURES: FakeConnector['failures'] = {
  'bad-request': failure(400, 'The payload is wrong.'),
  unauthorized: failure(401, 'The signature is wrong.'),
  'not-found': failure(404, 'There is no such location.'),
  'rate-limited': {
    means: '429 with Retry-After: 60, the only one that the vendor repeats webhooks after',
    answer: { ...failure(429, 'Too many requests.').answer, headers: { 'retry-after': '60' } },
  },
  'server-error': failure(500, 'Internal server error'),
};

const DELIVERIES = '/deliveries';
const EVENTS = '/events';
/** Older ones are to be refused (docs/highlevel.md#app-webhooks). */
const FRESH_MS = 5 * 60_000;

/** A conversation provider: its delivery URL, and a subscribed app's webhook URL. */
export function createFakeConnector(setup: ConnectorSetup): FakeConnector {
  const seen = new SeenBefore();
  let last: string | null = null;
  return {
    failures: FAILURES,
    tells: tellsOf(setup, () => last),
    read(request) {
      if (request.path === DELIVERIES) last = request.fields['messageId']?.[0] ?? last;
      return readRequest(request, setup, seen);
    },
    answer: ({ method, path }) =>
      method === 'POST' && [DELIVERIES, EVENTS].includes(path)
        ? jsonAnswer(200, {})
        : jsonAnswer(404, {}),
    registration: (origin) => ({
      what: 'addresses',
      value: { deliveryUrl: origin + DELIVERIES, subscription: subscriptionAt(origin) },
    }),
    register: (origin, call) => register(origin, call, setup),
  };
}

/** Ed25519 over the raw body, fresh, and no webhookId twice, as the vendor's guide asks. */
function readRequest(
  { path, headers, body, fields }: ConnectorRequest,
  { credentials, key, now }: ConnectorSetup,
  seen: SeenBefore,
): Reading {
  const isReply = path === DELIVERIES;
  const remarks: string[] = [];
  const webhookId = fields['webhookId']?.[0];
  if (webhookId !== undefined && seen.add(webhookId)) remarks.push('sent before: a repeat');
  const at = Date.parse(fields['timestamp']?.[0] ?? '');
  if (!(Math.abs(now() - at) <= FRESH_MS)) remarks.push('its timestamp is not of these minutes');
  const signature = { name: 'X-GHL-Signature', value: headers['x-ghl-signature'] };
  const judged = judgeSignature(key ?? credentials['webhookPublicKey'], body, signature);
  return { ...judged, isReply, remarks: [...judged.remarks, ...remarks] };
}

/** Only the app that owns the provider may report (docs/highlevel.md#status-reports). */
function tellsOf(
  { credentials, idPrefix }: ConnectorSetup,
  last: () => string | null,
): Record<string, Tell> {
  let received = 0;
  const asked = (method: 'POST' | 'PUT', path: string, body: Record<string, unknown>) => ({
    ...{ method, path: `/conversations/messages/${path}`, body },
    headers: {
      authorization: `Bearer ${textOf(credentials, 'appAccessToken')}`,
      version: '2021-04-15',
    },
  });
  const report = (status: string, means: string, more = {}): Tell => ({
    means,
    request() {
      const id = last();
      return id === null ? null : asked('PUT', `${id}/status`, { status, ...more });
    },
  });
  return {
    message: {
      means: 'a message of the sandbox contact came in',
      request: () =>
        asked('POST', 'inbound', {
          ...{ type: 'SMS', direction: 'inbound', contactId: textOf(credentials, 'contactId') },
          conversationProviderId: (credentials['providers'] as { sms: string }).sms,
          altId: `${idPrefix}in-${(received += 1)}`,
          message: `Hello, this is number ${received}`,
        }),
    },
    pending: report('pending', 'the message last sent to it is under way: changes nothing'),
    delivered: report('delivered', 'it was delivered'),
    read: report('read', 'it was read'),
    failed: report('failed', 'it failed', {
      error: { code: '1', type: 'saas', message: 'There was an error from the provider' },
    }),
  };
}

async function register(
  origin: string,
  call: CallInlet,
  { credentials }: ConnectorSetup,
): Promise<string> {
  const clientId = textOf(credentials, 'clientId');
  const path = await appPathOf(call, clientId);
  const subscription = subscriptionAt(origin);
  await call({ method: 'PUT', path: `${path}/subscription`, body: subscription });
  await call({ method: 'PATCH', path, body: { deliveryUrl: origin + DELIVERIES } });
  return (
    `App ${clientId} has the delivery URL ${origin}${DELIVERIES} and hears of ` +
    `${subscription.eventTypes.join(', ')} at ${subscription.url}.`
  );
}

function subscriptionAt(origin: string) {
  return { url: origin + EVENTS, eventTypes: Object.keys(SUBSCRIPTIONS) };
}

function failure(status: number, message: string): Failure {
  return { means: `${status} ${message}`, answer: jsonAnswer(status, { message }) };
}
