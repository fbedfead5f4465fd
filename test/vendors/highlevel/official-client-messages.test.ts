/** The vendor's own client, @gohighlevel/api-client@3.1.0, for everything about messages. */
import { GHLAuthenticationError, GHLValidationError } from '@gohighlevel/api-client';
import type { HighLevel } from '@gohighlevel/api-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf } from './client.ts';
import { ID, Location } from './location.ts';

let location: Location;
let client: HighLevel;
let contactId: string;
let locationId: string;

beforeAll(async () => {
  location = await Location.start({ env: { INLET_LOCAL_NETWORKS: 'loopback' } });
  ({ locationId } = location.sandbox);
  client = clientOf(location.inlet.url, location.sandbox.appAccessToken);
  const made = await client.contacts.createContact({ locationId, name: 'Jane Doe' });
  contactId = (made.contact as { id: string }).id;
});
afterAll(() => location[Symbol.asyncDispose]());

/** The client's types demand what its own server does not. */
type Anything = never;

const inbound = (more: object = {}) =>
  client.conversations.addAnInboundMessage({
    ...{ type: 'SMS', contactId, message: 'Hello', direction: 'inbound' },
    ...more,
  } as Anything);

const meaningOf = (error: unknown) => {
  const { statusCode, message } = error as { statusCode: number; message: string };
  return { statusCode, message };
};

test('inbound and outbound, reading, e-mails', async () => {
  const posted = await inbound();
  expect(posted).toMatchObject({ success: true, contactId });
  const { conversationId, messageId } = posted;
  const message = await client.conversations.getMessage({ id: messageId });
  expect(message).toMatchObject({ id: messageId, body: 'Hello', contactId, type: 2 });

  const mail = await inbound({ type: 'Email', html: '<p>Hi</p>', emailTo: 'a@example.com' });
  const answer = await inbound({ type: 'Email', html: '2', emailMessageId: mail.emailMessageId });
  expect(answer.messageId).toBe(mail.messageId);
  const email = await client.conversations.getEmailById({ id: answer.emailMessageId ?? '' });
  expect(email).toMatchObject({ threadId: mail.messageId, body: '2' });

  const call = await client.conversations.addAnOutboundMessage({
    type: 'Call',
    conversationId,
    conversationProviderId: location.providers.call,
    call: { to: '+15037081210', from: '+15037081211', status: 'completed' },
  });
  const attachments = ['https://files.example/recording.mp3'];
  await client.conversations.addMessageAttachments({ messageId: call.messageId }, { attachments });

  const page = (await client.conversations.getMessages({
    conversationId,
    limit: 2,
  })) as unknown as {
    messages: { nextPage: boolean; lastMessageId: string; messages: { id: string }[] };
  };
  expect(page.messages.messages.map(({ id }) => id)).toEqual([call.messageId, mail.messageId]);
  expect(page.messages.nextPage).toBe(true);
  const { lastMessageId } = page.messages;
  const rest = (await client.conversations.getMessages({
    conversationId,
    lastMessageId,
    type: 'TYPE_SMS,TYPE_CALL',
  })) as unknown as typeof page;
  expect(rest.messages.messages.map(({ id }) => id)).toEqual([messageId]);
});

test('send, status', async () => {
  const sent = await location.handingOver(() =>
    client.conversations.sendANewMessage({
      type: 'SMS',
      contactId,
      message: 'Hi',
      conversationProviderId: location.providers.sms,
    } as Anything),
  );
  expect(sent).toMatchObject({ messageId: expect.stringMatching(ID) as string, status: 'pending' });
  const { messageId } = sent;
  const updated = await client.conversations.updateMessageStatus(
    { messageId },
    {
      status: 'delivered',
    },
  );
  expect(updated).toMatchObject({ messageId, status: 'delivered' });
});

test('export through the cursor', async () => {
  const contact = await client.contacts.createContact({ locationId, name: 'Ex Port' });
  const { id } = contact.contact as { id: string };
  for (let n = 0; n < 12; n += 1) await inbound({ contactId: id, message: `e${n}` });
  const first = await client.conversations.exportMessagesByLocation({
    locationId,
    channel: 'SMS',
    limit: 10,
    contactId: id,
    sortOrder: 'asc',
  });
  const second = await client.conversations.exportMessagesByLocation({
    locationId,
    channel: 'SMS',
    limit: 10,
    contactId: id,
    sortOrder: 'asc',
    cursor: first.nextCursor,
  } as Anything);
  const bodies = [...first.messages, ...second.messages].map(({ body }) => body);
  expect(bodies).toEqual(Array.from({ length: 12 }, (_, n) => `e${n}`));
  expect([first.total, second.total, second.nextCursor]).toEqual([12, 12, null]);
});

test('typing, recording, transcription', async () => {
  const { conversationId, messageId } = await inbound({ type: 'Live_Chat' });
  const typing = { locationId, isTyping: 'true', visitorId: 'v', conversationId };
  expect(await client.conversations.liveChatAgentTyping(typing)).toMatchObject({ success: true });
  const of = { locationId, messageId };
  for (const ask of [
    () => client.conversations.getMessageRecording(of, { responseType: 'json' }),
    () => client.conversations.getMessageTranscription(of),
    () => client.conversations.downloadMessageTranscription(of),
  ]) {
    const error = await ask().catch(meaningOf);
    expect(error).toMatchObject({ statusCode: 400, message: 'The message has no recording.' });
  }
});

test('a refusal is the class and the sentence that its users expect', async () => {
  const error: unknown = await inbound({ type: 'sms' }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(GHLValidationError);
  expect(meaningOf(error)).toEqual({
    statusCode: 422,
    message: 'type must be a valid enum value',
  });
  const pit = clientOf(location.inlet.url, location.sandbox.privateIntegrationToken);
  const refused: unknown = await pit.conversations
    .addAnInboundMessage({
      ...{ type: 'SMS', contactId, conversationProviderId: location.providers.sms },
    } as Anything)
    .catch((reason: unknown) => reason);
  expect(refused).toBeInstanceOf(GHLAuthenticationError);
  expect(meaningOf(refused)).toEqual({
    statusCode: 401,
    message: `You don't have access to the conversationProvider with id: ${location.providers.sms}`,
  });
});
