import type {
  CallInlet,
  ConnectorRequest,
  ConnectorSetup,
  FakeConnector,
  Failure,
  Reading,
  Tell,
} from '../../fake/fake-connector.ts';
import { jsonAnswer, textOf } from '../../fake/fake-connector.ts';
import { judgeSignature } from '../../lib/ed25519.ts';
import { SeenBefore } from '../../lib/seen-before.ts';

/* A 5xx is repeated, a 4xx is not (docs/partoo.md#webhook-rules). */
const FAILURES: FakeConnector['failures'] = {
  'bad-request': failure(400, 'which the vendor does not repeat'),
  unauthorized: failure(401, 'likewise'),
  forbidden: failure(403, 'likewise'),
  'not-found': failure(404, 'likewise'),
  'rate-limited': {
    means: '429 with Retry-After: 60',
    answer: { ...jsonAnswer(429, {}), headers: { 'retry-after': '60' } },
  },
  'server-error': failure(500, 'which the vendor repeats five times'),
  overloaded: failure(503, 'likewise'),
};

const WEBHOOK = '/webhook';
const EVENT_TYPES = ['message_created', 'message_updated'];
/** What a message says that Inlet wants to have handed over. */
const IS_REPLY = /"sender_type":"User"[^}]*"status":"Sending"/;

/** The receiver of a bidirectional channel's webhooks. */
export function createFakeConnector(setup: ConnectorSetup): FakeConnector {
  const seen = new SeenBefore();
  let last: number | null = null;
  return {
    failures: FAILURES,
    tells: tellsOf(setup, () => last),
    read(request) {
      const reading = readRequest(request, setup, seen);
      if (reading.isReply) last = messageOf(request)?.id ?? last;
      return reading;
    },
    answer: ({ method, path }) => jsonAnswer(method === 'POST' && path === WEBHOOK ? 200 : 404, {}),
    registration: (origin) => ({ what: 'webhooks', value: { items: webhooksAt(origin) } }),
    register: (origin, call) => register(origin, call, setup),
  };
}

/** Ed25519 over the raw body. The vendor gives no id of a delivery: type, message and status do. */
function readRequest(
  request: ConnectorRequest,
  { credentials, key }: ConnectorSetup,
  seen: SeenBefore,
): Reading {
  const { headers, body, fields } = request;
  const remarks: string[] = [];
  const isTest = headers['x-partoo-webhook-tryout'] !== undefined;
  const isReply = !isTest && IS_REPLY.test(body);
  if (isTest) remarks.push('a test call');
  else {
    const { id = '', status = '' } = messageOf(request) ?? {};
    const what = `${fields['type']?.[0] ?? ''} ${id} ${status}`;
    if (seen.add(what)) remarks.push('told before: a repeat');
  }
  const signature = { name: 'X-Partoo-Signature-v1', value: headers['x-partoo-signature-v1'] };
  const judged = judgeSignature(key ?? credentials['webhookPublicKey'], body, signature);
  return { ...judged, isReply, remarks: [...judged.remarks, ...remarks] };
}

function tellsOf(
  { credentials, idPrefix }: ConnectorSetup,
  last: () => number | null,
): Record<string, Tell> {
  let received = 0;
  const post = (path: string, body: unknown) => ({
    ...{ method: 'POST' as const, path: `/v2/${path}`, body },
    headers: { 'x-apikey': textOf(credentials['apiKeys'] as Record<string, string>, 'ORG_ADMIN') },
  });
  return {
    message: {
      means: 'a message of a consumer came in',
      request: () =>
        post(`custom-channels/${textOf(credentials, 'channelId')}/messages`, {
          business_id: textOf(credentials, 'businessId'),
          external_conversation_id: 'conversation-0',
          external_message_id: `${idPrefix}in-${(received += 1)}`,
          content: `Hello, this is number ${received}`,
          ...{ sender_type: 'Consumer', consumer_name: 'Jane Doe' },
        }),
    },
    tryout: {
      means: 'asks for a test call',
      request: (origin) => post('webhooks/test', { items: webhooksAt(origin) }),
    },
    retry: {
      means: 'asks for the answer last sent to it once more, which has to be Failed',
      request() {
        const id = last();
        return id === null ? null : post(`messages/${id}/retry`, {});
      },
    },
  };
}

/** One webhook for each type of event: one that is there already is turned here. */
async function register(
  origin: string,
  call: CallInlet,
  { credentials }: ConnectorSetup,
): Promise<string> {
  const keys = credentials['apiKeys'] as Record<string, string>;
  const headers = { 'x-apikey': textOf(keys, 'ORG_ADMIN') };
  const { body } = await call({ method: 'GET', path: '/v2/webhooks?per_page=100', headers });
  const { items } = body as { items: { id: number; event_type: string }[] };
  for (const wanted of webhooksAt(origin)) {
    const known = items.find((one) => one.event_type === wanted.event_type);
    await (known === undefined
      ? call({ method: 'POST', path: '/v2/webhooks', headers, body: { items: [wanted] } })
      : call({
          ...{ method: 'PUT', path: `/v2/webhooks/${known.id}`, headers },
          body: { url: wanted.url },
        }));
  }
  return `${EVENT_TYPES.join(' and ')} go to ${origin}${WEBHOOK}.`;
}

function webhooksAt(origin: string) {
  return EVENT_TYPES.map((type) => ({ url: origin + WEBHOOK, event_type: type }));
}

function messageOf({ fields }: ConnectorRequest): { id: number; status: string } | undefined {
  const [payload = '{}'] = fields['payload'] ?? [];
  return (JSON.parse(payload) as { message?: { id: number; status: string } }).message;
}

function failure(status: number, means: string): Failure {
  return { means: `${status}, ${means}`, answer: jsonAnswer(status, {}) };
}
