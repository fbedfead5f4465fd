// What the audit log is asked for in words that one of the databases keeps nowhere.
import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { engines } from '../support/database.ts';

test.each(engines)('an action with U+0000 is refused on %s', async (engine) => {
  await using inlet = await startApp({ engine });
  const { status, body } = await inlet.get('/inlet/v1/audit?action=%00');
  expect(status).toBe(400);
  expect(body.errors).toEqual([
    { path: 'action', message: 'must be well-formed Unicode without U+0000' },
  ]);
});
