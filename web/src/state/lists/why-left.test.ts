import { expect, test } from 'vitest';
import type { Conversation } from '../nouns.ts';
import { whyLeft } from './why-left.ts';

const was = { status: 'open', assignedUserId: null, unreadCount: 2 } as Conversation;
const closed = { ...was, status: 'closed' } as Conversation;

test('what I closed says so, what another closed says that, and so does what is gone', () => {
  expect(whyLeft(was, closed, was)).toEqual({ why: 'closed' });
  expect(whyLeft(was, closed, undefined)).toEqual({ why: 'closedByOther' });
  expect(whyLeft(was, undefined, undefined)).toEqual({ why: 'deleted' });
});

test('what is somebody’s now names them; what was read or given up says that', () => {
  const theirs = { ...was, assignedUserId: '7' };
  expect(whyLeft(was, theirs, undefined)).toEqual({ why: 'assigned', userId: '7' });
  expect(whyLeft(theirs, was, undefined)).toEqual({ why: 'unassigned' });
  expect(whyLeft(was, { ...was, unreadCount: 0 }, was)).toEqual({ why: 'read' });
  expect(whyLeft(closed, was, undefined)).toEqual({ why: 'reopened' });
  expect(whyLeft(was, was, undefined)).toEqual({ why: 'other' });
});
