import { expect, test } from 'vitest';
import type { Channel, Conversation, Message } from '../nouns.ts';
import { identityOf, replyPlaces, windowLeft } from './reply-places.ts';

const channel = (id: string, isReadonly = false) => ({ id, isReadonly }) as Channel;
const row = { channelId: '1' } as Conversation;
const message = (channelId: string, more: Partial<Message> = {}) =>
  ({ channelId, direction: 'inbound', replyBy: null, ...more }) as Message;
const known = new Map(['1', '2'].map((id) => [id, channel(id)]));
const places = (messages: Message[], chosenId: string | null = null) =>
  replyPlaces({ row, messages, isWhole: true, known, chosenId });

test('a reply goes where the contact wrote last, unless a person has chosen', () => {
  const messages = [message('1'), message('2'), message('1', { direction: 'outbound' })];
  expect(places(messages).channel?.id).toBe('2');
  expect(places(messages).channels.map(({ id }) => id)).toEqual(['2', '1']);
  expect(places(messages, '1').channel?.id).toBe('1');
  expect(places(messages, '9').channel?.id).toBe('2');
  expect(places([]).channel?.id).toBe('1');
});

test('where every channel only reports, no reply can be sent', () => {
  const reporting = new Map([['1', channel('1', true)]]);
  const around = { row, messages: [], isWhole: true, chosenId: null };
  const none = replyPlaces({ ...around, known: reporting });
  expect(none).toMatchObject({ channel: null, isReadonly: true });
  expect(replyPlaces({ ...around, known: new Map() }).isReadonly).toBe(false);
});

test('where a contact of several channels has written on none, no reply can be sent', () => {
  const across = { row: { channelId: null } as Conversation, known, chosenId: null };
  const sent = [message('1', { direction: 'outbound' })];
  const told = (messages: Message[], isWhole: boolean) =>
    replyPlaces({ ...across, messages, isWhole }).isUnwritten;
  expect(told(sent, true)).toBe(true);
  expect(told(sent, false)).toBe(false);
  expect(told([...sent, message('2')], true)).toBe(false);
  expect(places([]).isUnwritten).toBe(false);
});

test('the window is that of the newest message which came in on the channel', () => {
  const messages = [message('1', { replyBy: 'a' }), message('1', { replyBy: 'b' }), message('2')];
  expect(places(messages).replyBy).toBeNull();
  expect(places(messages, '1').replyBy).toBe('b');
});

test('the window is counted down for its last two hours and ends at its minute', () => {
  const at = '2026-03-01T12:00:00.000Z';
  const before = (minutes: number) => Date.parse(at) - minutes * 60_000;
  expect(windowLeft(at, before(120))).toBeNull();
  expect(windowLeft(at, before(119))).toBe(119);
  expect(windowLeft(at, before(0.5))).toBe(1);
  expect(windowLeft(at, before(0))).toBe('over');
  expect(windowLeft(null, 0)).toBeNull();
});

test('a number or an address is shown, an id of programs is not', () => {
  const of = (externalId: string) => identityOf({ externalId } as Channel);
  expect(of('+49 30 1234567')).toBe('+49 30 1234567');
  expect(of('shop@example.com')).toBe('shop@example.com');
  expect(of('whatsapp-7')).toBeNull();
});
