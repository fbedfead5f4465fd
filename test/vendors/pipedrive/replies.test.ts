/** Replies go to the connector's postMessage, with everything that may go wrong there. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunningConnector } from '../../../src/fake/serve-connector.ts';
import { startApp, type Json, type RunningApp } from '../../support/app.ts';
import { engines } from '../../support/database.ts';
import { fakeManifest } from '../../../src/vendors/pipedrive/fake-connector.ts';
import { connect, register } from '../../support/pipedrive-connector.ts';

let made = 0;

describe.each(engines)('on %s', (engine) => {
  let now = Date.UTC(2026, 10, 21, 12);
  let inlet: RunningApp;
  let connector: RunningConnector;
  let talk = '';

  beforeAll(async () => {
    inlet = await startApp({ engine, now: () => now });
  });
  afterAll(() => inlet[Symbol.asyncDispose]());
  beforeEach(async () => {
    made += 1;
    talk = `talk-${made}`;
    now += 86_400_000;
    connector = await connect(inlet, { messages: 0 });
  });
  afterEach(async () => {
    // What is still to be tried would meet the next test's connector.
    const { apiToken, channelId } = inlet.sandbox.pipedrive;
    await inlet.call('DELETE', `/v1/channels/${channelId}/conversations/${talk}`, {
      ...{ token: null, headers: { 'x-api-token': apiToken } },
    });
    await inlet.app.purger.settled();
    await connector[Symbol.asyncDispose]();
  });

  const receive = (said: Record<string, unknown> = {}) =>
    inlet.receive({
      ...{ id: `${talk}-in`, conversation_id: talk, sender_id: `contact-${talk}` },
      ...{ created_at: new Date(now).toISOString(), ...said },
    });

  /** A conversation that a contact began, answered with this. */
  async function answer(
    body: Record<string, unknown>,
    said?: Record<string, unknown>,
  ): Promise<Json> {
    const received = await receive(said);
    const { body: acceptance } = await inlet.get(
      `/inlet/v1/acceptances/${received.headers.get('inlet-acceptance')}`,
    );
    // Asked for beside the answer to the connector: later it would meet what a test sets up.
    const question = `/channels/sandbox-channel/conversations/${talk}`;
    await expect
      .poll(() => connector.requests.map(({ path }) => path), { interval: 5, timeout: 30_000 })
      .toContain(question);
    await inlet.app.importer.settled();
    connector.requests.length = 0;
    const sent = await inlet.call(
      'POST',
      `/inlet/v1/conversations/${acceptance.conversationId}/messages`,
      { body },
    );
    expect(sent.status).toBe(202);
    await inlet.app.outbox.settled();
    return (await inlet.get(`/inlet/v1/messages/${sent.body.id}`)).body;
  }

  /** How often the second reply of this test came. */
  const seconds = () =>
    posted().filter(({ fields }) => fields['message']?.[0] === `Second in ${talk}`).length;
  const posted = () => connector.requests.filter(({ method }) => method === 'POST');

  test('as one form, signed in with the app’s id and secret; its id becomes the message’s', async () => {
    const message = await answer({ text: 'Hello back' });
    expect(message).toMatchObject({ status: 'sent', externalId: 'sent-1', direction: 'outbound' });
    const [request] = posted();
    expect(request?.path).toBe('/channels/sandbox-channel/messages');
    expect(request?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    const { clientId, clientSecret } = inlet.sandbox.pipedrive as Json;
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    expect(request?.headers['authorization']).toBe(basic);
    expect(request?.fields).toEqual({
      message: ['Hello back'],
      senderId: ['business'],
      conversationId: [talk],
      'recipientIds[]': [`contact-${talk}`],
    });
  });

  test('to an address that names the conversation, where the manifest does', async () => {
    const known = fakeManifest(connector.url);
    const postMessage = `${connector.url}/channels/:providerChannelId/messages/:sourceConversationId`;
    await register(inlet, { ...known, endpoints: { ...known.endpoints, postMessage } });
    expect(await answer({ text: 'Hello' })).toMatchObject({ status: 'sent' });
    expect(posted()[0]?.path).toBe(`/channels/sandbox-channel/messages/${talk}`);
  });

  test('the connector is asked who takes part before it is sent anything', async () => {
    await answer({ text: 'Hello' });
    const asked = connector.requests.map(({ method, path }) => `${method} ${path}`);
    // Completed in the background already, or asked now: once in either case.
    expect(asked.at(-1)).toBe('POST /channels/sandbox-channel/messages');
  });

  test('a later status and an echo meet the message', async () => {
    const message = await answer({ text: 'Hello' });
    const echo = { id: message.externalId, sender_id: 'business', message: 'Hello' };
    const read = await receive({ ...echo, status: 'read' });
    expect(read.headers.get('inlet-verdict')).toBe('updated');
    const { body } = await inlet.get(`/inlet/v1/messages/${message.id}`);
    expect(body).toMatchObject({ status: 'read', externalId: message.externalId });
  });

  test('an uploaded file goes along', async () => {
    const upload = await fetch(`${inlet.url}/inlet/v1/files?name=offer.txt`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${inlet.sandbox.inlet.token}`,
        'content-type': 'text/plain',
      },
      body: 'ten',
    });
    const { url } = (await upload.json()) as { url: string };
    const attachments = [{ url, mimeType: 'text/plain', name: 'offer.txt' }];
    const message = await answer({ text: 'See here', attachments });
    expect(message.status).toBe('sent');
    expect(posted()[0]?.fields['files']).toEqual(['offer.txt (text/plain, 3)']);
  });

  test('a template is filled in and sent as text', async () => {
    await answer({ template: { id: 't1', language: 'en_US', parameters: ['Ada'] } });
    expect(posted()[0]?.fields['message']).toEqual(['Hello Ada']);
  });

  test('a template with too few parameters is refused before it goes out', async () => {
    const { id } = await answer({ text: 'First' });
    const { body: message } = await inlet.get(`/inlet/v1/messages/${id}`);
    const templates = [
      { id: 't1', name: 'Greeting', content: 'Hello {{1}}', language: 'en_US' },
      { id: 't2', name: 'Order', content: '{{2}}, {{ 1 }} and {{2}}', language: 'en_US' },
      { id: 't3', name: 'Named', content: 'Dear {{name}} of {{town}}', language: 'en_US' },
    ];
    const workspaceId = Number(inlet.sandbox.workspace.id);
    const channelId = Number(message.channelId);
    await inlet.app.store.write.keepTemplates({ workspaceId, channelId, templates, now });
    const send = (template: Json) =>
      inlet.call('POST', `/inlet/v1/conversations/${message.conversationId}/messages`, {
        body: { template },
      });
    for (const [template, empty] of [
      [{ id: 't1' }, '{{1}}'],
      [{ id: 't1', language: 'en_US', parameters: [] }, '{{1}}'],
      [{ id: 't2', parameters: ['one'] }, '{{2}}'],
      [{ id: 't3', parameters: [] }, '{{name}}, {{town}}'],
    ] as const) {
      const { status, body, headers } = await send(template);
      expect(status).toBe(422);
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(body).toEqual({
        ...{ type: 'about:blank', title: 'Unprocessable Content', status: 422 },
        ...{ detail: 'The template cannot be sent like this.', code: 'template-incomplete' },
        errors: [
          {
            path: 'template.parameters',
            message: `must have a value for each place of the template: ${empty} would be empty`,
          },
        ],
      });
    }
    // The connector was asked for it meanwhile and says that it has one place; one more is no fault.
    expect((await send({ id: 't1', parameters: ['Ada', 'more'] })).status).toBe(202);
    await inlet.app.outbox.settled();
    expect(posted().at(-1)?.fields['message']).toEqual(['Hello Ada']);
    await inlet.app.store.write.keepTemplates({ workspaceId, channelId, templates: [], now });
  });

  test('one that is not known here yet is refused as it would go out', async () => {
    const message = await answer({ template: { id: 't1' } });
    expect(message).toMatchObject({ status: 'failed' });
    expect(message.reply).toMatchObject({
      state: 'failed',
      reason:
        'The parameters of template t1: it must have a value for each place of the template: {{1}} would be empty.',
    });
    expect(posted()).toEqual([]);
  });

  test.each([
    ['bad-request', 'failed', 0],
    ['unauthorized', 'failed', 0],
    ['suspended', 'failed', 0],
    ['forbidden', 'failed', 0],
    ['not-found', 'failed', 0],
    ['redirect', 'failed', 0],
    // The time that it names is years later than a delivery is tried.
    ['rate-limited', 'failed', 0],
    ['unavailable', 'pending', 1],
    // Where it may have been sent it is never sent again by itself: no id of ours goes along.
    ['html-500', 'pending', 0],
    ['empty-500', 'pending', 0],
    ['no-id', 'pending', 0],
    ['html', 'pending', 0],
    ['empty', 'pending', 0],
    ['broken-json', 'pending', 0],
    ['drop', 'pending', 0],
    ['drop-within', 'pending', 0],
  ])(
    'a connector that answers %s: the reply is %s and sent %i times more',
    async (failure, status, again) => {
      const first = await answer({ text: 'First' });
      connector.fail(failure, 1);
      const path = `/inlet/v1/conversations/${first.conversationId}/messages`;
      const sent = await inlet.call('POST', path, { body: { text: `Second in ${talk}` } });
      await inlet.app.outbox.settled();
      expect((await inlet.get(`/inlet/v1/messages/${sent.body.id}`)).body.status).toBe(status);
      now += 5 * 60_000;
      const before = seconds();
      await inlet.app.outbox.settled();
      expect(seconds() - before).toBe(again);
    },
  );
});
