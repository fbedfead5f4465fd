import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Conversation, Page } from '../nouns.ts';
import { ListIndex } from './list-index.ts';
import { belongs, byActivity, rowsOf, withFirstPage, withRows, type ListOf } from './list-order.ts';

const OPEN: ListOf = { view: 'open', channel: null };

const row = (id: number, at: number, updated: number, status = 'open') =>
  ({
    ...{ id: String(id), status, unreadCount: 0, assignedUserId: null, channelId: '1' },
    ...{ createdAt: '', updatedAt: String(updated).padStart(9, '0') },
    lastMessage: { writtenAt: String(at).padStart(9, '0') },
  }) as unknown as Conversation;

const byId = (...rows: Conversation[]) => new Map(rows.map((one) => [one.id, one]));

function plain(pages: readonly Page<Conversation>[]): string[] {
  const inView = [...rowsOf(pages).values()].filter((one) => belongs(one, OPEN, '1'));
  return inView.sort(byActivity).map(({ id }) => id);
}

const aRow = fc.record({
  id: fc.integer({ min: 1, max: 40 }),
  at: fc.integer({ min: 1, max: 9 }),
  status: fc.constantFrom('open', 'open', 'closed'),
});
const aStep = fc.record({
  how: fc.constantFrom('page', 'row', 'first', 'gone'),
  rows: fc.array(aRow, { minLength: 1, maxLength: 6 }),
});

test('whatever comes and changes, it is what the pages hold, in order', () => {
  fc.assert(
    fc.property(fc.array(aStep, { maxLength: 30 }), (steps) => {
      const index = new ListIndex(OPEN, '1');
      let pages: Page<Conversation>[] = [];
      let updated = 0;
      for (const { how, rows } of steps) {
        const data = rows.map(({ id, at, status }) => row(id, at, (updated += 1), status));
        if (how === 'page') pages = [...pages, { data, nextCursor: null }];
        if (how === 'first') pages = withFirstPage(pages, data);
        if (how === 'row') pages = withRows(pages, byId(...data));
        if (how === 'gone') pages = pages.slice(1);
        index.update(pages);
        expect(index.ideal).toEqual(plain(pages));
        expect([...index.inView].toSorted()).toEqual(index.ideal.toSorted());
        expect(index.rows).toEqual(rowsOf(pages));
      }
    }),
  );
});

test('the order is the same array as long as it is the same order', () => {
  const index = new ListIndex(OPEN, '1');
  const pages = [{ data: [row(1, 2, 1), row(2, 1, 1)], nextCursor: null }];
  const { ideal } = index.update(pages);
  expect(ideal).toEqual(['1', '2']);
  expect(index.update(withRows(pages, byId(row(2, 1, 2)))).ideal).toBe(ideal);
  expect(index.rows.get('2')?.updatedAt).toBe('000000002');
});

test('a row that leaves the view is known as it was in it', () => {
  const index = new ListIndex(OPEN, '1');
  const pages = [{ data: [row(1, 2, 1)], nextCursor: null }];
  index.update(pages);
  index.update(withRows(pages, byId(row(1, 2, 2, 'closed'))));
  expect(index.ideal).toEqual([]);
  expect(index.known.get('1')?.status).toBe('open');
  expect(index.rows.get('1')?.status).toBe('closed');
});
