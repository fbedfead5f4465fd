/**
 * Nothing but a deletion removes a stored message: no answer, echo, report or import does. Every verb
 * that writes is one of those that remove, or is tried here; what the outbox alone does is walked.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Settled } from '../../src/store/store.ts';
import type { writeVerbs } from '../../src/store/verbs.ts';
import { describeEachEngine, type StoreUnderTest } from './each-engine.ts';
import { fill } from './isolation/fill.ts';
import { writes } from './isolation/writes.ts';
import { NOW, Workspace } from './workspace.ts';

/** A person's deletion of a channel, conversation, contact or workspace, and what carries it out. */
const REMOVING: ReadonlySet<string> = new Set<keyof typeof writeVerbs>([
  ...(['deleteChannel', 'removeChannel', 'deleteConversation', 'deleteOwnConversation'] as const),
  ...(['deleteContact', 'purgeStep', 'purgeSharedStep', 'removeWorkspaceStep'] as const),
]);

/** Texts by message. */
async function messagesOf(it: StoreUnderTest, w: Workspace): Promise<Map<string, string>> {
  const rows = await it.rows(`SELECT id, text FROM messages WHERE workspace_id = ${w.id}`);
  return new Map(rows.map(({ id, text }) => [String(id), String(text)]));
}

describeEachEngine('a stored message', (it) => {
  test('is removed by no verb but a deletion', async () => {
    const { w, ids } = await fill(it);
    const before = [...(await messagesOf(it, w)).keys()];
    expect(before.length).toBeGreaterThan(1);
    for (const [name, ask] of Object.entries(writes)) {
      if (typeof ask === 'string' || REMOVING.has(name)) continue;
      await ask(w.id, ids, it);
      await w.purge();
      const after = [...(await messagesOf(it, w)).keys()];
      expect({ name, gone: before.filter((id) => !after.includes(id)) }).toEqual({
        name,
        gone: [],
      });
    }
  });

  test.each(['deleteChannel', 'removeChannel', 'deleteConversation'] as const)(
    'is removed by %s',
    async (name) => {
      const { w, ids } = await fill(it);
      const ask = writes[name];
      if (typeof ask === 'string') throw new Error(`${name} has an entry that asks`);
      await ask(w.id, ids, it);
      await w.purge();
      expect([...(await messagesOf(it, w)).keys()]).not.toContain(String(ids.messageId));
    },
  );

  const step = fc.record({
    what: fc.constantFrom('receive', 'reply', 'settle', 'echo', 'import', 'turn', 'resend', 'lose'),
    id: fc.constantFrom('1', '2', '3'),
    isOurs: fc.boolean(),
    text: fc.constantFrom('', 'A reply', 'Another'),
    status: fc.constantFrom('sent', 'delivered', 'read', 'failed'),
  });

  test('stays, or becomes one with the reply that it echoes, whatever comes', async () => {
    const walk = fc.asyncProperty(
      fc.array(step, { maxLength: 14, minLength: 6 }),
      async (steps) => {
        const walker = new Walker(it, await Workspace.make(it.store));
        await walker.receive({ id: 'first', isOurs: false, text: 'Hello', status: 'sent' });
        for (const one of steps) await walker.take(one);
      },
    );
    // The rules are the same on both; a walk takes PostgreSQL ten times as long.
    const numRuns = it.engine === 'sqlite' ? 12 : 2;
    await fc.assert(walk, { numRuns, seed: 7, endOnFailure: true });
  });
});

type Said = {
  id: string;
  isOurs: boolean;
  text: string;
  status: 'sent' | 'delivered' | 'read' | 'failed';
};

class Walker {
  readonly #it: StoreUnderTest;
  readonly #w: Workspace;
  #now = NOW;
  /** Messages that can be an echo, by when they came. */
  readonly #echoes = new Map<string, number>();
  readonly #calledAt = new Map<number, number>();

  constructor(it: StoreUnderTest, w: Workspace) {
    this.#it = it;
    this.#w = w;
  }

  async take({ what, ...said }: Said & { what: string }): Promise<void> {
    this.#now += 1_000;
    const before = await messagesOf(this.#it, this.#w);
    const events = (await this.#w.events()).length;
    await this.#do(what, said);
    const after = await messagesOf(this.#it, this.#w);
    const merged = (await this.#w.events())
      .slice(events)
      .filter(({ type }) => type === 'message.merged');
    const gone = [...before.keys()].filter((id) => !after.has(id));
    expect(gone).toEqual(merged.map(({ payload }) => String(payload['mergedMessageId'])));
    for (const { payload, messageId } of merged) {
      const cameAt = this.#echoes.get(String(payload['mergedMessageId']));
      expect(cameAt).toBeGreaterThanOrEqual(this.#calledAt.get(messageId ?? 0) ?? Infinity);
    }
  }

  async receive({ id, isOurs, text, status }: Said): Promise<void> {
    const sender = isOurs ? { sender: 'us', role: 'business' as const } : {};
    const at = { receivedAt: this.#now, writtenAt: this.#now };
    const { verdict, messageId } = await this.#w.acceptOne({ ...sender, id, text, status, ...at });
    if (verdict === 'stored' && isOurs) this.#echoes.set(String(messageId), this.#now);
  }

  async #do(what: string, said: Said): Promise<void> {
    const [w, now] = [this.#w, this.#now];
    const { write } = w.store;
    const { id: conversationId } = await w.conversation();
    switch (what) {
      case 'receive':
        return this.receive(said);
      case 'reply':
        await w.reply({ now });
        return;
      case 'settle':
        return this.#settle(said, 'sent');
      case 'lose':
        return this.#settle(said, 'unknown');
      case 'echo':
        return write.settleByEcho({ workspaceId: w.id, conversationId, now });
      case 'import':
        await write.importConversation(pastOf(w, said, now));
        return;
      case 'turn':
        return this.#turn(conversationId, said);
      default:
        return this.#resend(conversationId);
    }
  }

  /** A call under way since a moment ago, in which the connector may have posted. */
  async #settle(said: Said, state: 'sent' | 'unknown'): Promise<void> {
    const { write } = this.#w.store;
    const [claim] = await write.claimDeliveries({
      wanted: [{ receiver: this.#w.receiver, limit: 1 }],
      ...{ now: this.#now, leaseUntil: this.#now + 500 },
    });
    if (claim === undefined) return;
    this.#calledAt.set(claim.messageId ?? 0, this.#now);
    await write.beginCalls([claim]);
    if (said.isOurs) await this.receive({ ...said, id: said.text === '' ? '9' : said.id });
    const identity =
      state === 'sent' ? { externalId: said.id, scope: 'conversation' as const } : null;
    const one: Settled = {
      ...{ ...claim, state, reason: null, dueAt: null, identity, attempt: null },
      ...{ needsAttention: false, stopsReceiver: false, notBefore: null },
      ...{ pauses: [], recovery: null },
    };
    const { echoed } = await write.settleDeliveries({ settled: [one], now: this.#now });
    if (echoed.length > 0) await write.settleWithEcho({ settled: [one], now: this.#now });
  }

  async #turn(conversationId: number, { isOurs }: Said): Promise<void> {
    const { id: workspaceId, store } = this.#w;
    const seats = await store.read.listParticipants({
      ...{ workspaceId, conversationIds: [conversationId] },
    });
    const role = isOurs ? 'business' : 'contact';
    const id = seats.at(isOurs ? 0 : -1)?.id ?? 0;
    await store.write.updateParticipant({
      ...{ workspaceId, id, name: undefined, role, now: this.#now },
    });
  }

  async #resend(conversationId: number): Promise<void> {
    const { id: workspaceId, store } = this.#w;
    const [last] = await store.read.listDeliveries({
      ...{ workspaceId, states: ['failed', 'unknown', 'sent'], conversationId, messageId: null },
      ...{ webhookId: null, beforeId: null, limit: 1, now: this.#now },
    });
    if (last === undefined) return;
    await store.write.resendDelivery({ workspaceId, id: last.id, text: null, now: this.#now });
  }
}

function pastOf(w: Workspace, { id, isOurs, text, status }: Said, now: number) {
  const seat = isOurs ? ('business' as const) : ('contact' as const);
  const externalId = isOurs ? 'us' : 'sender';
  return {
    ...{ workspaceId: w.id, channelId: w.channel.id, now },
    conversation: {
      ...{ externalId: 'talk', link: null, status: 'open' as const, attributes: {} },
      seats: [
        {
          ...{ externalId, name: 'Somebody', role: seat, avatarUrl: null },
          ...{ avatarExpires: false, isPicturedOnRequest: false },
        },
      ],
      messages: [
        {
          ...{ externalId: id, senderExternalId: externalId, text, status, writtenAt: now },
          ...{ replyBy: null, attachments: [] },
        },
      ],
    },
  };
}
