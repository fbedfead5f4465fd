/** Many at once, within one store and through several on one database. */
import { expect, test } from 'vitest';
import type { AcceptOutcome } from '../../src/domain/accept-command.ts';
import type { Store } from '../../src/store/store.ts';
import { describeEachEngine, type StoreUnderTest } from './each-engine.ts';
import { NOW, unique, verdictsOf, Workspace } from './workspace.ts';

function countOf(outcomes: AcceptOutcome[][]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const verdict of outcomes.flatMap(verdictsOf)) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

/** A SQLite file has one server; other processes only run commands. */
async function nodesOn(it: StoreUnderTest): Promise<Store[]> {
  if (it.engine === 'sqlite') return [it.store];
  return [it.store, await it.openAnother(), await it.openAnother()];
}

/** In connections made before the end of the block PostgreSQL notices a deadlock only after 20 s. */
async function lateDeadlocks(it: StoreUnderTest): Promise<AsyncDisposable> {
  const change = async (how: string) => {
    if (it.engine === 'sqlite') return;
    const alter = `format('ALTER DATABASE %I ${how}', current_database())`;
    await it.execute(`DO $$ BEGIN EXECUTE ${alter}; END $$`);
  };
  await change("SET deadlock_timeout = ''20s''");
  return { [Symbol.asyncDispose]: () => change('RESET deadlock_timeout') };
}

describeEachEngine('many copies at once', (it) => {
  test('1,000 of one message, in groups of all sizes, are one message and one event', async () => {
    const w = await Workspace.make(it.store);
    const nodes = (await nodesOn(it)).map((store) => w.through(store));
    const said = { id: 'm', conversation: 'new', sender: 'new' };
    const groups: Promise<AcceptOutcome[]>[] = [];
    for (let sent = 0, size = 1; sent < 1_000; sent += size, size = (size % 17) + 1) {
      const copies = Array.from({ length: Math.min(size, 1_000 - sent) }, () => said);
      const node = nodes[groups.length % nodes.length] ?? w;
      groups.push(node.accept(...copies));
    }
    expect(countOf(await Promise.all(groups))).toEqual({ stored: 1, duplicate: 999 });
    const { id } = await w.conversation();
    expect(await w.thread(id)).toHaveLength(1);
    expect(await w.messageEvents()).toEqual(['message.created']);
    expect((await w.conversation()).unreadCount).toBe(1);
  });

  test('of an id for the whole channel, in as many conversations, are one message', async () => {
    const w = await Workspace.make(it.store);
    const nodes = (await nodesOn(it)).map((store) => w.through(store));
    const identity = { scope: 'channel', onKnown: 'keep' } as const;
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        (nodes[index % nodes.length] ?? w).accept({ id: 'm', identity, conversation: `c${index}` }),
      ),
    );
    expect(countOf(outcomes)).toEqual({ stored: 1, duplicate: 59 });
    expect(await w.conversations()).toHaveLength(1);
  });

  test('50 messages of one new conversation and sender are all there, counted and in order', async () => {
    const w = await Workspace.make(it.store);
    const nodes = (await nodesOn(it)).map((store) => w.through(store));
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        (nodes[index % nodes.length] ?? w).accept({ id: `m${index}`, writtenAt: NOW + index }),
      ),
    );
    expect(countOf(outcomes)).toEqual({ stored: 50 });
    const { id, unreadCount, last } = await w.conversation();
    expect([unreadCount, last?.writtenAt]).toEqual([50, NOW + 49]);
    expect(await w.thread(id)).toHaveLength(50);
    const conversationIds = [id];
    expect(
      await it.store.read.listParticipants({ workspaceId: w.id, conversationIds }),
    ).toHaveLength(1);
    expect(await w.messageEvents()).toEqual(Array(50).fill('message.created'));
  });

  test('of new contacts in new conversations, crosswise, hold nobody up', async () => {
    const w = await Workspace.make(it.store);
    await using late = await lateDeadlocks(it);
    expect(late).toBeDefined();
    const [known, ...others] = await nodesOn(it);
    // One that knows of the late deadlocks takes the place of the one that was there before.
    const stores = others.length === 0 ? [known ?? it.store] : [await it.openAnother(), ...others];
    const nodes = stores.map((store) => w.through(store));
    const group = (start: number) =>
      Array.from({ length: 20 }, (_, index) => {
        const number = (start + 7 * index) % 20;
        return { conversation: `c${number}`, sender: `s${(number * 3) % 20}`, id: unique('m') };
      });
    const startedAt = performance.now();
    const outcomes = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        (nodes[index % nodes.length] ?? w).accept(...group(index)),
      ),
    );
    expect(countOf(outcomes)).toEqual({ stored: 480 });
    expect((await w.conversations()).map((one) => one.unreadCount)).toEqual(Array(20).fill(24));
    const contacts = await it.rows(`SELECT 1 FROM contacts WHERE workspace_id = ${w.id}`);
    expect(contacts).toHaveLength(20);
    // There is to be no deadlock: these nodes would have waited for PostgreSQL to notice it.
    expect(performance.now() - startedAt).toBeLessThan(9_000);
  });
});

describeEachEngine('who comes first', (it) => {
  const both = async <T>(ask: (store: Store) => Promise<T>): Promise<T[]> => {
    const [one, other] = [it.store, await it.openAnother()];
    return Promise.all([ask(one), ask(other), ask(one), ask(other)]);
  };

  test('adds the channel; the others learn that it is there', async () => {
    const w = await Workspace.make(it.store);
    const added = await both((store) => w.through(store).addChannel('raced'));
    expect(added.filter((channel) => channel !== null)).toHaveLength(1);
    expect(await w.events()).toHaveLength(2);
  });

  test('deletes the channel; the others find none', async () => {
    const w = await Workspace.make(it.store);
    const deleted = await both((store) => w.through(store).deleteChannel());
    expect(deleted.filter(Boolean)).toHaveLength(1);
    expect(await w.events()).toHaveLength(2);
  });

  test('deletes the conversation; the others find none', async () => {
    const w = await Workspace.make(it.store);
    await w.acceptOne();
    const deleted = await both((store) => w.through(store).deleteConversation());
    expect(deleted.sort()).toEqual([
      'conversation-missing',
      'conversation-missing',
      'conversation-missing',
      'deleted',
    ]);
  });

  test('claims the fact, creates the token and takes the fault', async () => {
    const w = await Workspace.make(it.store);
    const name = unique('fact');
    let claims = 0;
    const values = await both((store) =>
      store.write.claimFact({ name, value: `claim ${String(++claims)}` }),
    );
    expect(new Set(values).size).toBe(1);

    const key = { workspaceId: w.id, vendor: 'pipedrive' };
    const token = { ...key, kind: 'api', hash: unique('hash'), lastFour: '', label: '' };
    const rest = { userId: null, appId: null, scopes: '', createdAt: NOW, expiresAt: null };
    const created = await both((store) => store.write.createToken({ ...token, ...rest }));
    expect(created.filter((one) => one !== null)).toHaveLength(1);

    await it.store.write.putFault({ ...key, answer: '500', times: 3 });
    const taken = await both((store) => store.write.takeFault(key));
    expect(taken.filter((answer) => answer === '500')).toHaveLength(3);
  });

  test('and who corrects the same seat at the same time undo nothing', async () => {
    const w = await Workspace.make(it.store);
    const other = await it.openAnother();
    await w.accept(...Array.from({ length: 10 }, (_, index) => ({ sender: `s${index}` })));
    const { id: conversationId } = await w.conversation();
    const list = () =>
      it.store.read.listParticipants({ workspaceId: w.id, conversationIds: [conversationId] });
    await Promise.all(
      (await list()).flatMap(({ id }) => {
        const key = { workspaceId: w.id, id, now: NOW };
        return [
          it.store.write.updateParticipant({ ...key, role: 'business', name: undefined }),
          other.write.updateParticipant({ ...key, role: undefined, name: 'Name' }),
        ];
      }),
    );
    const seats = await list();
    expect(seats.map((seat) => `${seat.role} ${seat.name}`)).toEqual(
      Array(10).fill('business Name'),
    );
    expect((await w.conversation()).unreadCount).toBe(0);
  });
});

describeEachEngine('deleting while messages come in', (it) => {
  test('a channel takes nothing after it, on any node, and does not wait long', async () => {
    const w = await Workspace.make(it.store);
    const nodes = (await nodesOn(it)).map((store) => w.through(store));
    let isDeleted = false;
    const lateVerdicts: string[] = [];
    let accepted = 0;
    const load = async (node: Workspace, lane: number): Promise<void> => {
      for (;;) {
        const startsAfter = isDeleted;
        const [verdict] = verdictsOf(await node.accept({ conversation: `c${lane}` }));
        if (verdict === 'stored') accepted += 1;
        if (!startsAfter) continue;
        lateVerdicts.push(verdict ?? '');
        return;
      }
    };
    const lanes = nodes.flatMap((node) =>
      Array.from({ length: node.store.lanes }, (_, lane) => load(node, lane)),
    );
    while (accepted < 50) await new Promise((resolve) => setTimeout(resolve, 5));
    const startedAt = performance.now();
    expect(await w.deleteChannel()).toBe(true);
    isDeleted = true;
    // Row locks let groups that share them pass for as long as they come: it waited for minutes.
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    await Promise.all(lanes);
    expect(new Set(lateVerdicts)).toEqual(new Set(['channel-missing']));
    await w.purge(100);
    for (const table of ['channels', 'conversations', 'messages', 'participants', 'contacts']) {
      expect(await it.rows(`SELECT 1 FROM ${table} WHERE workspace_id = ${w.id}`)).toEqual([]);
    }
    const types = (await w.events()).map((event) => event.type);
    expect(types.at(-1)).toBe('channel.deleted');
    expect(types.filter((type) => type === 'message.created')).toHaveLength(accepted);
  });

  test('a conversation is made anew by the next message, none of which is lost', async () => {
    const w = await Workspace.make(it.store);
    const nodes = (await nodesOn(it)).map((store) => w.through(store));
    let isDone = false;
    const stored: number[] = [];
    const load = async (node: Workspace): Promise<void> => {
      while (!isDone) {
        for (const outcome of await node.accept({}, {})) {
          if (outcome.kind === 'accepted') stored.push(outcome.acceptance.messageId);
        }
      }
    };
    const lanes = nodes.flatMap((node) => [load(node), load(node)]);
    for (let deleted = 0; deleted < 10;) {
      if ((await w.deleteConversation()) === 'deleted') deleted += 1;
    }
    isDone = true;
    await Promise.all(lanes);
    const rows = await it.rows(
      `SELECT m.id AS id, m.conversation_id AS conversation, c.deleted_at AS gone
       FROM messages m JOIN conversations c ON c.id = m.conversation_id
       WHERE m.workspace_id = ${w.id} AND c.workspace_id = ${w.id}`,
    );
    expect(rows.map((row) => Number(row['id'])).sort((a, b) => a - b)).toEqual(
      stored.sort((a, b) => a - b),
    );
    const living = rows.filter((row) => row['gone'] === null);
    const [conversation] = await w.conversations();
    expect(conversation?.unreadCount ?? 0).toBe(living.length);
  });
});

describeEachEngine('who tails the event log', (it) => {
  test('never misses an event, however many write', async () => {
    const spaces = [await Workspace.make(it.store), await Workspace.make(it.store)];
    const nodes = await nodesOn(it);
    const reader = it.engine === 'sqlite' ? it.store : await it.openAnother();
    let isDone = false;
    const tail = async ({ id: workspaceId }: Workspace): Promise<number[]> => {
      const seen: number[] = [];
      for (let isLast = false; ;) {
        const afterId = seen.at(-1) ?? 0;
        const { events: page } = await reader.read.readLog({ workspaceId, afterId, limit: 50 });
        seen.push(...page.map((event) => event.id));
        if (page.length > 0) continue;
        if (isLast) return seen;
        isLast = isDone;
      }
    };
    const tails = spaces.map(tail);
    const write = async (store: Store, lane: number): Promise<void> => {
      for (let round = 0; round < 25; round += 1) {
        // Both workspaces in one group, in either order, and groups that take differently long.
        const commands = spaces.map((w) => w.command({ conversation: `lane-${lane}` }));
        if (round % 2 === 0) commands.reverse();
        const more = Array.from({ length: (round * 7 + lane) % 12 }, () =>
          (spaces[lane % 2] as Workspace).command({ conversation: `lane-${lane}` }),
        );
        await store.accept([...commands, ...more]);
        if (round % 10 === 5) await spaces[lane % 2]?.through(store).addChannel(unique('channel'));
      }
    };
    await Promise.all(
      nodes.flatMap((store, node) => [0, 1, 2].map((lane) => write(store, 3 * node + lane))),
    );
    isDone = true;
    for (const [index, seen] of (await Promise.all(tails)).entries()) {
      const all = (await spaces[index]?.events())?.map((event) => event.id);
      expect(seen).toEqual(all);
      expect(seen.length).toBeGreaterThan(60);
    }
  });
});
