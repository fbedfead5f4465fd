// Events are kept for some days: who asks for what has gone is told, and where to go on.
import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';

const DAY = 86_400_000;

test('a place that the log does not go back to any more is answered 410, with where to go on', async () => {
  let now = Date.now();
  await using inlet = await startApp({ now: () => now, env: { INLET_EVENTS_DAYS: '2' } });
  await inlet.receive({ id: 'one' });
  await inlet.receive({ id: 'two' });
  const all = (await inlet.get('/inlet/v1/events')).body.data.map((one: { id: string }) => one.id);
  now += 3 * DAY;
  await inlet.app.pruner.settled();
  await inlet.receive({ id: 'three' });

  const gone = await inlet.get(`/inlet/v1/events?after=${all[0]}`);
  const kept = await inlet.get('/inlet/v1/events');
  expect(kept.body.data).toHaveLength(1);
  expect(gone.status).toBe(410);
  expect(gone.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(gone.body).toEqual({
    type: 'about:blank',
    title: 'Gone',
    status: 410,
    code: 'events-gone',
    detail: expect.stringContaining('kept no longer'),
    errors: [],
    oldest: all.at(-1),
    head: kept.body.data[0].id,
  });
  const fromOldest = await inlet.get(`/inlet/v1/events?after=${gone.body.oldest}`);
  expect(fromOldest.body.data).toEqual(kept.body.data);
  const fromHead = await inlet.get(`/inlet/v1/events?after=${gone.body.head}`);
  expect([fromHead.status, fromHead.body.data]).toEqual([200, []]);
  // Another workspace has a log of its own.
  const elsewhere = await inlet.get('/inlet/v1/events', { token: inlet.other.inlet.token });
  expect(elsewhere.status).toBe(200);
});
