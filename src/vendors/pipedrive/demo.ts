import type { DemoChannels, DemoMessage } from '../../fake/demo.ts';
import type { ConnectorSetup, FakeConnector, InletRequest } from '../../fake/fake-connector.ts';
import { appPathOf, jsonAnswer, textOf } from '../../fake/fake-connector.ts';
import { createFakeConnector, fakeManifest } from './fake-connector.ts';

const CHANNELS = {
  chat: { provider_channel_id: 'demo-chat', name: 'Harbour Bikes', provider_type: 'whatsapp' },
  social: { provider_channel_id: 'demo-social', name: 'Harbour page', provider_type: 'facebook' },
} as const;

/** Two channels that the connector makes, and messages that it receives. */
export function createDemo(credentials: Readonly<Record<string, unknown>>): DemoChannels {
  const post = (path: string, body: unknown): InletRequest => ({
    ...{ method: 'POST', path: `/v1/channels${path}`, body },
    headers: { 'x-api-token': textOf(credentials, 'apiToken') },
  });
  return {
    carries: Object.keys(CHANNELS),
    async open(call) {
      for (const channel of Object.values(CHANNELS)) await call(post('', channel));
    },
    receive: (kind, message, call) =>
      call(post('/messages/receive', received(CHANNELS[kind as keyof typeof CHANNELS], message))),
    taking: {
      connector,
      async listen(origin, call) {
        const path = await appPathOf(call, textOf(credentials, 'clientId'));
        const manifest = origin === null ? null : manifestAt(origin);
        await call({ method: 'PATCH', path, body: { manifest } });
      },
    },
  };
}

/** It asks for no sender: their ids are their names. */
function manifestAt(origin: string) {
  const { version, endpoints } = fakeManifest(origin);
  const { getConversations, getConversationById, postMessage } = endpoints;
  return { version, endpoints: { getConversations, getConversationById, postMessage } };
}

/** One that knows who takes part in a conversation, as its id says so. */
function connector(setup: ConnectorSetup): FakeConnector {
  const usual = createFakeConnector(setup);
  return {
    ...usual,
    answer(request) {
      const [, , , what, id, more] = request.path.split('/').map(decodeURIComponent);
      if (what !== 'conversations' || id === undefined || more !== undefined) {
        return usual.answer(request);
      }
      const who = id.slice(id.indexOf(' ') + 1);
      const participants = [
        { id: who, name: who, role: 'end_user' },
        { id: 'shop', name: 'Harbour Bikes', role: 'source_user' },
      ];
      const data = { id, link: '', status: 'open', seen: true, messages: [], participants };
      return jsonAnswer(200, { success: true, data });
    },
  };
}

function received(
  { provider_channel_id: channel }: { provider_channel_id: string },
  { id, who, text, writtenAt, pictures }: DemoMessage,
) {
  return {
    ...{ id, channel_id: channel, sender_id: who, conversation_id: `${channel} ${who}` },
    ...{ message: text, status: 'sent', created_at: new Date(writtenAt).toISOString() },
    attachments: pictures.map((one) => ({ ...one, id: `${id} ${one.name}`, type: 'image/png' })),
  };
}
