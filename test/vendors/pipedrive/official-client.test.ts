/**
 * The vendor's own client, pipedrive@33.7.0, as a connector uses it: only its basePath is ours. It
 * resolves to the parsed body of a 2xx and rejects with the parsed body of anything else.
 */
import { ChannelsApi, Configuration } from 'pipedrive/v1';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type RunningApp } from '../../support/app.ts';

let inlet: RunningApp;

beforeAll(async () => {
  inlet = await startApp();
});

afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
});

/** The documented example (docs/pipedrive.md#received-messages), for a channel of ours. */
const example = {
  id: 'e283f878-7ef9-4294-8e5c-04a7d003fd92',
  sender_id: '5d4bd467-d847-4088-ae43-0c7614233bab',
  conversation_id: '063ffa46-831c-4027-a04c-b65e17f077b7',
  message: 'This is a message',
  status: 'sent' as const,
  created_at: '2022-03-01T07:58:35.449Z',
  reply_by: '2022-03-01T07:58:35.449Z',
  conversation_link: 'http://my-server.com/conversations/063ffa46-831c-4027-a04c-b65e17f077b7',
  attachments: [
    {
      id: 'b0369d1d-6b6a-4293-88b9-e2924782d47e',
      type: 'image/png',
      name: 'Image Name',
      size: 600,
      url: 'http://my-server.com/images/b0369d1d-6b6a-4293-88b9-e2924782d47e.png',
      preview_url: 'http://my-server.com/images/b0369d1d-6b6a-4293-88b9-e2924782d47e.preview.png',
    },
  ],
};

const clients = [
  [
    'an API token at /v1',
    () => ({ basePath: `${inlet.url}/v1`, apiKey: inlet.sandbox.pipedrive.apiToken }),
  ],
  [
    'an access token at /api/v1',
    () => ({ basePath: `${inlet.url}/api/v1`, accessToken: inlet.sandbox.pipedrive.accessToken }),
  ],
  [
    'both at once',
    () => ({
      basePath: `${inlet.url}/v1`,
      apiKey: inlet.sandbox.pipedrive.apiToken,
      accessToken: 'not-a-token',
    }),
  ],
] as const;

describe.each(clients)('with %s', (name, options) => {
  const channel = `chan/nel: ${name} @1`;
  const api = () => new ChannelsApi(new Configuration(options()));

  test('a channel is added once', async () => {
    const AddChannelRequest = { name: 'My Channel', provider_channel_id: channel };
    const added = await api().addChannel({ AddChannelRequest });
    expect(added).toEqual({
      success: true,
      data: {
        id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        name: 'My Channel',
        avatar_url: null,
        provider_channel_id: channel,
        marketplace_client_id: expect.stringMatching(/^[0-9a-f]{16}$/),
        pd_company_id: expect.any(Number),
        pd_user_id: expect.any(Number),
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        provider_type: 'other',
        template_support: false,
      },
    });
    await expect(api().addChannel({ AddChannelRequest })).rejects.toMatchObject({
      success: false,
      additional_data: { code: 'CHANNEL_ALREADY_EXISTS' },
    });
  });

  test('a message is received, and its status updated', async () => {
    const ReceiveMessageRequest = { ...example, channel_id: channel };
    await expect(api().receiveMessage({ ReceiveMessageRequest })).resolves.toEqual({
      success: true,
      data: ReceiveMessageRequest,
    });
    const update = { ...ReceiveMessageRequest, status: 'read' as const };
    await expect(api().receiveMessage({ ReceiveMessageRequest: update })).resolves.toEqual({
      success: true,
      data: update,
    });
  });

  test('an incomplete message is refused with what is missing', async () => {
    const empty = {} as Parameters<ChannelsApi['receiveMessage']>[0] extends
      { ReceiveMessageRequest?: infer Body } | undefined
      ? NonNullable<Body>
      : never;
    await expect(api().receiveMessage({ ReceiveMessageRequest: empty })).rejects.toMatchObject({
      success: false,
      error: expect.stringMatching(
        /^id is required; .*\. Expected \{ id: string; .*but was incompatible$/,
      ),
      additional_data: { code: 'INVALID_RECEIVE_MESSAGE_PAYLOAD' },
    });
  });

  test('a conversation and a channel are deleted by the ids of the provider', async () => {
    const ids = { channel_id: channel, conversation_id: example.conversation_id };
    await expect(api().deleteConversation(ids)).resolves.toEqual({ success: true });
    await expect(api().deleteConversation(ids)).rejects.toMatchObject({
      error: 'Conversation not found.',
      additional_data: { code: 'NOT_FOUND' },
    });
    await expect(api().deleteChannel({ id: channel })).resolves.toEqual({ success: true });
    await expect(api().deleteChannel({ id: channel })).rejects.toMatchObject({
      error: 'Channel not found.',
      additional_data: { code: 'NOT_FOUND' },
    });
  });
});

test('a bad token is refused in the shape of the gateway', async () => {
  const api = new ChannelsApi(new Configuration({ basePath: `${inlet.url}/v1`, apiKey: 'bad' }));
  await expect(api.deleteChannel({ id: 'any' })).rejects.toEqual({
    success: false,
    error: 'unauthorized access',
    errorCode: 401,
    error_info: 'Please check developers.pipedrive.com',
  });
});
