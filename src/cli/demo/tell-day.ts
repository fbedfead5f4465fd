import { setTimeout as delay } from 'node:timers/promises';
import type { DemoChannels } from '../../fake/demo.ts';
import type { CallInlet } from '../../fake/fake-connector.ts';
import { conversationOf, tellInlet } from '../../fake/tell-inlet.ts';
import type { RunningDemo } from './run-demo.ts';
import { pictureAt } from './pictures.ts';
import { STORY, type Step } from './story.ts';

const MINUTE_MS = 60_000;
/** Each reply is taken within a second or so; a machine that is busy is given longer. */
const PATIENCE_MS = 30_000;
/** How the connector is told to fail for an outcome. */
const FAILING: Readonly<Record<string, string>> = { failed: 'bad-request', unknown: 'drop' };

type Told = { channels: DemoChannels; conversationId: string };
type Teller = { demo: RunningDemo; endsAt: number; people: Map<string, Told>; count: number };

/** Everything that happened on the day, in its order, as if it happened when it did. */
export async function tellDay(demo: RunningDemo): Promise<{ steps: number }> {
  const teller = { demo, endsAt: Date.now(), people: new Map<string, Told>(), count: 0 };
  for (const step of STORY) {
    demo.setClock(teller.endsAt - step.ago * MINUTE_MS);
    teller.count += 1;
    if ('on' in step) await say(teller, step);
    else if ('answer' in step) await answer(teller, step);
    else await become(teller, step);
  }
  return { steps: teller.count };
}

type Of<Name extends string> = Extract<Step, Record<Name, unknown>>;

async function say(teller: Teller, step: Of<'on'>): Promise<void> {
  const { demo, endsAt, people, count } = teller;
  const { on, who, ago, says, subject = null, pictures = [], writtenAgo = ago } = step;
  const channels = demo.channels.find(({ carries }) => carries.includes(on));
  if (channels === undefined) throw new Error(`No vendor brings ${on} to the demo day.`);
  const message = {
    ...{ id: `demo-${count}`, who, text: says, subject },
    pictures: pictures.map((name) => pictureAt(demo.picturesAt, name)),
    writtenAt: endsAt - writtenAgo * MINUTE_MS,
  };
  const { acceptanceId } = await channels.receive(on, message, demo.call);
  if (acceptanceId === null) throw new Error('The server said of a message not what became of it.');
  const conversationId = await conversationOf(acceptanceId, demo.call);
  people.set(who, { channels, conversationId });
}

async function answer(teller: Teller, { who, answer: text, ends }: Of<'answer'>): Promise<void> {
  const { demo, count } = teller;
  const { channels, conversationId } = known(teller, who);
  const place = demo.connectors.get(channels);
  const failing = FAILING[ends];
  if (failing !== undefined) place?.running.fail(failing, 1, true);
  const path = `/inlet/v1/conversations/${conversationId}/messages`;
  const headers = { 'idempotency-key': `demo-${count}` };
  const { body } = await demo.call({ method: 'POST', path, headers, body: { text } });
  await demo.settled();
  const wanted = ends === 'read' ? 'sent' : ends;
  await until(demo.call, (body as { id: string }).id, wanted);
  if (ends !== 'read' || place === undefined) return;
  const at = { origin: place.running.url, call: demo.call };
  for (const name of ['delivered', 'read']) await tellInlet(place.connector, name, at);
}

/** A server that runs may be the one that hands it over. */
async function until(call: CallInlet, id: string, wanted: string): Promise<void> {
  const lateAt = performance.now() + PATIENCE_MS;
  for (;;) {
    const { body } = await call({ method: 'GET', path: `/inlet/v1/messages/${id}` });
    const { reply } = body as { reply: { state: string; reason: string | null } | null };
    if (reply?.state === wanted) return;
    if (performance.now() > lateAt) {
      throw new Error(`A reply is ${reply?.state} and not ${wanted}: ${reply?.reason ?? ''}`);
    }
    await delay(100);
  }
}

async function become(teller: Teller, { who, becomes }: Of<'becomes'>): Promise<void> {
  const { call, users } = teller.demo;
  const path = `/inlet/v1/conversations/${known(teller, who).conversationId}`;
  await call({ method: 'POST', path: `${path}/read` });
  if (becomes === 'read') return;
  const body =
    becomes === 'closed'
      ? { status: 'closed' }
      : { assignedUserId: becomes === 'mine' ? users.own : users.other };
  await call({ method: 'PATCH', path, body });
}

function known({ people }: Teller, who: string): Told {
  const told = people.get(who);
  if (told === undefined) throw new Error(`${who} has said nothing yet.`);
  return told;
}
