/**
 * Whatever fields a message is posted with: what it says is stored, exactly and once, or it is
 * refused with a reason and nothing changes.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Location } from './location.ts';

let location: Location;
/** Two contacts with conversations, one without. */
let people: { contactId: string; conversationId?: string; emailMessageId?: string }[];

beforeAll(async () => {
  location = await Location.start();
  people = [];
  for (const hasConversation of [true, true, false]) {
    const contactId = await location.contact();
    if (!hasConversation) {
      people.push({ contactId });
      continue;
    }
    const { body } = await location.inbound({ type: 'Email', contactId, html: 'first' });
    const { conversationId, emailMessageId } = body as Record<string, string>;
    people.push({
      contactId,
      conversationId: conversationId ?? '',
      emailMessageId: emailMessageId ?? '',
    });
  }
});
afterAll(() => location[Symbol.asyncDispose]());

const TYPES = [
  'SMS',
  'Email',
  'WhatsApp',
  'GMB',
  'IG',
  'FB',
  'Custom',
  'WebChat',
  'Live_Chat',
  'Call',
];

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const text = () => fc.string({ unit: 'grapheme', maxLength: 40 });
const url = () => fc.webUrl({ withQueryParameters: true, withFragments: true });

/** The first is what a working sender sends; the others come now and then. */
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));

/** Ids by what they are; the real ones exist only once the server runs. */
const bodies = fc.record({
  type: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...TYPES) },
    fc.constantFrom('sms', 'RCS', undefined),
  ),
  contact: mostly('first', 'second', 'new', 'none', 'unknown', 'garbage'),
  conversation: mostly('none', 'first', 'first', 'second', 'unknown'),
  provider: mostly('none', 'sms', 'customSms', 'email', 'customEmail', 'call', 'unknown'),
  answers: mostly('none', 'first', 'unknown'),
  fields: fc.record({
    message: maybe(text()),
    html: maybe(text()),
    subject: maybe(text()),
    emailFrom: maybe(fc.emailAddress()),
    emailTo: maybe(fc.emailAddress()),
    emailCc: maybe(fc.array(fc.emailAddress(), { maxLength: 3 })),
    emailBcc: maybe(fc.array(fc.emailAddress(), { maxLength: 3 })),
    attachments: maybe(fc.array(url(), { minLength: 1, maxLength: 3 })),
    altId: maybe(text()),
    direction: mostly<string | undefined>('inbound', 'outbound', undefined, 'up'),
    date: mostly<string | undefined>(
      undefined,
      '2026-01-01T00:00:00Z',
      '2025-07-31T19:40:07.843-04:00',
      'soon',
    ),
    call: maybe(
      fc.record({
        to: maybe(text()),
        from: maybe(text()),
        status: mostly<string | undefined>('completed', undefined, 'lost'),
      }),
    ),
  }),
});

type Body = typeof bodies extends fc.Arbitrary<infer T> ? T : never;

function resolve({ type, contact, conversation, provider, answers, fields }: Body) {
  const [first, second, fresh] = people;
  const contacts: Record<string, string | undefined> = {
    ...{ first: first?.contactId, second: second?.contactId, new: fresh?.contactId },
    ...{ unknown: 've9EPM428h8vShlRW1KT', garbage: '%00' },
  };
  const conversations: Record<string, string | undefined> = {
    ...{ first: first?.conversationId, second: second?.conversationId },
    unknown: 've9EPM428h8vShlRW1KT',
  };
  const providers: Record<string, string | undefined> = {
    ...location.providers,
    unknown: '61d6d1f9cdac7612faf80753',
  };
  const emails: Record<string, string | undefined> = {
    first: first?.emailMessageId,
    unknown: 'string',
  };
  const body: Record<string, unknown> = {
    ...fields,
    type,
    contactId: contacts[contact],
    conversationId: conversations[conversation],
    conversationProviderId: providers[provider],
    emailMessageId: emails[answers],
  };
  return body;
}

/** What happened after an event, of all kinds: a refusal must not even make a channel. */
async function eventsAfter(afterId: number) {
  const page = { workspaceId: Number(location.inlet.sandbox.workspace.id), afterId, limit: 1_000 };
  return (await location.inlet.app.store.read.readLog(page)).events;
}

async function newest(): Promise<string> {
  const { body } = await location.inlet.get('/inlet/v1/acceptances?limit=1');
  return body.data[0].id as string;
}

test('any combination stores exactly what it says, or is refused and changes nothing', async () => {
  let stored = 0;
  let lastEventId = (await eventsAfter(0)).at(-1)?.id ?? 0;
  await fc.assert(
    fc.asyncProperty(bodies, async (given) => {
      const body = resolve(given);
      const before = await newest();
      const answer = await location.inbound(body);
      const events = await eventsAfter(lastEventId);
      lastEventId = events.at(-1)?.id ?? lastEventId;
      if (answer.status !== 200) {
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
        expect(String(answer.body.message).length).toBeGreaterThan(5);
        expect([await newest(), events]).toEqual([before, []]);
        return;
      }
      stored += 1;
      expect(events.filter(({ type }) => type === 'message.created')).toHaveLength(1);
      expect(answer.headers.get('inlet-acceptance')).toBe(await newest());
      await expectStored(body, answer.body as Record<string, string>);
    }),
    { numRuns: 150 },
  );
  expect(stored).toBeGreaterThan(10);
}, 60_000);

async function expectStored(said: Record<string, unknown>, posted: Record<string, string>) {
  const { body: message } = await location.get(
    `/conversations/messages/${posted['messageId'] ?? ''}`,
  );
  const isEmail = posted['emailMessageId'] !== undefined;
  const path = `/conversations/messages/email/${posted['emailMessageId'] ?? ''}`;
  const row = isEmail ? (await location.get(path)).body : message;
  if (said['contactId']) expect(posted['contactId']).toBe(said['contactId']);
  if (said['conversationId']) expect(posted['conversationId']).toBe(said['conversationId']);
  const dateAdded =
    said['date'] === undefined
      ? posted['dateAdded']
      : new Date(said['date'] as string).toISOString();
  expect(posted['dateAdded']).toBe(dateAdded);
  expect(row).toMatchObject({
    conversationId: posted['conversationId'],
    contactId: posted['contactId'],
    direction: said['direction'] ?? 'outbound',
    attachments: said['attachments'] ?? [],
    dateAdded,
  });
  expect(row.altId).toBe(said['altId'] || undefined);
  expect(row.conversationProviderId).toBe(said['conversationProviderId']);
  if (!isEmail) {
    if (said['message'] !== undefined) expect(row.body).toBe(said['message']);
    const { call } = said as { call?: { to?: string; from?: string } };
    expect([row.from, row.to]).toEqual([call?.from, call?.to]);
    return;
  }
  expect(row.body).toBe(said['html'] ?? said['message'] ?? '');
  expect(row.subject).toBe(said['subject']);
  expect([row.from, row.to, row.cc, row.bcc]).toEqual([
    said['emailFrom'] ?? '',
    said['emailTo'] === undefined ? [] : [said['emailTo']],
    said['emailCc'] ?? [],
    said['emailBcc'] ?? [],
  ]);
}
