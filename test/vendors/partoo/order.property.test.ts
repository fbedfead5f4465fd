// Order and repetition of what is ingested never change the thread, where the times differ.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Json, RunningApp } from '../../support/app.ts';
import { startApp } from '../../support/app.ts';
import { Partoo } from './partoo.ts';

const RUNS = 25;
const START = Date.UTC(2026, 0, 1);

let inlet: RunningApp;
let partoo: Partoo;
let run = 0;

beforeAll(async () => {
  inlet = await startApp();
  partoo = new Partoo(inlet);
});
afterAll(() => inlet[Symbol.asyncDispose]());

/** Messages with distinct times, and an order in which copies of them arrive, each at least once. */
const history = fc
  .uniqueArray(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 8 })
  .chain((times) =>
    fc.record({
      messages: fc.tuple(
        ...times.map((time) =>
          fc.record({
            time: fc.constant(time),
            sender: fc.constantFrom('User', 'Consumer'),
            content: fc.string({ maxLength: 20 }),
          }),
        ),
      ),
      arrival: fc.array(fc.nat(times.length - 1), { maxLength: 12 }).chain((more) =>
        fc.shuffledSubarray([...times.keys(), ...more], {
          minLength: times.length + more.length,
        }),
      ),
    }),
  );

test('any arrival with any repetition gives the thread of one arrival in order', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ messages, arrival }) => {
      run += 1;
      const inOrder = [...messages.keys()].sort((a, b) => timeOf(a) - timeOf(b));
      const straight = await threadOf(`straight-${run}`, inOrder);
      expect(await threadOf(`shuffled-${run}`, arrival)).toEqual(straight);

      function timeOf(index: number): number {
        return messages[index]?.time ?? 0;
      }

      async function threadOf(conversation: string, order: readonly number[]) {
        for (const index of order) {
          const said = messages[index];
          const answer = await partoo.ingest({
            external_conversation_id: conversation,
            external_message_id: `${conversation}-${index}`,
            content: said?.content,
            sender_type: said?.sender,
            sent_at: new Date(START + timeOf(index)).toISOString(),
          });
          expect(answer.status).toBe(200);
        }
        return seen(conversation);
      }
    }),
    { numRuns: RUNS },
  );
});

/** All that is shown of the one conversation, but for ids. */
async function seen(conversation: string): Promise<Json> {
  const path = `${partoo.messagesOf(partoo.part.channelId)}/${conversation}-0`;
  const { conversation_id: id } = (await partoo.get(path)).body;
  const { body } = await partoo.get(`/conversations/${id}`);
  const thread = (await partoo.get(`/messages?conversation_id=${id}`)).body;
  const own = (await inlet.get(`/inlet/v1/conversations/${id}`)).body;
  return {
    count: thread.count,
    thread: thread.messages.map(withoutIds),
    last: withoutIds(body.last_message),
    first: body.first_message_date,
    isRead: body.is_read,
    hasUser: body.has_one_user_message,
    name: body.consumer_name,
    unread: own.unreadCount,
  };
}

function withoutIds({ content, date, sender_type, status }: Json) {
  return { content, date, sender_type, status };
}
