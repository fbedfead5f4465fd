import type { DemoChannels, DemoMessage } from '../../fake/demo.ts';
import type { CallInlet } from '../../fake/fake-connector.ts';
import { appPathOf, textOf } from '../../fake/fake-connector.ts';
import { createFakeConnector } from './fake-connector.ts';

const VERSION = '2021-04-15';
/** What each is to the vendor, and which of the sandbox's providers carries it. */
const CHANNELS = {
  text: { type: 'SMS', provider: 'sms' },
  mail: { type: 'Email', provider: 'email' },
  phone: { type: 'Call', provider: 'call' },
} as const;

/** Messages of contacts, on the providers that the sandbox has. */
export function createDemo(credentials: Readonly<Record<string, unknown>>): DemoChannels {
  const contacts = new Map<string, Promise<string>>();
  const headers = {
    authorization: `Bearer ${textOf(credentials, 'appAccessToken')}`,
    version: VERSION,
  };
  const contactOf = async (who: string, call: CallInlet) => {
    const locationId = textOf(credentials, 'locationId');
    const body = { locationId, name: who, email: mailOf(who) };
    const answer = await call({ method: 'POST', path: '/contacts/', headers, body });
    return (answer.body as { contact: { id: string } }).contact.id;
  };
  return {
    carries: Object.keys(CHANNELS),
    open: () => Promise.resolve(),
    async receive(kind, message, call) {
      const { type, provider } = CHANNELS[kind as keyof typeof CHANNELS];
      const known = contacts.get(message.who) ?? contactOf(message.who, call);
      contacts.set(message.who, known);
      const providers = credentials['providers'] as Record<string, string>;
      const body = {
        ...{ type, contactId: await known, direction: 'inbound', altId: message.id },
        ...{ conversationProviderId: providers[provider], ...contentOf(type, message) },
        date: new Date(message.writtenAt).toISOString(),
      };
      return call({ method: 'POST', path: '/conversations/messages/inbound', headers, body });
    },
    taking: {
      connector: createFakeConnector,
      async listen(origin, call) {
        const path = await appPathOf(call, textOf(credentials, 'clientId'));
        const deliveryUrl = origin === null ? null : `${origin}/deliveries`;
        await call({ method: 'PATCH', path, body: { deliveryUrl } });
      },
    },
  };
}

function contentOf(type: string, { text, subject, who, pictures }: DemoMessage) {
  const attachments = pictures.length === 0 ? {} : { attachments: pictures.map(({ url }) => url) };
  if (type === 'Call') {
    return { call: { from: '+15035550142', to: '+15035550100', status: 'voicemail' } };
  }
  if (type === 'SMS') return { message: text, ...attachments };
  return {
    ...{ html: paragraphs(text), subject: subject ?? '', ...attachments },
    ...{ emailFrom: `${who} <${mailOf(who)}>`, emailTo: 'hello@harbour-bikes.example' },
  };
}

/** The texts of the day hold no markup. */
const paragraphs = (text: string) =>
  text
    .split('\n\n')
    .map((part) => `<p>${part}</p>`)
    .join('');

const mailOf = (who: string) => `${who.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@example.com`;
