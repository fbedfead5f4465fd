import { expect, test } from 'vitest';
import { NO_DRAFT, isEmpty, lostOf, meet, withText, type Draft } from './draft.ts';

const draft = (more: Partial<Draft>): Draft => ({ ...NO_DRAFT, ...more });
const DAY = 86_400_000;

test('what is emptied by hand can be brought back for a day, as long as it was', () => {
  let now = draft({});
  for (const text of ['Dear Jane, your order', 'Dear Jane', 'D', '']) {
    now = { ...now, ...withText(now, text, 1_000) };
  }
  expect(lostOf(now, 1_000 + DAY - 1)).toBe('Dear Jane, your order');
  expect(lostOf(now, 1_000 + DAY)).toBeNull();
  expect(lostOf({ ...now, text: 'x' }, 1_000)).toBeNull();
});

test('a reply that is changed keeps the draft beside it as it is', () => {
  const editing = { messageId: '7', how: 'change', text: 'old' } as const;
  const now = draft({ text: 'mine', editing });
  expect({ ...now, ...withText(now, 'new', 0) }).toMatchObject({
    text: 'mine',
    editing: { messageId: '7', text: 'new' },
  });
});

test('a tab follows what another has written on its own, and on nothing else', () => {
  const mine = draft({ text: 'a', version: '1' });
  const further = draft({ text: 'ab', version: '2', basedOn: '1' });
  expect(meet(mine, false, further)).toBe(further);
  expect(meet(further, false, mine)).toMatchObject({ text: 'ab', other: { text: 'a' } });
});

test('of two that were written at the same time both are kept', () => {
  const mine = draft({ text: 'from here', version: '1' });
  const stored = draft({ text: 'from there', version: '2', basedOn: '1', at: 5 });
  expect(meet(mine, true, stored)).toMatchObject({
    text: 'from here',
    other: { text: 'from there', at: 5 },
    basedOn: '2',
  });
  const sent = draft({ version: '3', basedOn: '1' });
  expect(meet(mine, true, sent)).toMatchObject({ text: 'from here', other: null });
});

test('a draft with nothing in it needs no room', () => {
  expect(isEmpty(draft({ version: '9' }))).toBe(true);
  expect(isEmpty(draft({ files: [{ url: 'x', mimeType: 'a/b', name: 'x', size: 1 }] }))).toBe(
    false,
  );
});
