/** A message says something, or is refused (docs/highlevel.md#inbound). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Location, UUID } from './location.ts';

let location: Location;
let contactId: string;

beforeAll(async () => {
  location = await Location.start();
  contactId = await location.contact();
});
afterAll(() => location[Symbol.asyncDispose]());

const sms = (more: Record<string, unknown> = {}) => ({
  ...{ type: 'SMS', contactId, message: 'Hello', direction: 'inbound' },
  ...more,
});

test.each<[string, Record<string, unknown>]>([
  ['its text under another name', { message: undefined, body: 'Hello' }],
  ['an empty text', { message: '' }],
  ['an e-mail of headers alone', { type: 'Email', message: undefined, emailFrom: 'a@b.example' }],
])('nothing to say, as sending refuses it: %s', async (_, more) => {
  const own = await location.contact();
  const { status, body } = await location.inbound(sms({ contactId: own, ...more }));
  expect([status, body]).toEqual([
    422,
    {
      status: 422,
      statusCode: 422,
      message: 'There is no message or attachments for this message. Skip sending.',
      error: 'Unprocessable Entity',
      canonicalCode: 'CONVERSATIONS_MSG_NO_CONTENT',
      traceId: expect.stringMatching(UUID) as string,
    },
  ]);
  const search = `/conversations/search?locationId=${location.sandbox.locationId}&contactId=${own}`;
  expect((await location.get(search)).body.total).toBe(0);
});

test.each<[string, Record<string, unknown>]>([
  ['a file', { message: undefined, attachments: ['https://files.example/a.png'] }],
  ['HTML', { type: 'Email', message: undefined, html: '<img src="https://files.example/a">' }],
  ['a subject', { type: 'Email', message: undefined, subject: 'Your order' }],
])('but not where there is %s', async (_, more) => {
  expect((await location.inbound(sms(more))).status).toBe(200);
});
