/** What Inlet's own API shows of a location: ids as its connector knows them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Location } from './location.ts';

let location: Location;
beforeAll(async () => {
  location = await Location.start();
});
afterAll(() => location[Symbol.asyncDispose]());

test('a conversation and its contact have the ids of HighLevel’s answers, a message its altId', async () => {
  const { inlet } = location;
  const contactId = await location.contact();
  const posted = await location.call('POST', '/conversations/messages/inbound', {
    ...{ type: 'WhatsApp', contactId, message: 'hi', direction: 'inbound', altId: 'wamid.1' },
  });
  const acceptance = `/inlet/v1/acceptances/${posted.headers.get('inlet-acceptance')}`;
  const { conversationId, messageId } = (await inlet.get(acceptance)).body;

  const conversation = await inlet.get(`/inlet/v1/conversations/${conversationId}`);
  expect(conversation.body).toMatchObject({
    externalId: posted.body.conversationId,
    participants: [{ role: 'contact', externalId: contactId }],
  });
  const [{ id: participantId }] = conversation.body.participants;
  const listed = (await inlet.get('/inlet/v1/conversations')).body.data;
  expect(listed.map((one: { externalId: string }) => one.externalId)).toContain(
    posted.body.conversationId,
  );
  const read = await inlet.call('POST', `/inlet/v1/conversations/${conversationId}/read`);
  expect(read.body.externalId).toBe(posted.body.conversationId);
  const message = (await inlet.get(`/inlet/v1/messages/${messageId}`)).body;
  expect(message).toMatchObject({ externalId: 'wamid.1', sender: { externalId: contactId } });
  const renamed = await inlet.call('PATCH', `/inlet/v1/participants/${participantId}`, {
    body: { name: 'Jane' },
  });
  expect(renamed.body).toMatchObject({ name: 'Jane', externalId: contactId });
});
