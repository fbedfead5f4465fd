// Every answer names its request, also where no route, no face or no HTTP was there.
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { startApp } from '../support/app.ts';

test('each answer has an id of its own: success, refusal, page, and what is no request', async () => {
  await using inlet = await startApp();
  const answers = await Promise.all([
    inlet.receive(),
    inlet.receive({ status: 'asleep' }),
    inlet.get('/conversations/search', { token: null }),
    inlet.get('/v2/conversations', { token: null }),
    inlet.get('/inlet/v1/nowhere'),
    inlet.get('/nowhere'),
    inlet.get('/inlet/v1/%zz'),
    inlet.get('/healthz'),
    inlet.get('/docs'),
    inlet.get('/login'),
    inlet.call('POST', '/mcp', { token: null, body: {} }),
  ]);
  const ids = answers.map(({ headers }) => headers.get('inlet-request-id'));
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{10}-[0-9a-z]+$/);
  expect(new Set(ids).size).toBe(answers.length);

  const socket = connect(Number(new URL(inlet.url).port), '127.0.0.1');
  socket.write('NONSENSE\r\n\r\n');
  expect(await text(socket)).toMatch(/\r\nInlet-Request-Id: [0-9a-f]{10}-[0-9a-z]+\r\n/);
});
