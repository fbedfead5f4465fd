/**
 * The crash test of replies: Inlet is killed at a step of an attempt, started again, and must end
 * every reply: none lost, and none sent twice, unless its outcome was unknown to a receiver that
 * knows it by its id.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Receiver } from '../../src/fake/receiver.ts';
import type { Engine } from '../support/database.ts';
import { startInlet, type InletProcess } from '../support/inlet-process.ts';
import { startPostgres } from '../support/postgres.ts';
import type { Step } from './dying-step.ts';

export interface DeliveryRound {
  step: Step;
  /** How many attempts pass that step first. */
  passes: number;
  /** The receiver knows a reply by its id. */
  canRepeat: boolean;
}

export interface DeliveryReport {
  replies: number;
  /** Sent a second time, which only a receiver that knows them may see. */
  repeated: number;
  /** Left to a person, acknowledged or not. */
  unknown: number;
  faults: string[];
}

const script = fileURLToPath(new URL('./dying-server.ts', import.meta.url));
const REPLIES = 4;
const CONVERSATIONS = 2;
const AHEAD_MS = 60_000;
const LONGEST_WAIT_MS = 60_000;
const hasEnded = (state: string) => ['sent', 'unknown', 'failed'].includes(state);

interface Reply {
  id: string;
  conversation: string;
  text: string;
}

/** Round after round on one database: each server ends the replies that the one before it left. */
export async function runDeliveryCampaign(
  engine: Engine,
  rounds: readonly DeliveryRound[],
  say: (line: string) => void = () => undefined,
): Promise<DeliveryReport> {
  const directory = await mkdtemp(join(tmpdir(), 'inlet-crash-'));
  const postgres = engine === 'postgres' ? await startPostgres() : undefined;
  await using receiver = await Receiver.start();
  const campaign = new Campaign(join(directory, 'data'), postgres?.url, receiver);
  try {
    await mkdir(join(directory, 'data'));
    await campaign.run(rounds, say);
    return campaign.report;
  } finally {
    await campaign.close();
    await postgres?.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

class Campaign {
  readonly report: DeliveryReport = { replies: 0, repeated: 0, unknown: 0, faults: [] };
  readonly #dataDirectory: string;
  readonly #databaseUrl: string | undefined;
  readonly #receiver: Receiver;
  #running: InletProcess | undefined;

  constructor(dataDirectory: string, databaseUrl: string | undefined, receiver: Receiver) {
    this.#dataDirectory = dataDirectory;
    this.#databaseUrl = databaseUrl;
    this.#receiver = receiver;
  }

  async run(rounds: readonly DeliveryRound[], say: (line: string) => void): Promise<void> {
    const [first] = rounds;
    if (first === undefined) return;
    let inlet = await this.#start(first, 0);
    for (const [index, round] of rounds.entries()) {
      this.#receiver.reset();
      if (round.step === 'received') {
        const victim = inlet;
        this.#receiver.next.push(...letPass(round.passes), () => void victim.kill());
      }
      process.kill(inlet.pid, 'SIGUSR2');
      const replies = await this.#sendReplies(inlet, round, index);
      const isLate = await this.#isLate(inlet);
      if (isLate) await inlet.kill();
      inlet = await this.#start(rounds[index + 1] ?? first, index + 1);
      const states = await this.#untilEnded(inlet);
      this.#check(round, replies, states);
      this.report.unknown = [...states.values()].filter((state) => state === 'unknown').length;
      const when = isLate ? `done, before it was ${round.step} often enough` : round.step;
      say(`${index + 1}: killed when ${when}, ${this.report.faults.length} faults`);
      if (this.report.faults.length > 0) return;
    }
  }

  async close(): Promise<void> {
    await this.#running?.kill();
  }

  /** Its clock is ahead of its predecessor's, so that the leases of the dead are over. */
  async #start({ step, passes }: DeliveryRound, starts: number): Promise<InletProcess> {
    const ahead = String(starts * AHEAD_MS);
    this.#running = await startInlet({
      dataDirectory: this.#dataDirectory,
      databaseUrl: this.#databaseUrl,
      command: [script, step, String(passes), this.#receiver.url, ahead],
      settings: { INLET_LOCAL_NETWORKS: 'loopback', INLET_LOG_LEVEL: 'fatal' },
    });
    return this.#running;
  }

  /** Until the server dies: what it acknowledged before has to arrive. */
  async #sendReplies(
    { sandbox }: InletProcess,
    { canRepeat }: DeliveryRound,
    index: number,
  ): Promise<Reply[]> {
    const replies: Reply[] = [];
    const { baseUrl, token } = sandbox.inlet;
    try {
      for (let i = 0; i < REPLIES; i += 1) {
        const conversation = `${canRepeat ? 'known' : 'plain'}-${index}-${i % CONVERSATIONS}`;
        const id = await conversationOf(sandbox, conversation);
        const text = `reply ${index}/${i}`;
        const answer = await fetch(`${baseUrl}/conversations/${id}/messages`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ text }),
        });
        const body = (await answer.json()) as { id: string };
        if (answer.status === 202) replies.push({ id: body.id, conversation, text });
      }
    } catch {
      // It has died, as it was to.
    }
    return replies;
  }

  /** True when every reply has ended and the server lives: it never came to its step that often. */
  async #isLate(inlet: InletProcess): Promise<boolean> {
    const death = new AbortController();
    void inlet.ended.then(() => death.abort());
    while (!death.signal.aborted) {
      const states = await statesOf(inlet).catch(() => null);
      if (states !== null && [...states.values()].every(hasEnded)) return true;
      await delay(50);
    }
    return false;
  }

  /** The state of each reply once all have ended, also those that nobody was told the id of. */
  async #untilEnded(inlet: InletProcess): Promise<Map<string, string>> {
    const deadline = performance.now() + LONGEST_WAIT_MS;
    for (;;) {
      const states = await statesOf(inlet);
      if ([...states.values()].every(hasEnded) || performance.now() > deadline) return states;
      await delay(50);
    }
  }

  #check(
    { step, canRepeat }: DeliveryRound,
    replies: Reply[],
    states: ReadonlyMap<string, string>,
  ): void {
    const { report } = this;
    const bodies = this.#receiver.bodies;
    const seen = bodies.map((body) => JSON.parse(body) as { id: number; text: string });
    const where = `killed when ${step}`;
    for (const { id, text } of replies) {
      const state = states.get(id) ?? 'gone';
      const times = seen.filter((one) => one.text === text);
      const fault = (what: string) => report.faults.push(`${where}: "${text}" ${what}`);
      if (!hasEnded(state)) fault(`is still ${state}`);
      if (state === 'failed') fault('counts as failed');
      if (state === 'sent' && times.length === 0) fault('counts as sent and never came');
      if (state === 'unknown' && canRepeat) fault('was left unknown');
      if (times.length > 1 && !canRepeat) fault(`came ${times.length} times`);
      if (times.some((one) => String(one.id) !== id)) fault('came with another id');
    }
    // Of all that came: the server may die before it has acknowledged the reply that it hands over.
    const copies = Map.groupBy(seen, ({ text }) => text);
    report.repeated += [...copies.values()].filter((some) => some.length > 1).length;
    report.replies += replies.length;
    report.faults.push(...orderFaults(replies, seen).map((what) => `${where}: ${what}`));
  }
}

/** Each conversation's replies, the first time they came, in the order in which they were sent. */
function orderFaults(replies: Reply[], seen: { text: string }[]): string[] {
  const firstSeen = (reply: Reply) => seen.findIndex(({ text }) => text === reply.text);
  return [...Map.groupBy(replies, (reply) => reply.conversation)].flatMap(([name, some]) => {
    const places = some.map(firstSeen).filter((place) => place !== -1);
    const isSorted = places.every(
      (place, index) => index === 0 || place > (places[index - 1] ?? 0),
    );
    return isSorted ? [] : [`${name} came out of order: ${places.join(', ')}`];
  });
}

function letPass(count: number) {
  return Array.from({ length: count }, () => ({ status: 200, body: '{}' }));
}

/** By message id, of all rounds so far. */
async function statesOf({ sandbox }: InletProcess): Promise<Map<string, string>> {
  const { baseUrl, token } = sandbox.inlet;
  const states = new Map<string, string>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const answer = await fetch(`${baseUrl}/deliveries?limit=100${cursor}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const page = (await answer.json()) as {
      data: { messageId: string; state: string }[];
      nextCursor: string | null;
    };
    for (const { messageId, state } of page.data) states.set(messageId, state);
    cursor = page.nextCursor === null ? null : `&cursor=${page.nextCursor}`;
  }
  return states;
}

async function conversationOf(sandbox: InletProcess['sandbox'], name: string): Promise<string> {
  const { baseUrl, apiToken, channelId } = sandbox.pipedrive;
  const received = await fetch(`${baseUrl}/channels/messages/receive`, {
    method: 'POST',
    headers: { 'x-api-token': apiToken, 'content-type': 'application/json' },
    body: JSON.stringify({
      id: `first of ${name}`,
      channel_id: channelId,
      sender_id: 'jane',
      conversation_id: name,
      message: 'Hello',
      status: 'sent',
      created_at: '2026-11-21 10:00',
    }),
  });
  const acceptance = received.headers.get('inlet-acceptance') ?? '';
  const answer = await fetch(`${sandbox.inlet.baseUrl}/acceptances/${acceptance}`, {
    headers: { authorization: `Bearer ${sandbox.inlet.token}` },
  });
  return ((await answer.json()) as { conversationId: string }).conversationId;
}
