/**
 * Handing replies over: a backlog that drains, one connector beside another that hangs, and groups of
 * messages that are stored meanwhile. The outbox runs in this process, its connector in another.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Delivering } from '../src/domain/delivery.ts';
import { judgeAnswer } from '../src/domain/judge-answer.ts';
import { Ingest } from '../src/ingest/ingest.ts';
import { Networks } from '../src/lib/safe-fetch/networks.ts';
import { SafeFetch } from '../src/lib/safe-fetch/safe-fetch.ts';
import { Bell } from '../src/outbox/bell.ts';
import { Outbox } from '../src/outbox/outbox.ts';
import type { Claim, Store } from '../src/store/store.ts';
import { Workspace } from '../test/store/workspace.ts';
import { openEmptyStore } from './empty-store.ts';
import { startConnector } from './start-connector.ts';
import { median, percentile } from './stats.ts';
import type { Engine } from './subject.ts';
import type { Row } from './table.ts';

const CONVERSATIONS = 5_000;
const GROUP = 64;
const PER_SECOND = 100;
const GRACE_MS = 2_000;
const TURNS = 5;
/** More replies than go out in those turns. */
const WAITING = 20_000;

type Bench = {
  store: Store;
  ingest: Ingest;
  w: Workspace;
  url: string;
  close: () => Promise<void>;
};

export async function measureDelivering(
  engine: Engine,
  backlog: number,
  durationMs: number,
): Promise<Row[]> {
  const bench = await prepare(engine);
  const rows = await drain(bench, backlog, durationMs);
  rows.push(...(await besideHanging(bench, durationMs)));
  await bench.close();
  return rows;
}

async function prepare(engine: Engine): Promise<Bench> {
  const { store, close } = await openEmptyStore(engine);
  const connector = await startConnector();
  return {
    store,
    ingest: new Ingest(store, { queuedMessages: 10_000, queuedBytes: 100_000_000 }),
    w: await Workspace.make(store),
    url: connector.url,
    async close() {
      connector.stop();
      await close();
    },
  };
}

/** An outbox over the bench's store. `handed` is called for each reply that was taken. */
function outboxOf({ store, ingest, url }: Bench, handed: (claim: Claim) => void) {
  const outbound = new SafeFetch({ networks: new Networks(['loopback']), log: () => undefined });
  const delivering = {
    async reply({ message, channel }, courier) {
      const path = channel.externalId === 'hanging' ? '/hang' : '/';
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ id: message.id, text: message.text });
      const request = { method: 'POST' as const, url: url + path, headers, body };
      const answer = await courier.handOver(request, { canRepeat: false });
      return judgeAnswer(answer, { now: courier.now, canRepeat: false });
    },
  } satisfies Delivering;
  const outbox = new Outbox({
    ...{ store, outbound, now: Date.now, jitter: Math.random, bell: new Bell() },
    delivering: new Map([['pipedrive', delivering]]),
    localNetworksOf: () => Promise.resolve([]),
    openSecret: () => '',
    waitingMessages: () => ingest.waiting,
    observe: ({ claim, outcome }) => {
      if (outcome.kind === 'sent') handed(claim);
    },
    log: (error) => console.error(error),
  });
  return { outbox, stop: () => outbox.stop(GRACE_MS, () => outbound.close()) };
}

async function drain(bench: Bench, backlog: number, durationMs: number): Promise<Row[]> {
  const { store, w } = bench;
  const talks = await conversationsOf(bench, 'line', CONVERSATIONS);
  await addReplies(bench, talks, backlog);
  const last = new Map<number, number>();
  let sent = 0;
  let early = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  const { outbox, stop } = outboxOf(bench, ({ conversationId, messageId }) => {
    if ((messageId ?? 0) < (last.get(conversationId ?? 0) ?? 0)) early += 1;
    last.set(conversationId ?? 0, messageId ?? 0);
    sent += 1;
    if (sent === backlog) resolve();
  });
  const startedAt = performance.now();
  outbox.start();
  await promise;
  const seconds = (performance.now() - startedAt) / 1_000;

  await stop();
  const stuck = await store.read.listDeliveries({
    ...{ workspaceId: w.id, states: ['failed', 'unknown'], conversationId: null, messageId: null },
    ...{ webhookId: null, beforeId: null, limit: 10, now: Date.now() },
  });
  const { idle, atWork, ratio, handed } = await storeBeside(bench, talks, durationMs);
  return [
    {
      what: `drain of ${backlog} replies in ${CONVERSATIONS} conversations`,
      '/s': backlog / seconds,
    },
    { what: 'of them not sent', count: stuck.length },
    { what: 'of them before an earlier one of their conversation', count: early },
    { what: `messages stored, the outbox idle, median of ${TURNS}`, '/s': idle },
    { what: 'messages stored, the outbox at work, likewise', '/s': atWork },
    { what: 'at work / idle, median of the ratios', ratio },
    { what: 'replies handed over meanwhile', '/s': handed },
  ];
}

/**
 * Turns of the outbox idle and at work: each is compared with the idle ones before and after it, as
 * the database grows meanwhile.
 */
async function storeBeside(bench: Bench, talks: readonly number[], durationMs: number) {
  await addReplies(bench, talks, WAITING);
  const idle = [await storeFor(bench, durationMs)];
  const atWork: number[] = [];
  const ratios: number[] = [];
  let handed = 0;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const { outbox, stop } = outboxOf(bench, () => (handed += 1));
    outbox.start();
    atWork.push(await storeFor(bench, durationMs));
    await stop();
    idle.push(await storeFor(bench, durationMs));
    ratios.push((2 * (atWork[turn] ?? 0)) / ((idle[turn] ?? 0) + (idle[turn + 1] ?? 0)));
  }
  // What is left would stand before what is measured next.
  const rest = outboxOf(bench, () => undefined);
  rest.outbox.start();
  await rest.outbox.settled();
  await rest.stop();
  return {
    ...{ idle: median(idle), atWork: median(atWork), ratio: median(ratios) },
    handed: (handed * 1_000) / (TURNS * durationMs),
  };
}

/** The time from a reply to its hand-over at a steady rate, with and without a neighbour that hangs. */
async function besideHanging(bench: Bench, durationMs: number): Promise<Row[]> {
  const talks = await conversationsOf(bench, 'line', 200);
  const rows: Row[] = [];
  for (const what of ['alone', 'beside a connector that hangs, with 200 replies waiting']) {
    if (what !== 'alone') await addHanging(bench);
    const sentAt = new Map<number, number>();
    const took: number[] = [];
    const { outbox, stop } = outboxOf(bench, ({ messageId }) => {
      const from = sentAt.get(messageId ?? 0);
      if (from !== undefined) took.push(performance.now() - from);
    });
    outbox.start();
    const until = performance.now() + durationMs;
    for (let n = 0; performance.now() < until; n += 1) {
      const from = performance.now();
      sentAt.set(await reply(bench, talks[n % talks.length] ?? 0, 'steady'), from);
      outbox.wake();
      await delay(1_000 / PER_SECOND);
    }
    await delay(500);
    await stop();
    rows.push({
      what: `reply to hand-over, ${what}`,
      'p50 ms': percentile(took, 0.5),
      'p99 ms': percentile(took, 0.99),
    });
  }
  return rows;
}

/** A second connector: an app of its own, with conversations that wait. */
async function addHanging(bench: Bench): Promise<void> {
  const { store, w } = bench;
  const appId = w.appId + 1_000_000;
  const { id: _, ...usual } = w.channel;
  await store.write.addChannel({ ...usual, appId, externalId: 'hanging' });
  const commands = Array.from({ length: 200 }, (_, n) => ({
    ...w.command({ channel: 'hanging', conversation: `hanging-${n}` }),
    channel: { appId, externalId: 'hanging' },
  }));
  for (const outcome of await store.accept(commands)) {
    if (outcome.kind === 'accepted') await reply(bench, outcome.acceptance.conversationId, 'stuck');
  }
}

async function conversationsOf({ w }: Bench, channel: string, count: number): Promise<number[]> {
  const ids: number[] = [];
  for (let made = 0; made < count; made += GROUP) {
    const said = Array.from({ length: Math.min(GROUP, count - made) }, (_, i) => ({
      channel,
      conversation: `talk-${made + i}`,
    }));
    for (const outcome of await w.accept(...said)) {
      if (outcome.kind === 'accepted') ids.push(outcome.acceptance.conversationId);
    }
  }
  return ids;
}

async function addReplies(bench: Bench, talks: readonly number[], count: number): Promise<void> {
  for (let made = 0; made < count; made += GROUP) {
    const some = Array.from({ length: Math.min(GROUP, count - made) }, (_, i) => made + i);
    await Promise.all(some.map((n) => reply(bench, talks[n % talks.length] ?? 0, `reply ${n}`)));
  }
}

async function reply({ store, w }: Bench, conversationId: number, text: string): Promise<number> {
  const none = { template: null, replyToId: null, channelId: null, authorUserId: null } as const;
  const outcome = await store.write.addReply({
    ...{ workspaceId: w.id, conversationId, text, attachments: [], attributes: {}, ...none },
    ...{ type: null, thread: null, sendAt: null, vendor: null, idempotencyKey: null },
    ...{ requestHash: '', now: Date.now() },
  });
  if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
  return outcome.message.id;
}

/** Messages a second, by as many senders as fill the groups, each with one message under way. */
async function storeFor({ ingest, w }: Bench, durationMs: number): Promise<number> {
  let stored = 0;
  const startedAt = performance.now();
  const lane = async (): Promise<void> => {
    while (performance.now() - startedAt < durationMs) {
      stored += 1;
      await ingest.accept(w.command({ conversation: `talk-${stored}` }), 1, 1);
    }
  };
  await Promise.all(Array.from({ length: 2 * GROUP }, lane));
  return (stored * 1_000) / (performance.now() - startedAt);
}
