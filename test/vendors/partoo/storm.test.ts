// A sender that retries as fast as it can: one message and one event each, on both databases.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, RunningApp } from '../../support/app.ts';
import { startApp } from '../../support/app.ts';
import { engines } from '../../support/database.ts';
import { Partoo } from './partoo.ts';

const COPIES = process.env['INLET_TEST_LONG'] === '1' ? 1_000 : 150;
const IDS = 20;

describe.each(engines)('on %s', (engine) => {
  let inlet: RunningApp;
  let partoo: Partoo;

  beforeAll(async () => {
    inlet = await startApp({ engine, env: { INLET_MAX_QUEUED_MESSAGES: String(COPIES * IDS) } });
    partoo = new Partoo(inlet);
  });
  afterAll(() => inlet[Symbol.asyncDispose]());

  test('many copies each of 20 messages at once store 20', { timeout: 240_000 }, async () => {
    const verdicts = new Map<string, number>();
    // Half of the ids come in two conversations each: the id is known by its channel alone.
    const send = async (copy: number, id: number) => {
      const conversation = id % 2 === 0 ? `talk-${id}` : `talk-${id}-${copy % 2}`;
      let { status, verdict } = await ingestInProcess(`storm-${id}`, conversation);
      // A loaded machine's PostgreSQL may be too slow for a lock: nothing was stored, and senders
      // try again.
      for (let again = 0; status === 503 && again < 20; again += 1) {
        ({ status, verdict } = await ingestInProcess(`storm-${id}`, conversation));
      }
      expect(status).toBe(200);
      verdicts.set(`${verdict} ${id}`, (verdicts.get(`${verdict} ${id}`) ?? 0) + 1);
    };
    const sending: Promise<void>[] = [];
    for (let copy = 0; copy < COPIES; copy += 1) {
      for (let id = 0; id < IDS; id += 1) sending.push(send(copy, id));
    }
    await Promise.all(sending);

    for (let id = 0; id < IDS; id += 1) {
      expect(verdicts.get(`stored ${id}`)).toBe(1);
      expect(verdicts.get(`duplicate ${id}`)).toBe(COPIES - 1);
    }
    const { conversations } = (await partoo.get('/conversations?per_page=100')).body;
    expect(conversations).toHaveLength(IDS);
    for (const { id } of conversations as Json[]) {
      expect((await partoo.get(`/messages?conversation_id=${id}`)).body.count).toBe(1);
    }
    const events = (await inlet.get('/inlet/v1/events?limit=100')).body.data;
    const created = events.filter((one: Json) => one.type === 'message.created');
    expect(created).toHaveLength(IDS);
    expect(new Set(created.map((one: Json) => one.messageId)).size).toBe(IDS);
  });

  /** Through the whole server but for the socket, as thousands of these would be the test's bottleneck. */
  async function ingestInProcess(id: string, conversation: string) {
    const answer = await inlet.app.http.app.inject({
      method: 'POST',
      url: `/v2${partoo.messagesOf(partoo.part.channelId)}`,
      headers: { 'x-apikey': partoo.part.apiKeys.PROVIDER },
      payload: partoo.message({
        external_message_id: id,
        external_conversation_id: conversation,
      }) as object,
    });
    return { status: answer.statusCode, verdict: String(answer.headers['inlet-verdict']) };
  }
});
