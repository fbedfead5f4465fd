import type { RequestTemplate } from './request.ts';

export interface ReceiveLoad {
  token: string;
  channelId: string;
  /** Over how many conversations the messages are spread; 5,000 unless told. */
  conversations?: number;
  /** Keeps the message ids of one run apart from another's on the same server. */
  run: string;
}

const WORDS = (
  'hello order parcel invoice tomorrow delivery morning question about your booking please call ' +
  'back when possible thank you very much still waiting for the price list and address of shop'
).split(' ');
const TEXT_LENGTH = 120;
const VARIANTS = 32;

/** Pipedrive's "receive a message", distinct each time, in a few dozen wordings. */
export function receiveRequests(load: ReceiveLoad): RequestTemplate[] {
  const { token, channelId, run, conversations = 5_000 } = load;
  const conversation = `<<scatter%${conversations}:7>>`;
  return Array.from({ length: VARIANTS }, (_, variant) => ({
    method: 'POST',
    path: '/v1/channels/messages/receive',
    headers: { 'x-api-token': token, 'content-type': 'application/json' },
    body: JSON.stringify({
      id: `${run}-<<sequence:12>>`,
      channel_id: channelId,
      sender_id: `sender-${conversation}`,
      conversation_id: `conversation-${conversation}`,
      message: textOf(variant),
      status: 'sent',
      created_at: '<<time>>',
      attachments: [],
    }),
  }));
}

function textOf(variant: number): string {
  let text = '';
  for (let word = variant; text.length < TEXT_LENGTH; word += 7 + (variant % 5)) {
    text += `${WORDS[word % WORDS.length] ?? ''} `;
  }
  return text.slice(0, TEXT_LENGTH);
}
