/**
 * A zoo of connectors that misbehave. Whatever one does, its reply ends as the table says, the
 * memory of the server stays its own, and another connector's replies go out meanwhile.
 */
import { gzipSync } from 'node:zlib';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OutboxApp, SECOND } from './outbox-app.ts';
import type { Reaction } from './receiver.ts';

type End = { state: string; outcome: string };
const retry: End = { state: 'due', outcome: 'retry' };
const refused: End = { state: 'failed', outcome: 'refused' };
const unknown: End = { state: 'unknown', outcome: 'unknown' };
const sent: End = { state: 'sent', outcome: 'sent' };

const HUGE = 64 * 1024 * 1024;

const zoo: Record<string, [Reaction, End]> = {
  'a plain success': [{ status: 200, body: '{}' }, sent],
  'an empty success': [{ status: 204 }, sent],
  'a refusal in HTML': [{ status: 404, body: '<html>Not Found</html>' }, refused],
  'a redirect to itself': [{ status: 302, headers: { location: '/' } }, refused],
  'a permanent redirect': [{ status: 308, headers: { location: 'http://127.0.0.1:1/' } }, refused],
  'no credentials': [{ status: 401 }, refused],
  'gone for good': [{ status: 410 }, refused],
  'too busy, for a time': [{ status: 429, headers: { 'retry-after': '3' } }, retry],
  'too busy, until a date': [
    { status: 503, headers: { 'retry-after': 'Sat, 21 Nov 2026 12:00:05 GMT' } },
    retry,
  ],
  'too busy, for nonsense': [{ status: 503, headers: { 'retry-after': 'soon, I promise' } }, retry],
  'a timeout of its own': [{ status: 408 }, retry],
  'an error of its own': [{ status: 500, body: 'Internal Server Error' }, unknown],
  'an error of its proxy': [{ status: 502, body: '<html>Bad Gateway</html>' }, unknown],
  'a success that is no JSON': [{ status: 200, body: '<html>OK</html>' }, unknown],
  'a success without an end': [
    (response) => {
      response.writeHead(200, { 'content-length': '10' }).write('{"id"');
      setTimeout(() => response.destroy(), 20);
    },
    unknown,
  ],
  'a connection that breaks': [(_response, socket) => socket.destroy(), unknown],
  'a connection that is reset': [(_response, socket) => socket.resetAndDestroy(), unknown],
  'half a status line': [(_response, socket) => socket.end('HTTP/1.1 20'), unknown],
  'something that is not HTTP': [
    (_response, socket) => socket.end('SSH-2.0-OpenSSH_9\r\n'),
    unknown,
  ],
  'two lengths that differ': [
    (_response, socket) =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 5\r\n\r\n{}'),
    unknown,
  ],
  'headers without end': [
    (_response, socket) => socket.end(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(200_000)}\r\n\r\n{}`),
    unknown,
  ],
  'a body of 64 MB': [{ status: 200, body: `{"id":"${'x'.repeat(HUGE)}"}` }, unknown],
  'a bomb that unpacks to 64 MB': [
    (response) =>
      response
        .writeHead(200, { 'content-encoding': 'gzip' })
        .end(gzipSync(Buffer.alloc(HUGE, ' '))),
    unknown,
  ],
  'a body in a coding that is none': [
    { status: 200, body: 'garbage', headers: { 'content-encoding': 'gzip' } },
    unknown,
  ],
  'two answers at once': [
    (_response, socket) =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}HTTP/1.1 500 No\r\n\r\n'),
    sent,
  ],
  'an interim answer first': [
    (_response, socket) =>
      socket.end('HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'),
    sent,
  ],
};

describe('a connector that answers with', () => {
  let it: OutboxApp;
  beforeAll(async () => {
    it = await OutboxApp.start('sqlite');
  });
  afterAll(async () => {
    await it[Symbol.asyncDispose]();
  });

  test.each(Object.entries(zoo))('%s', async (_name, [reaction, end]) => {
    it.reset();
    it.receiver.next.push(reaction);
    const reply = await it.send(await it.talk(), 'one');
    await it.settled();
    const delivery = await it.delivery(reply.id);
    expect(delivery).toMatchObject({ ...end, attemptCount: 1 });
    expect(delivery.attempts).toHaveLength(1);
    const [{ excerpt, reason }] = delivery.attempts;
    expect((excerpt ?? '').length).toBeLessThanOrEqual(1_000);
    if (end !== sent) expect(reason).toMatch(/^[A-Z].*\.$/s);
    // It is well again: the next one arrives, whatever was before.
    await it.after(400 * SECOND);
    const next = await it.send(await it.talk('next'), 'two');
    await it.settled();
    expect(await it.delivery(next.id)).toMatchObject({ state: 'sent' });
  });

  test('nothing, as nobody listens', async () => {
    it.reset();
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    it.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await new Promise((resolve) => server.close(resolve));
    const reply = await it.send(await it.talk(), 'one');
    await it.settled();
    expect(await it.delivery(reply.id)).toMatchObject(retry);
  });

  test.each(['http://192.168.0.1/', 'http://169.254.169.254/', 'https://[::ffff:10.0.0.1]/'])(
    'an address that may not be called: %s',
    async (url) => {
      it.reset();
      it.url = url;
      const reply = await it.send(await it.talk(), 'one');
      await it.settled();
      expect(await it.delivery(reply.id)).toMatchObject(retry);
      expect((await it.delivery(reply.id)).reason).not.toContain('10.0.0.1');
    },
  );
});
