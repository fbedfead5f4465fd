import { expect, test } from 'vitest';
import type { DeliveryState } from './delivery-state.ts';
import { DELIVERY_STATES } from './delivery-state.ts';
import {
  isDismissable,
  isResendable,
  whyNotCalledOff,
  whyNotConfirmed,
  whyNotEdited,
  whyNotRetried,
} from './open-reply.ts';

const where = (may: (state: DeliveryState) => boolean) => DELIVERY_STATES.filter(may);
const reply = (state: DeliveryState, code: string | null = null) => ({
  ...{ isScheduled: false, delivery: { state, code } },
});

test('what a person may do stands in these states', () => {
  expect(where((state) => whyNotEdited(reply(state)) === null)).toEqual(['waiting', 'due', 'held']);
  expect(where((state) => whyNotRetried(state) === null)).toEqual(['due', 'held']);
  expect(where((state) => isResendable(state, null))).toEqual(['failed', 'unknown', 'dismissed']);
  expect(where(isDismissable)).toEqual(['held', 'failed', 'unknown']);
  expect(where((state) => whyNotConfirmed({ state, attemptCount: 1 }) === null)).toEqual([
    ...['waiting', 'due', 'held', 'failed', 'unknown', 'dismissed'],
  ]);
});

test('what was sent is sent again only where its receiver said that it failed', () => {
  expect([isResendable('sent', 'sent'), isResendable('sent', 'failed')]).toEqual([false, true]);
});

test('nothing that was not tried can have arrived', () => {
  expect(whyNotConfirmed({ state: 'due', attemptCount: 0 })).toBe('untried');
  expect(whyNotConfirmed({ state: 'sent', attemptCount: 0 })).toBe('already-sent');
});

test('a reply is called off once, and one that waits for its time only before that', () => {
  const any = { onlyScheduled: false };
  expect(whyNotCalledOff(reply('dismissed', 'called-off'), any)).toBe('done');
  expect(whyNotCalledOff({ isScheduled: false, delivery: undefined }, any)).toBe('done');
  expect(whyNotCalledOff(reply('calling'), any)).toEqual({ by: 'attempting', state: 'calling' });
  expect(whyNotCalledOff(reply('due'), { onlyScheduled: true })).toEqual({
    ...{ by: 'already-sent', state: 'due' },
  });
  expect(whyNotCalledOff({ isScheduled: true, delivery: undefined }, any)).toBeNull();
});
