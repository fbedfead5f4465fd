/** A connector that answers each endpoint of its manifest with what the test says, byte for byte. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fakeManifest } from '../../src/vendors/pipedrive/fake-connector.ts';

export type Endpoint =
  | 'getConversations'
  | 'getConversationById'
  | 'postMessage'
  | 'getSenderById'
  | 'deleteChannelById'
  | 'getTemplates'
  | 'getMessageById'
  | 'manifest';

export type PlainAnswer = {
  status?: number;
  headers?: Record<string, string>;
  /** Text and bytes go as they are, all else as JSON. */
  body: unknown;
};

export interface PlainConnector extends AsyncDisposable {
  url: string;
  /** In place of a good answer. */
  answers: Partial<Record<Endpoint, PlainAnswer>>;
  /** How every answer goes out. */
  written: (text: string) => { bytes: Buffer; headers?: Record<string, string> };
  asked: { endpoint: Endpoint; query: URLSearchParams; headers: IncomingHttpHeaders }[];
}

export async function startPlainConnector(): Promise<PlainConnector> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://connector');
    const endpoint = endpointOf(request.method ?? '', pathname.split('/').slice(1));
    connector.asked.push({ endpoint, query: searchParams, headers: request.headers });
    const given = connector.answers[endpoint];
    const {
      status = 200,
      headers,
      body,
    } = given ?? { body: usual(endpoint, connector.url, pathname) };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const written = body instanceof Buffer ? { bytes: body } : connector.written(text);
    request.resume().on('end', () => {
      const how = 'headers' in written ? written.headers : {};
      const type = { 'content-type': 'application/json', ...how, ...headers };
      response.writeHead(status, type).end(written.bytes);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const connector: PlainConnector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers: {},
    written: (text) => ({ bytes: Buffer.from(text) }),
    asked: [],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return connector;
}

function endpointOf(method: string, [top, , what, id, messages]: string[]): Endpoint {
  if (top === 'manifest.json') return 'manifest';
  if (method === 'DELETE') return 'deleteChannelById';
  if (what === 'senders') return 'getSenderById';
  if (what === 'templates') return 'getTemplates';
  if (method === 'POST') return 'postMessage';
  if (id === undefined) return 'getConversations';
  return messages === undefined ? 'getConversationById' : 'getMessageById';
}

/** One conversation a channel, of one who says Grüße. */
function usual(endpoint: Endpoint, url: string, pathname: string): unknown {
  const channel = pathname.split('/')[2] ?? '';
  const conversation = {
    ...{ id: `talk-${channel}`, link: 'https://c.example', status: 'open' },
    participants: [
      { id: 'business', name: 'Business', role: 'source_user' },
      { id: 'jane', name: 'Jürgen', role: 'end_user' },
    ],
    messages: [
      {
        ...{ id: 'm1', sender_id: 'jane', message: 'Grüße', status: 'sent' },
        created_at: '2026-03-01 10:00',
      },
    ],
  };
  switch (endpoint) {
    case 'manifest':
      return { ...fakeManifest(url), name: 'Grün' };
    case 'getConversations':
      return { success: true, data: [conversation], additional_data: {} };
    case 'postMessage':
      return { success: true, data: { id: 'grün' } };
    case 'getSenderById':
      return { success: true, data: { id: 'jane', name: 'Jürgen' } };
    case 'deleteChannelById':
      return { success: true };
    case 'getTemplates': {
      const template = { id: 't1', name: 'Hello', content: 'Hello {{1}}, {{2}}', language: 'en' };
      return { success: true, data: { templates: [template] } };
    }
    default:
      return { success: true, data: conversation };
  }
}
