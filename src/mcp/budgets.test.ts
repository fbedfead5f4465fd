import { expect, test } from 'vitest';
import { Budgets } from './budgets.ts';

const HOUR = 3_600_000;

test('a token may do so much within any hour, each kind for itself', () => {
  let now = 0;
  const budgets = new Budgets({ sends: 2, deletes: 1 }, () => now);
  budgets.take('sends', 1);
  now = 1_000;
  budgets.take('sends', 1);
  expect(() => budgets.take('sends', 1)).toThrow(
    'This token has used up its 2 sends an hour. Nothing was done.',
  );
  budgets.take('deletes', 1);
  budgets.take('sends', 2);
  now = HOUR;
  budgets.take('sends', 1);
  expect(() => budgets.take('sends', 1)).toThrow('used up');
});

test('says after how many seconds there is one again', () => {
  let now = 500;
  const budgets = new Budgets({ sends: 1, deletes: 0 }, () => now);
  budgets.take('sends', 1);
  now = HOUR - 1_000;
  expect(() => budgets.take('sends', 1)).toThrow(expect.objectContaining({ retryAfterSeconds: 2 }));
  now = HOUR + 500;
  budgets.take('sends', 1);
});

test('what was given back can be taken again', () => {
  const budgets = new Budgets({ sends: 1, deletes: 0 }, () => 0);
  const { giveBack } = budgets.take('sends', 1);
  giveBack();
  giveBack();
  budgets.take('sends', 1);
  expect(() => budgets.take('sends', 1)).toThrow('used up');
});
