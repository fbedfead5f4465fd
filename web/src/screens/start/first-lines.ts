/* A line to paste for each kind of connector: it stores one message. Pure. */
import type { Channel } from '../../state/nouns.ts';

export type FirstLine = { channel: Channel; line: string };

type Make = (origin: string, channel: Channel) => string;

const post = (url: string, headers: readonly string[], body: object) =>
  [`curl -s ${url}`, ...[...headers, 'content-type: application/json'].map((one) => `-H '${one}'`)]
    .join(' ')
    .concat(` -d '${JSON.stringify(body)}'`);

const MAKERS: Readonly<Record<string, Make>> = {
  pipedrive: (origin, { externalId }) =>
    post(`${origin}/v1/channels/messages/receive`, ['x-api-token: YOUR-API-TOKEN'], {
      ...{ id: 'hello-1', channel_id: externalId, sender_id: 'Jane' },
      ...{ conversation_id: 'hello', message: 'Hello, is this thing on?', status: 'sent' },
      created_at: new Date().toISOString(),
    }),
  partoo: (origin, { externalId }) =>
    post(`${origin}/v2/custom-channels/${externalId}/messages`, ['x-APIKey: YOUR-API-KEY'], {
      ...{ business_id: 'YOUR-BUSINESS-ID', external_conversation_id: 'hello' },
      ...{ external_message_id: 'hello-1', content: 'Hello, is this thing on?' },
      ...{ sender_type: 'Consumer', consumer_name: 'Jane' },
    }),
  highlevel: (origin) =>
    post(
      `${origin}/conversations/messages/inbound`,
      ['authorization: Bearer YOUR-APP-ACCESS-TOKEN', 'version: 2021-04-15'],
      {
        ...{ type: 'SMS', contactId: 'YOUR-CONTACT-ID', direction: 'inbound' },
        message: 'Hello, is this thing on?',
      },
    ),
};

/** One for each vendor that has a channel which takes messages, by its oldest that can be answered on. */
export function firstLines(origin: string, channels: readonly Channel[]): FirstLine[] {
  const lines = new Map<string, FirstLine>();
  const best = [...channels].sort(
    (one, other) => Number(one.isReadonly) - Number(other.isReadonly),
  );
  for (const channel of best) {
    const make = MAKERS[channel.vendor];
    if (make === undefined || lines.has(channel.vendor)) continue;
    lines.set(channel.vendor, { channel, line: make(origin, channel) });
  }
  return [...lines.values()];
}
