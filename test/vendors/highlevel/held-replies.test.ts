/** A message that has nowhere to go waits; each way of giving an address lets it go. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runInlet, settingsOf } from '../../cli/run-inlet.ts';
import { Receiver } from '../../../src/fake/receiver.ts';
import type { Answer, Json } from '../../support/app.ts';
import { freshDatabase, type FreshDatabase } from '../../support/database.ts';
import { Location } from './location.ts';

let database: FreshDatabase;
let location: Location;
let receiver: Receiver;
let app: Json;

beforeAll(async () => {
  receiver = await Receiver.start();
  database = await freshDatabase('sqlite');
  location = await Location.start({ database });
  const { data } = (await location.inlet.get('/inlet/v1/apps')).body;
  app = data.find((one: Json) => one.clientId === location.sandbox.clientId);
});
afterAll(async () => {
  await location[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await patchProvider({ deliveryUrl: null });
  await patch('', { deliveryUrl: null });
  await location.inlet.app.outbox.settled();
  receiver.reset();
});

const patch = (path: string, body: unknown): Promise<Answer> =>
  location.inlet.call('PATCH', `/inlet/v1/apps/${app.id}${path}`, { body });
const patchProvider = (body: unknown) => patch(`/providers/${location.providers.customSms}`, body);
const cli = (...args: string[]) => runInlet(settingsOf(database), ...args, '--json');

/** Its text, once it waits because nobody can be called. */
async function holdMessage(): Promise<string> {
  const contactId = await location.contact();
  const message = `to ${contactId}`;
  const conversationProviderId = location.providers.customSms;
  const body = { type: 'SMS', contactId, message, conversationProviderId };
  expect((await location.call('POST', '/conversations/messages', body)).status).toBe(200);
  await location.inlet.app.outbox.settled();
  const { data } = (await location.inlet.get('/inlet/v1/deliveries?state=held')).body;
  expect(data).toHaveLength(1);
  expect(data[0].reason).toBe(
    `Neither the conversation provider ${conversationProviderId} nor its app has a delivery URL.`,
  );
  expect(receiver.received).toEqual([]);
  return message;
}

async function received(): Promise<string[]> {
  await location.inlet.app.outbox.settled();
  return receiver.received.map(({ path, body }) => `${path}: ${JSON.parse(body).message}`);
}

test("PATCH of the provider's delivery URL lets it go there, rather than to its app's", async () => {
  const message = await holdMessage();
  const deliveryUrl = `${receiver.url}/provider`;
  expect(await patchProvider({ deliveryUrl })).toMatchObject({
    status: 200,
    body: { externalId: location.providers.customSms, type: 'customSms', deliveryUrl },
  });
  expect(await received()).toEqual([`/provider: ${message}`]);
});

test("PATCH of the app's delivery URL lets it go", async () => {
  const message = await holdMessage();
  expect((await patch('', { deliveryUrl: `${receiver.url}/app` })).status).toBe(200);
  expect(await received()).toEqual([`/app: ${message}`]);
});

test('inlet provider set lets it go, beside the running server', async () => {
  const message = await holdMessage();
  const deliveryUrl = `${receiver.url}/provider`;
  const set = await cli(
    ...['provider', 'set', location.providers.customSms],
    ...['--delivery-url', deliveryUrl],
  );
  expect([set.code, set.stderr]).toEqual([0, '']);
  expect(set.json()).toMatchObject({ deliveryUrl, type: 'customSms' });
  expect(await received()).toEqual([`/provider: ${message}`]);
});

test('inlet app update lets it go, beside the running server', async () => {
  const message = await holdMessage();
  const set = await cli('app', 'update', app.clientId, '--delivery-url', `${receiver.url}/app`);
  expect([set.code, set.stderr]).toEqual([0, '']);
  expect(await received()).toEqual([`/app: ${message}`]);
});
