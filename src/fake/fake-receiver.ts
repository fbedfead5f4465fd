import { Webhook as StandardWebhook } from 'standardwebhooks';
import type {
  CallInlet,
  ConnectorAnswer,
  ConnectorRequest,
  ConnectorSetup,
  FakeConnector,
  Failure,
  Reading,
} from './fake-connector.ts';
import { isSignedBy } from '../lib/ed25519.ts';
import { SeenBefore } from '../lib/seen-before.ts';

/* What the spec has a receiver answer. */
const FAILURES: FakeConnector['failures'] = {
  'bad-request': failure(400),
  unauthorized: failure(401),
  throttled: {
    means: '429 with Retry-After: 60',
    answer: { status: 429, headers: { 'retry-after': '60' }, body: '' },
  },
  'server-error': failure(500),
  'gateway-timeout': failure(504),
};

const WEBHOOK = '/webhook';

/** A receiver of Inlet's own webhooks, by the Standard Webhooks spec 1.0.0. */
export function createFakeReceiver({ key }: ConnectorSetup): FakeConnector {
  const seen = new SeenBefore();
  /** What Inlet says once, when it is subscribed to. */
  let secret = key;
  return {
    failures: FAILURES,
    tells: {},
    read: (request) => readRequest(request, secret, seen),
    answer: ({ method, path }): ConnectorAnswer =>
      method === 'POST' && path === WEBHOOK ? { status: 204, body: '' } : { status: 404, body: '' },
    registration: (origin) => ({ what: 'webhook', value: webhookAt(origin) }),
    async register(origin, call) {
      await forget(origin, call);
      const made = await call({
        ...{ method: 'POST', path: '/inlet/v1/webhooks', body: webhookAt(origin) },
      });
      secret = (made.body as { secret: string }).secret;
      return `Every event goes to ${origin}${WEBHOOK}.`;
    },
  };
}

/** Who subscribed here before has kept no secret. */
async function forget(origin: string, call: CallInlet): Promise<void> {
  const { body } = await call({ method: 'GET', path: '/inlet/v1/webhooks?limit=100' });
  const { data } = body as { data: { id: string; url: string }[] };
  for (const { id, url } of data) {
    if (url === origin + WEBHOOK)
      await call({ method: 'DELETE', path: `/inlet/v1/webhooks/${id}` });
  }
}

function readRequest(request: ConnectorRequest, secret: string | null, seen: SeenBefore): Reading {
  const id = request.headers['webhook-id'] ?? '';
  const remarks = seen.add(id) ? ['sent before: a repeat'] : [];
  if (secret === null) return { isGenuine: null, isReply: false, remarks };
  const fault = faultOf(request, secret);
  const what = fault === null ? 'is genuine' : `is wrong: ${fault}`;
  return {
    ...{ isGenuine: fault === null, isReply: false },
    remarks: [`webhook-signature ${what}`, ...remarks],
  };
}

function faultOf({ headers, body }: ConnectorRequest, secret: string): string | null {
  const {
    'webhook-id': id = '',
    'webhook-timestamp': at = '',
    'webhook-signature': signatures = '',
  } = headers;
  if (secret.startsWith('whpk_')) {
    const publicKey = secret.slice('whpk_'.length);
    const ours = signatures.split(' ').filter((one) => one.startsWith('v1a,'));
    const isSigned = ours.some((one) => isSignedBy(publicKey, `${id}.${at}.${body}`, one.slice(4)));
    return isSigned ? null : 'no v1a signature of this key';
  }
  try {
    new StandardWebhook(secret).verify(body, headers as Record<string, string>);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

function webhookAt(origin: string) {
  return { url: origin + WEBHOOK, eventTypes: ['*'] };
}

function failure(status: number): Failure {
  return { means: String(status), answer: { status, body: '' } };
}
