/** Mail whose text a person changes goes out with that text, in every form in which it says it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../support/app.ts';
import { engines } from '../../support/database.ts';
import { Receiver } from '../../../src/fake/receiver.ts';
import { Location } from './location.ts';

describe.each(engines)('mail whose text is changed, on %s', (engine) => {
  let location: Location;
  let receiver: Receiver;
  let appId: string;

  beforeAll(async () => {
    receiver = await Receiver.start();
    location = await Location.start({ engine });
    const { data } = (await location.inlet.get('/inlet/v1/apps')).body;
    appId = data.find((one: Json) => one.clientId === location.sandbox.clientId).id;
  });
  afterAll(async () => {
    await location[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
  });

  const settled = () => location.inlet.app.outbox.settled();
  const setUrl = (deliveryUrl: string | null) =>
    location.inlet.call('PATCH', `/inlet/v1/apps/${appId}`, { body: { deliveryUrl } });
  const posted = () => JSON.parse(receiver.bodies.at(-1) ?? '');

  /** The id in Inlet's own API of mail that was written with html of its own. */
  async function write(): Promise<{ id: string; messageId: string }> {
    const contactId = await location.contact({ email: `a${Date.now()}@example.com` });
    const answer = await location.call('POST', '/conversations/messages', {
      ...{ type: 'Email', contactId, conversationProviderId: location.providers.email },
      ...{ html: '<p>You owe <b>900</b></p>', subject: 'Your bill' },
    });
    expect(answer.status).toBe(200);
    const acceptances = await location.inlet.get('/inlet/v1/acceptances?limit=1');
    return { id: acceptances.body.data[0].messageId, messageId: answer.body.messageId };
  }

  test('before it goes out', async () => {
    await setUrl(null);
    const { id, messageId } = await write();
    // Held by now: nothing of it is under way.
    await settled();
    const edit = await location.inlet.call('PATCH', `/inlet/v1/messages/${id}`, {
      body: { text: 'You owe 90 < 100' },
    });
    expect([edit.status, edit.body.text]).toEqual([200, 'You owe 90 < 100']);
    const shown = await location.get(`/conversations/messages/${messageId}`);
    expect([shown.body.body, shown.body.contentType]).toEqual(['You owe 90 < 100', 'text/plain']);
    await setUrl(`${receiver.url}/hook`);
    await settled();
    expect(posted()).toMatchObject({
      ...{ html: 'You owe 90 &lt; 100', message: 'You owe 90 < 100', subject: 'Your bill' },
    });
  });

  test('when other files alone go with it, its own form stays', async () => {
    await setUrl(null);
    const { id } = await write();
    await settled();
    const attachments = [{ url: 'https://files.example/a.pdf', mimeType: 'application/pdf' }];
    await location.inlet.call('PATCH', `/inlet/v1/messages/${id}`, { body: { attachments } });
    await setUrl(`${receiver.url}/hook`);
    await settled();
    expect(posted()).toMatchObject({
      ...{ html: '<p>You owe <b>900</b></p>', attachments: ['https://files.example/a.pdf'] },
    });
  });

  test('when it is sent again with another text', async () => {
    await setUrl(`${receiver.url}/hook`);
    receiver.next.push({ status: 400 });
    const { id } = await write();
    await settled();
    const deliveries = await location.inlet.get(`/inlet/v1/deliveries?messageId=${id}`);
    const path = `/inlet/v1/deliveries/${deliveries.body.data[0].id}/resend`;
    const again = await location.inlet.call('POST', path, { body: { text: 'You owe 90' } });
    expect(again.status).toBe(202);
    await settled();
    expect(posted()).toMatchObject({ html: 'You owe 90', message: 'You owe 90' });
  });
});
