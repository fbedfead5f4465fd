import { expect, test } from 'vitest';
import type { Message } from '../nouns.ts';
import { outcomeOf, waysOf } from './outcomes.ts';

const reply = (state: string) => ({ direction: 'outbound', reply: { state } }) as Message;

test.each([
  ['scheduled', ['edit', 'callOff']],
  ['queued', ['edit', 'callOff']],
  ['held', ['edit', 'callOff']],
  ['paused', ['retry', 'edit', 'callOff']],
  ['retrying', ['retry', 'edit', 'stop']],
  ['sending', []],
  ['sent', []],
  ['delivered', []],
  ['read', []],
  ['failed', ['again', 'resend', 'dismiss']],
  ['unknown', ['ask', 'confirm', 'resend', 'dismiss']],
])('what can be done about a reply that is %s', (state, ways) => {
  expect(waysOf(reply(state), true)).toEqual(ways);
});

test('what somebody has dealt with can be sent again, and not be dismissed twice', () => {
  expect(waysOf(reply('failed'), false)).toEqual(['again', 'resend']);
  expect(waysOf(reply('unknown'), false)).toEqual(['confirm', 'resend']);
});

test('a message that another program sent stands as its status says, with nothing to do about it', () => {
  const other = { id: '7', direction: 'outbound', reply: null, status: 'pending' } as Message;
  expect(outcomeOf(other)?.state).toBe('sending');
  expect(waysOf(other, true)).toEqual([]);
  expect(outcomeOf({ ...other, direction: 'inbound' })).toBeNull();
});
