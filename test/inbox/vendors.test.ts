// Whoever posts: it shows itself, is answered, and the answer comes to stand as its receiver reports.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Receiver } from '../../src/fake/receiver.ts';
import { openInbox, type InboxBrowser, type Person } from '../support/inbox-browser.ts';
import { connect } from '../support/pipedrive-connector.ts';

let inbox: InboxBrowser;
let person: Person;

beforeAll(async () => {
  inbox = await openInbox();
  person = await inbox.login();
  await person.page.getByRole('listbox').waitFor();
});
afterAll(async () => {
  await person[Symbol.asyncDispose]();
  await inbox[Symbol.asyncDispose]();
});

const bubble = (text: string) => person.page.getByRole('article').filter({ hasText: text });

/** As HighLevel's app calls. */
const callHighLevel = (method: 'POST' | 'PUT', path: string, body: object) =>
  inbox.inlet.call(method, path, {
    token: inbox.inlet.sandbox.highlevel.appAccessToken,
    headers: { version: '2021-04-15' },
    body,
  });

const WAYS: Record<string, () => Promise<{ status: number }>> = {
  pipedrive: () =>
    inbox.inlet.receive({ id: 'p-1', sender_id: 'Piotr', message: 'From pipedrive' }),
  partoo: () => {
    const { channelId, businessId, apiKeys } = inbox.inlet.sandbox.partoo;
    return inbox.inlet.call('POST', `/v2/custom-channels/${channelId}/messages`, {
      ...{ token: null, headers: { 'x-apikey': apiKeys.ORG_ADMIN } },
      body: {
        ...{ business_id: businessId, external_conversation_id: 'o-1', external_message_id: 'o-1' },
        ...{ content: 'From partoo', sender_type: 'Consumer', consumer_name: 'Odile' },
      },
    });
  },
  highlevel: async () => {
    const { locationId, providers } = inbox.inlet.sandbox.highlevel;
    const person = { locationId, name: 'Hanna', phone: '+12015550201' };
    const contactId = (await callHighLevel('POST', '/contacts/', person)).body.contact.id;
    return callHighLevel('POST', '/conversations/messages/inbound', {
      ...{ type: 'SMS', direction: 'inbound', contactId },
      conversationProviderId: providers.customSms,
      message: 'From highlevel',
    });
  },
};

test.each(Object.keys(WAYS))(
  'a message by the API of %s appears without a reload',
  async (vendor) => {
    const { page } = person;
    const row = page.getByRole('option').filter({ hasText: `From ${vendor}` });
    await page.evaluate('window.isTheSame = true');
    expect((await WAYS[vendor]?.())?.status).toBe(200);
    await row.waitFor();
    expect(await page.evaluate('window.isTheSame')).toBe(true);
    await row.click();
    await bubble(`From ${vendor}`).waitFor();
  },
);

test('a reply reaches the connector, and shows itself delivered and read as that is reported', async () => {
  const { page } = person;
  await using receiver = await Receiver.start();
  const { data } = (await inbox.inlet.get('/inlet/v1/apps')).body;
  const { clientId } = inbox.inlet.sandbox.highlevel;
  const { id } = data.find((one: { clientId: string }) => one.clientId === clientId);
  const body = { deliveryUrl: `${receiver.url}/hook` };
  expect((await inbox.inlet.call('PATCH', `/inlet/v1/apps/${id}`, { body })).status).toBe(200);
  await page.getByRole('option').filter({ hasText: 'From highlevel' }).click();
  await bubble('From highlevel').waitFor();
  await page.getByRole('textbox').fill('To the connector');
  await page.keyboard.press('Control+Enter');
  await bubble('To the connector').getByText('sent', { exact: true }).waitFor();
  expect(receiver.received).toHaveLength(1);
  const { messageId } = JSON.parse(receiver.received[0]?.body.toString() ?? '{}');
  for (const status of ['delivered', 'read']) {
    const path = `/conversations/messages/${messageId}/status`;
    expect((await callHighLevel('PUT', path, { status })).status).toBe(200);
    await bubble('To the connector').getByText(status, { exact: true }).waitFor();
  }
});

test('a reply that may have arrived is dismissed, and needs nobody any more', async () => {
  const { page } = person;
  await using connector = await connect(inbox.inlet, { messages: 0 });
  await page.getByRole('option').filter({ hasText: 'From pipedrive' }).click();
  await bubble('From pipedrive').waitFor();
  connector.fail('drop', 1, true);
  await page.getByRole('textbox').fill('Did this arrive?');
  await page.keyboard.press('Control+Enter');
  await bubble('Did this arrive?').getByText('may have arrived').first().waitFor();
  await page.getByRole('link', { name: /^Needs attention/ }).click();
  const card = page.getByRole('listitem').filter({ hasText: 'Did this arrive?' });
  await card.getByRole('button', { name: 'Dismiss' }).click();
  await expect.poll(() => card.count()).toBe(0);
  const { body } = await inbox.inlet.get('/inlet/v1/deliveries?state=dead');
  expect(body.data).toEqual([]);
  expect(person.complaints).toEqual([]);
});
