/**
 * A zoo of connectors that misbehave. Whatever one does, its reply ends as the table says, the
 * memory of the server stays its own, and another connector's replies go out meanwhile.
 */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MISBEHAVIOURS } from '../../src/fake/misbehaviours.ts';
import { OutboxApp, SECOND } from './outbox-app.ts';
import type { Reaction } from '../../src/fake/receiver.ts';

type End = { state: string; outcome: string };
const retry: End = { state: 'due', outcome: 'retry' };
const refused: End = { state: 'failed', outcome: 'refused' };
const unknown: End = { state: 'unknown', outcome: 'unknown' };
const sent: End = { state: 'sent', outcome: 'sent' };

/** What becomes of a reply whose connector misbehaves so; every misbehaviour there is, but two. */
const zoo: Record<string, End> = {
  'no-content': sent,
  empty: sent,
  'two-answers': sent,
  'early-hints': sent,
  'html-404': refused,
  redirect: refused,
  'redirect-loop': refused,
  'redirect-for-good': refused,
  'no-access': refused,
  gone: refused,
  busy: retry,
  'busy-for-nonsense': retry,
  unavailable: retry,
  'timed-out': retry,
  'plain-500': unknown,
  'bad-gateway': unknown,
  html: unknown,
  'broken-json': unknown,
  'drop-within': unknown,
  drop: unknown,
  reset: unknown,
  'half-status': unknown,
  'not-http': unknown,
  'two-lengths': unknown,
  'huge-headers': unknown,
  'huge-body': unknown,
  endless: unknown,
  bomb: unknown,
  'wrong-coding': unknown,
};

/** Both take longer than a reply is waited for: lib/safe-fetch has tests of them with less patience. */
const SLOW = ['silence', 'drip'];

test('the zoo has every misbehaviour of the fake connector', () => {
  expect([...Object.keys(zoo), ...SLOW].toSorted()).toEqual([...MISBEHAVIOURS.keys()].toSorted());
});

const reactions: [string, Reaction, End][] = [
  ['a plain success', { status: 200, body: '{}' }, sent],
  [
    '503 until a date',
    { status: 503, headers: { 'retry-after': 'Sat, 21 Nov 2026 12:00:05 GMT' } },
    retry,
  ],
  ...Object.entries(zoo).map(([name, end]): [string, Reaction, End] => {
    return [name, MISBEHAVIOURS.get(name)?.reaction ?? { status: 418 }, end];
  }),
];

describe('a connector that answers with', () => {
  let it: OutboxApp;
  beforeAll(async () => {
    it = await OutboxApp.start('sqlite');
  });
  afterAll(async () => {
    await it[Symbol.asyncDispose]();
  });

  test.each(reactions)('%s', async (_name, reaction, end) => {
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
