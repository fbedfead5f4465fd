/**
 * Every method of the vendor's own client that Inlet serves, called once with what is there, and a
 * clear 404 for those that it does not. A method that is in neither list fails the test.
 */
import { GHLNotFoundError } from '@gohighlevel/api-client';
import type { HighLevel } from '@gohighlevel/api-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Json } from '../../support/app.ts';
import { clientOf } from './client.ts';
import { ID, Location, UUID } from './location.ts';

let location: Location;
let client: HighLevel;
/** What the calls name: of the location, made before them. */
let there: Record<
  | 'locationId'
  | 'contactId'
  | 'newContactId'
  | 'conversationId'
  | 'messageId'
  | 'callId'
  | 'sentId'
  | 'scheduledId'
  | 'emailMessageId'
  | 'scheduledEmailMessageId',
  string
>;

/** The client's types demand what its own server does not. */
type Anything = never;
type Call = [name: string, call: () => Promise<unknown>, answer: Json];

const id = expect.stringMatching(ID) as string;
const traceId = expect.stringMatching(UUID) as string;
const LATER = Math.floor(Date.UTC(2126, 0, 1) / 1_000);

beforeAll(async () => {
  location = await Location.start();
  client = clientOf(location.inlet.url, location.sandbox.appAccessToken);
  const contactId = await location.contact({ email: 'jane@example.com', phone: '+12015550300' });
  const inbound = (more: object) =>
    location.inbound({ contactId, message: 'Hello', direction: 'inbound', ...more });
  const send = async (more: object): Promise<Json> =>
    (await location.call('POST', '/conversations/messages', { contactId, ...more })).body;
  const { body: first } = await inbound({ type: 'SMS' });
  const { body: mail } = await inbound({ type: 'Email', html: '<p>Hello</p>' });
  const { call: conversationProviderId, sms } = location.providers;
  const { body: call } = await inbound({ type: 'Call', conversationProviderId });
  // A provider reports on what was handed to it.
  const sent = await location.handingOver(() =>
    send({ type: 'SMS', message: '1', conversationProviderId: sms }),
  );
  const later = { scheduledTimestamp: LATER };
  const scheduled = await send({ type: 'SMS', message: '2', ...later });
  const scheduledMail = await send({ type: 'Email', html: '3', ...later });
  there = {
    locationId: location.sandbox.locationId,
    ...{ contactId, newContactId: await location.contact() },
    ...{ conversationId: first.conversationId, messageId: first.messageId, callId: call.messageId },
    ...{ sentId: sent.messageId, scheduledId: scheduled.messageId },
    emailMessageId: mail.emailMessageId,
    scheduledEmailMessageId: scheduledMail.emailMessageId,
  };
});
afterAll(() => location[Symbol.asyncDispose]());

function conversationCalls(): Call[] {
  const { conversations } = client;
  const { locationId, contactId, newContactId, conversationId, messageId, callId } = there;
  const posted = { success: true, conversationId, messageId: id, message: expect.any(String) };
  const cancelled = { status: 200, message: 'The scheduled message was cancelled.', traceId };
  const noRecording = { statusCode: 400, message: 'The message has no recording.' };
  const form = new FormData();
  form.append('locationId', locationId);
  form.append('contactId', contactId);
  form.append('fileAttachment', new Blob(['voice']), 'voice.mp3');
  const multipart = { headers: { 'Content-Type': 'multipart/form-data' } };
  const callProvider = location.providers.call;
  const of = { locationId, messageId };
  return [
    [
      'createConversation',
      () => conversations.createConversation({ locationId, contactId: newContactId }),
      { success: true, conversation: { id, contactId: newContactId, locationId } },
    ],
    [
      'getConversation',
      () => conversations.getConversation({ conversationId }),
      { id: conversationId, contactId, locationId, deleted: false, unreadCount: 0 },
    ],
    [
      'searchConversation',
      () => conversations.searchConversation({ locationId, query: 'jane@example.com' }),
      { conversations: [{ id: conversationId, email: 'jane@example.com' }], total: 1 },
    ],
    [
      'updateConversation',
      () => conversations.updateConversation({ conversationId }, { locationId, unreadCount: 0 }),
      { success: true, conversation: { id: conversationId, unreadCount: 0 } },
    ],
    [
      'getMessages',
      () => conversations.getMessages({ conversationId, limit: 1 }),
      { messages: { nextPage: true, lastMessageId: id, messages: [{ conversationId }] }, traceId },
    ],
    [
      'getMessage',
      () => conversations.getMessage({ id: messageId }),
      { id: messageId, messageType: 'TYPE_SMS', body: 'Hello', direction: 'inbound' },
    ],
    [
      'getEmailById',
      () => conversations.getEmailById({ id: there.emailMessageId }),
      { id: there.emailMessageId, threadId: id, body: '<p>Hello</p>' },
    ],
    [
      'addAnInboundMessage',
      () =>
        conversations.addAnInboundMessage({
          ...{ type: 'WhatsApp', contactId, message: 'Hello' },
        } as Anything),
      { ...posted, contactId, traceId },
    ],
    [
      'addAnOutboundMessage',
      () =>
        conversations.addAnOutboundMessage({
          ...{ type: 'Call', conversationId, conversationProviderId: callProvider },
          call: { to: '+15037081210', from: '+15037081211', status: 'busy' },
        }),
      posted,
    ],
    [
      'sendANewMessage',
      () => conversations.sendANewMessage({ type: 'SMS', contactId, message: 'Hi' } as Anything),
      { conversationId, messageId: id },
    ],
    [
      'updateMessageStatus',
      () =>
        conversations.updateMessageStatus(
          { messageId: there.sentId },
          {
            status: 'failed',
            error: { code: '1', type: 'saas', message: 'There was an error from the provider' },
            recipients: ['+12015550300'],
          },
        ),
      { conversationId, messageId: there.sentId, status: 'failed' },
    ],
    [
      'addMessageAttachments',
      () =>
        conversations.addMessageAttachments(
          { messageId: callId },
          { attachments: ['https://files.example/recording.mp3'] },
        ),
      { conversationId, messageId: callId, traceId },
    ],
    [
      'exportMessagesByLocation',
      () => conversations.exportMessagesByLocation({ locationId, channel: 'Email' }),
      {
        messages: [
          { id, conversationId },
          { id, conversationId },
        ],
        nextCursor: null,
        total: 2,
      },
    ],
    [
      'uploadFileAttachments',
      () => conversations.uploadFileAttachments(form, multipart),
      { uploadedFiles: { 'voice.mp3': expect.stringMatching(/\/[0-9a-f]{32}$/) as string } },
    ],
    [
      'cancelScheduledMessage',
      () => conversations.cancelScheduledMessage({ messageId: there.scheduledId }),
      cancelled,
    ],
    [
      'cancelScheduledEmailMessage',
      () =>
        conversations.cancelScheduledEmailMessage({
          emailMessageId: there.scheduledEmailMessageId,
        }),
      cancelled,
    ],
    [
      'liveChatAgentTyping',
      () =>
        conversations.liveChatAgentTyping({
          ...{ locationId, conversationId, isTyping: 'true', visitorId: 'v' },
        }),
      { success: true },
    ],
    ['getMessageRecording', () => conversations.getMessageRecording(of), noRecording],
    ['getMessageTranscription', () => conversations.getMessageTranscription(of), noRecording],
    [
      'downloadMessageTranscription',
      () => conversations.downloadMessageTranscription(of),
      noRecording,
    ],
    [
      'deleteConversation',
      () => conversations.deleteConversation({ conversationId }),
      { success: true },
    ],
  ];
}

function otherCalls(): Call[] {
  const { contacts, locations } = client;
  const { locationId, newContactId: contactId } = there;
  const email = 'other@example.com';
  const person = { locationId, name: 'Ada King', email };
  return [
    [
      'getLocation',
      () => locations.getLocation({ locationId }),
      { location: { id: locationId, name: 'Sandbox' } },
    ],
    ['createContact', () => contacts.createContact(person), { contact: { id, email } }],
    [
      'upsertContact',
      () => contacts.upsertContact({ ...person, name: 'Ada Lovelace' }),
      { new: false, contact: { id, email, lastName: 'Lovelace' }, traceId },
    ],
    ['getContact', () => contacts.getContact({ contactId }), { contact: { id: contactId } }],
    [
      'updateContact',
      () => contacts.updateContact({ contactId }, { name: 'New Name' }),
      { succeded: true, contact: { id: contactId, firstName: 'New' } },
    ],
    [
      'getDuplicateContact',
      () => contacts.getDuplicateContact({ locationId, email }),
      { contact: { id, email } },
    ],
    [
      'getContacts',
      () => contacts.getContacts({ locationId, query: 'lovelace' }),
      { contacts: [{ email }], count: 1, meta: { total: 1 } },
    ],
    [
      'searchContactsAdvanced',
      () => contacts.searchContactsAdvanced({ locationId, query: 'Ada', pageLimit: 5 }),
      { contacts: [{ email }], total: 1 },
    ],
    [
      'addTags',
      () => contacts.addTags({ contactId }, { tags: ['vip', 'new', 'vip'] }),
      { tags: ['vip', 'new'], traceId },
    ],
    [
      'removeTags',
      () => contacts.removeTags({ contactId }, { tags: ['new', 'not there'] }),
      { tags: ['vip'], traceId },
    ],
    ['deleteContact', () => contacts.deleteContact({ contactId }), { succeded: true }],
  ];
}

/** Of the documents, and not of what Inlet is for (docs/highlevel.md). */
function unserved(): [name: string, call: () => Promise<unknown>][] {
  const { conversations } = client;
  const { locationId, conversationId, contactId } = there;
  const at = { locationId, conversationId };
  return [
    ['sendReviewReply', () => conversations.sendReviewReply({ ...at, message: 'Thanks' })],
    ['initiateFileUpload', () => conversations.initiateFileUpload(at as Anything)],
    ['completeFileUpload', () => conversations.completeFileUpload(at as Anything)],
    ['getAllCustomSubtypes', () => conversations.getAllCustomSubtypes({ locationId })],
    [
      'createCustomSubtype',
      () => conversations.createCustomSubtype({ locationId }, {} as Anything),
    ],
    ['updateCustomSubtype', () => conversations.updateCustomSubtype({ id: 'x', locationId }, {})],
    [
      'getContactUnsubscriptionStatus',
      () => conversations.getContactUnsubscriptionStatus({ locationId, contactId }),
    ],
    ['userSubscriptionChange', () => conversations.userSubscriptionChange({} as Anything)],
  ];
}

const answerOf = (call: () => Promise<unknown>): Promise<unknown> =>
  call().catch((error: unknown) => {
    const { statusCode, message } = error as { statusCode?: number; message: string };
    return { statusCode, message };
  });

test('each method answers what its users read', async () => {
  for (const [name, call, answer] of [...conversationCalls(), ...otherCalls()]) {
    expect({ [name]: await answerOf(call) }).toMatchObject({ [name]: answer });
  }
});

test('a method that is not served is a 404 that says so', async () => {
  for (const [name, call] of unserved()) {
    const error: unknown = await call().catch((reason: unknown) => reason);
    expect(error, name).toBeInstanceOf(GHLNotFoundError);
    expect((error as Error).message).toMatch(
      /^\w+ \/conversations\/.* is a documented route that Inlet does not serve\.$/,
    );
  }
});

test('no method of its conversations is forgotten here', () => {
  const all = Object.getOwnPropertyNames(Object.getPrototypeOf(client.conversations));
  const named = [...conversationCalls(), ...unserved()].map(([name]) => name);
  expect(named.sort()).toEqual(all.filter((name) => name !== 'constructor').sort());
});
