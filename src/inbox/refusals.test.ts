import { expect, test } from 'vitest';
import { Refusal } from '../domain/refusal.ts';
import { refusalOf, refusalsOf } from './refusals.ts';

test('a face with few words of its own passes no outcome off as another', () => {
  const mine = refusalsOf({ missing: () => new Refusal('not-found', 'Not here.') });
  expect(mine({ kind: 'missing' })).toMatchObject({ code: 'not-found', message: 'Not here.' });
  expect(mine({ kind: 'too-late', replyBy: 0 })).toMatchObject({
    code: 'conflict',
    message: 'The provider takes no reply here since 1970-01-01T00:00:00.000Z.',
  });
});

test('what is over and what can be sent again are told apart', () => {
  const said = (state: 'sent' | 'failed') => {
    return refusalOf({ kind: 'stopped', by: 'already-sent', state }).message;
  };
  expect(said('sent')).toBe('It is sent: nothing of it can be changed any more.');
  expect(said('failed')).toBe(
    'It is failed: it can be sent again (POST /deliveries/{id}/resend), not changed.',
  );
});
