/**
 * Replies reach the delivery URL of their conversation provider, signed
 * (docs/highlevel.md#delivery-posts).
 */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Json } from '../../support/app.ts';
import { Receiver } from '../../../src/fake/receiver.ts';
import { clientOf } from './client.ts';
import { Location } from './location.ts';

const clock = { now: Date.UTC(2026, 10, 21, 12, 0, 0) };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ID = /^[0-9A-Za-z]{20}$/;
let location: Location;
let receiver: Receiver;
let appId: string;

beforeAll(async () => {
  receiver = await Receiver.start();
  location = await Location.start({ now: () => clock.now });
  const { data } = (await location.inlet.get('/inlet/v1/apps')).body;
  appId = data.find((one: Json) => one.clientId === location.sandbox.clientId).id;
});
afterAll(async () => {
  await location[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});
afterEach(() => {
  receiver.reset();
});

const settled = () => location.inlet.app.outbox.settled();
const setUrl = (deliveryUrl: string | null) =>
  location.inlet.call('PATCH', `/inlet/v1/apps/${appId}`, { body: { deliveryUrl } });

async function send(body: Record<string, unknown>): Promise<Json> {
  const answer = await location.call('POST', '/conversations/messages', body);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

/** How the newest reply of a conversation stands, in Inlet's own API. */
async function replyOf(conversationId: string): Promise<Json> {
  const { body } = await location.inlet.get('/inlet/v1/conversations?limit=100');
  const found = body.data.find((one: Json) => one.externalId === conversationId);
  const thread = `/inlet/v1/conversations/${found.id}/messages`;
  const [newest] = (await location.inlet.get(thread)).body.data;
  expect(found.reply).toEqual(newest.reply);
  return newest.reply;
}

const statusOf = async (messageId: string): Promise<string> =>
  (await location.get(`/conversations/messages/${messageId}`)).body.status;

test('without a delivery URL a message waits, and goes out once there is one', async () => {
  const contactId = await location.contact({ phone: '+12015550201' });
  const conversationProviderId = location.providers.customSms;
  const sent = await send({ type: 'SMS', contactId, message: 'Hello', conversationProviderId });
  await settled();
  expect(receiver.received).toEqual([]);
  expect(await statusOf(sent.messageId)).toBe('pending');

  expect((await setUrl(`${receiver.url}/hook`)).status).toBe(200);
  await settled();
  const [call] = receiver.received;
  expect([call?.method, call?.path, call?.headers['content-type']]).toEqual([
    'POST',
    '/hook',
    'application/json',
  ]);
  expect(JSON.parse(call?.body ?? '')).toEqual({
    contactId,
    locationId: location.sandbox.locationId,
    messageId: sent.messageId,
    type: 'Custom',
    userId: expect.stringMatching(ID),
    attachments: [],
    phone: '+12015550201',
    message: 'Hello',
    conversationId: sent.conversationId,
    conversationProviderId,
    timestamp: '2026-11-21T12:00:00.000Z',
    webhookId: expect.stringMatching(UUID),
  });
  expect(await statusOf(sent.messageId)).toBe('sent');
});

test('the signature is of the very bytes, by the key that the sandbox and the API show', async () => {
  await setUrl(`${receiver.url}/hook`);
  const contactId = await location.contact();
  await send({
    type: 'Custom',
    contactId,
    message: 'Grüße 🎉',
    conversationProviderId: location.providers.customSms,
  });
  await settled();
  const { body = '', headers } = receiver.received[0] ?? {};
  const { webhooks } = clientOf(location.inlet.url, 'pit-x');
  const { webhookPublicKey } = location.sandbox;
  const signature = String(headers?.['x-ghl-signature']);
  expect(webhooks.verifyEd25519Signature(body, signature, webhookPublicKey)).toBe(true);
  expect(webhooks.verifyEd25519Signature(`${body} `, signature, webhookPublicKey)).toBe(false);
  const { signingPublicKey } = (await location.inlet.get('/inlet/v1/workspace')).body;
  expect(signingPublicKey).toBe(webhookPublicKey);
  expect(location.inlet.other.highlevel.webhookPublicKey).not.toBe(webhookPublicKey);
});

test('an email goes with its own fields, and names what it answers', async () => {
  await setUrl(`${receiver.url}/hook`);
  const contactId = await location.contact({ email: 'mail@example.com' });
  const conversationProviderId = location.providers.email;
  const received = await location.inbound({
    type: 'Email',
    contactId,
    conversationProviderId,
    direction: 'inbound',
    html: '<p>Question</p>',
    subject: 'Q',
    altId: 'external-1',
  });
  const sent = await send({
    type: 'Email',
    contactId,
    conversationProviderId,
    html: '<p>Answer</p>',
    subject: 'Re: Q',
    emailFrom: 'Support <support@example.com>',
    emailCc: ['boss@example.com'],
    replyMessageId: received.body.emailMessageId,
  });
  await settled();
  expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
    type: 'Email',
    contactId,
    messageId: sent.messageId,
    emailMessageId: sent.emailMessageId,
    emailTo: ['mail@example.com'],
    emailFrom: 'Support <support@example.com>',
    emailCc: ['boss@example.com'],
    html: '<p>Answer</p>',
    subject: 'Re: Q',
    replyToAltId: 'external-1',
  });
});

test('a provider may report at once what became of it', async () => {
  await setUrl(`${receiver.url}/hook`);
  const contactId = await location.contact({ phone: '+12015550203' });
  const conversationProviderId = location.providers.sms;
  const sent = await send({ type: 'SMS', contactId, message: 'Hi', conversationProviderId });
  const report = (status: string) =>
    location.call('PUT', `/conversations/messages/${sent.messageId}/status`, { status });
  await settled();
  expect((await report('delivered')).status).toBe(200);
  expect(await statusOf(sent.messageId)).toBe('delivered');
  expect((await report('pending')).status).toBe(200);
  expect(await statusOf(sent.messageId)).toBe('delivered');
  expect((await report('read')).status).toBe(200);
  expect(await statusOf(sent.messageId)).toBe('read');
});

test('a provider cannot report on what was not handed over, and does on what was', async () => {
  await setUrl(null);
  const contactId = await location.contact({ phone: '+12015550217' });
  const conversationProviderId = location.providers.sms;
  const sent = await send({ type: 'SMS', contactId, message: 'Held', conversationProviderId });
  await settled();
  const report = (body: object) =>
    location.call('PUT', `/conversations/messages/${sent.messageId}/status`, body);
  for (const status of ['sent', 'delivered', 'read', 'failed']) {
    const answer = await report({ status });
    expect([answer.status, answer.body.message]).toEqual([
      400,
      'The message was not handed over yet: no attempt to deliver it has begun. Report its status once it was posted to the delivery URL.',
    ]);
  }
  expect(await statusOf(sent.messageId)).toBe('pending');

  // It may have arrived, and is tried again: the provider knows better.
  receiver.next.push({ status: 500 });
  await setUrl(`${receiver.url}/hook`);
  await settled();
  expect(await replyOf(sent.conversationId)).toMatchObject({ state: 'retrying', attempt: 1 });
  expect((await report({ status: 'delivered' })).status).toBe(200);
  expect(await replyOf(sent.conversationId)).toMatchObject({ state: 'delivered', reason: null });
  clock.now += 3_600_000;
  await settled();
  expect(receiver.received).toHaveLength(1);
});

test('an error stands on a message only while that is failed', async () => {
  await setUrl(`${receiver.url}/hook`);
  const contactId = await location.contact({ phone: '+12015550218' });
  const conversationProviderId = location.providers.sms;
  const error = { code: '1', type: 'saas', message: 'Number unknown' };
  const one = async () => {
    const sent = await send({ type: 'SMS', contactId, message: 'Hi', conversationProviderId });
    await settled();
    const url = `/conversations/messages/${sent.messageId}`;
    return {
      report: (body: object) => location.call('PUT', `${url}/status`, body),
      shown: async () => (await location.get(url)).body,
      reply: () => replyOf(sent.conversationId),
    };
  };
  const read = await one();
  await read.report({ status: 'read' });
  const late = await read.report({ status: 'failed', error });
  expect([late.status, late.headers.get('inlet-verdict')]).toEqual([200, 'duplicate']);
  expect(await read.shown()).toMatchObject({ status: 'read' });
  expect(await read.shown()).not.toHaveProperty('error');
  expect(await read.reply()).toMatchObject({ state: 'read', reason: null, code: null });

  const failed = await one();
  await failed.report({ status: 'failed', error });
  expect(await failed.shown()).toMatchObject({ status: 'failed', error });
  expect(await failed.reply()).toMatchObject({
    state: 'failed',
    reason: 'Number unknown',
    code: 'reported',
  });
  await failed.report({ status: 'delivered' });
  expect(await failed.shown()).not.toHaveProperty('error');
  expect(await failed.reply()).toMatchObject({ state: 'delivered', reason: null, code: null });
});

test('an additional provider is posted the type that providerRules or it itself says', async () => {
  await setUrl(`${receiver.url}/hook`);
  const { customSms, customEmail } = location.providers;
  const contactId = await location.contact({ phone: '+12015550219', email: 'type@example.com' });
  const typeOf = async (conversationProviderId: string, mail: object = {}) => {
    const type = (rules: string) =>
      rules === 'docs' && conversationProviderId === customSms ? 'SMS' : 'Custom';
    const { body } = await location.inlet.get('/inlet/v1/workspace');
    const said = { type: type(body.highlevel.providerRules), contactId, message: 'Hi', ...mail };
    await send({ ...said, conversationProviderId });
    await settled();
    return JSON.parse(receiver.bodies.at(-1) ?? '').type as string;
  };
  const mail = { html: '<p>Hi</p>', subject: 'Hi' };
  const types = async () => [await typeOf(customSms), await typeOf(customEmail, mail)];
  for (const providerRules of ['live', 'both']) {
    await location.setSettings({ providerRules });
    expect(await types()).toEqual(['Custom', 'Custom']);
  }
  await location.setSettings({ providerRules: 'docs' });
  expect(await types()).toEqual(['SMS', 'Email']);
  await location.setSettings({ providerRules: 'both' });
  const path = `/inlet/v1/apps/${appId}/providers/${customSms}`;
  const changed = await location.inlet.call('PATCH', path, { body: { deliveryType: 'SMS' } });
  expect([changed.status, changed.body.deliveryType]).toEqual([200, 'SMS']);
  expect(await types()).toEqual(['SMS', 'Custom']);
  const wrong = await location.inlet.call('PATCH', path, { body: { deliveryType: 'Fax' } });
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'deliveryType']);
  await location.inlet.call('PATCH', path, { body: { deliveryType: null } });
  expect(await types()).toEqual(['Custom', 'Custom']);
});

test('a failing provider is tried again with the same ids; a refusal ends it', async () => {
  await setUrl(`${receiver.url}/hook`);
  const contactId = await location.contact({ phone: '+12015550204' });
  const conversationProviderId = location.providers.sms;
  receiver.next.push({ status: 500 }, { status: 503 });
  const sent = await send({ type: 'SMS', contactId, message: 'Again', conversationProviderId });
  for (let tries = 0; tries < 3; tries += 1) {
    await settled();
    clock.now += 3_600_000;
  }
  await settled();
  const ids = receiver.received.map(({ body }) => {
    const { messageId, webhookId } = JSON.parse(body);
    return `${messageId as string} ${webhookId as string}`;
  });
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(1);
  expect(await statusOf(sent.messageId)).toBe('sent');

  receiver.reset();
  receiver.usually = { status: 400 };
  const refused = await send({ type: 'SMS', contactId, message: 'No', conversationProviderId });
  await settled();
  expect(receiver.received).toHaveLength(1);
  const { body: shown } = await location.get(`/conversations/messages/${refused.messageId}`);
  expect(shown).toMatchObject({
    status: 'failed',
    error: { message: expect.stringContaining('400') },
  });
  const [listed] = await location.thread(refused.conversationId);
  expect(listed).toMatchObject({ id: refused.messageId, error: shown.error });
});

test('a plain reply to mail goes to all who got it, and to its sender alone when asked', async () => {
  await setUrl(`${receiver.url}/hook`);
  const contactId = await location.contact({ email: 'jane@example.com' });
  const conversationProviderId = location.providers.email;
  const received = await location.inbound({
    ...{ type: 'Email', contactId, conversationProviderId, direction: 'inbound' },
    ...{ html: '<p>Where is it?</p>', subject: 'RE: re: Order 7', altId: 'mail-7' },
    ...{ emailFrom: 'Jane <jane@example.com>', emailTo: 'help@ours.example' },
    emailCc: ['boss@example.com', 'Help@ours.example'],
  });
  const list = await location.inlet.get('/inlet/v1/conversations?limit=100');
  const { conversationId } = received.body;
  const { id } = list.body.data.find((one: Json) => one.externalId === conversationId);
  const reply = async (body: object) => {
    const path = `/inlet/v1/conversations/${id}/messages`;
    const answer = await location.inlet.call('POST', path, { body });
    expect(answer.status).toBe(202);
    await settled();
    return JSON.parse(receiver.bodies.at(-1) ?? '');
  };
  expect(await reply({ text: 'It left' })).toMatchObject({
    ...{ type: 'Email', subject: 'Re: Order 7', replyToAltId: 'mail-7' },
    ...{ emailTo: ['jane@example.com'], emailCc: ['boss@example.com'] },
    ...{ emailFrom: 'help@ours.example', messageId: received.body.messageId },
  });
  const alone = await reply({ text: 'Between us', replyTo: 'sender' });
  expect(alone.emailTo).toEqual(['jane@example.com']);
  expect(alone).not.toHaveProperty('emailCc');
  const given = {
    subject: 'New',
    to: ['a@example.com', 'b@example.com'],
    cc: [],
    bcc: ['c@example.com'],
  };
  const asked = await reply({ text: 'To others', ...given });
  expect(asked).toMatchObject({
    ...{ subject: 'New', emailTo: ['a@example.com', 'b@example.com'], emailBcc: ['c@example.com'] },
  });
  expect(asked).not.toHaveProperty('emailCc');
  const path = `/inlet/v1/conversations/${id}/messages`;
  const wrong = await location.inlet.call('POST', path, { body: { text: 'x', to: ['nobody'] } });
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'to[0]']);
});

test('an answer from the inbox goes the same way', async () => {
  await setUrl(`${receiver.url}/hook`);
  const contactId = await location.contact({ phone: '+12015550205' });
  const received = await location.inbound({
    type: 'SMS',
    contactId,
    message: 'Anybody there?',
    direction: 'inbound',
    conversationProviderId: location.providers.sms,
  });
  const { conversationId } = (
    await location.inlet.get(
      `/inlet/v1/acceptances/${received.headers.get('inlet-acceptance') ?? ''}`,
    )
  ).body;
  await location.inlet.call('POST', `/inlet/v1/conversations/${String(conversationId)}/messages`, {
    body: { text: 'Yes' },
  });
  await settled();
  expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
    type: 'SMS',
    contactId,
    phone: '+12015550205',
    message: 'Yes',
    conversationProviderId: location.providers.sms,
  });
});
