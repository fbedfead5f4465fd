/** What every engine keeps to behind the port of the store, whatever database it is. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditDraft } from '../../src/domain/audit-entry.ts';
import type { Store } from '../../src/store/store.ts';
import { NOW, unique, verdictsOf, Workspace } from '../store/workspace.ts';

/** Where a database is; each `open` is one more store on it: another node, or a command. */
export interface StoreHost extends AsyncDisposable {
  open(): Promise<Store>;
}

export function storeContract(engine: string, makeHost: () => Promise<StoreHost>): void {
  describe(`the store on ${engine}, as every engine`, () => {
    let host: StoreHost;
    let store: Store;
    beforeAll(async () => {
      host = await makeHost();
      store = await host.open();
    });
    afterAll(async () => {
      await store.close();
      await host[Symbol.asyncDispose]();
    });

    test('answers a group in the order of its commands, each with its verdict', async () => {
      const w = await Workspace.make(store);
      const group = [{ id: 'a' }, { id: 'b' }, { id: 'a' }, { id: 'a', text: 'Changed' }];
      expect(verdictsOf(await w.accept(...group))).toEqual([
        ...['stored', 'stored', 'duplicate', 'updated'],
      ]);
      const { id } = await w.conversation();
      expect((await w.thread(id)).map(({ text }) => text).sort()).toEqual(['Changed', 'Hello']);
    });

    test('stores a message once, however many groups bring it at the same time', async () => {
      const w = await Workspace.make(store);
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => w.accept({ id: 'm' })));
      const stored = verdictsOf(outcomes.flat()).filter((verdict) => verdict === 'stored');
      expect(stored).toHaveLength(1);
    });

    test('has what it answered after it was closed and opened again', async () => {
      const first = await host.open();
      const w = await Workspace.make(first);
      const { messageId } = await w.acceptOne({ text: 'Kept' });
      await first.close();
      await using again = closing(await host.open());
      expect((await w.through(again.store).message(messageId)).text).toBe('Kept');
    });

    test('shows what one store wrote to another on the same database', async () => {
      const w = await Workspace.make(store);
      await using other = closing(await host.open());
      const { messageId } = await w.acceptOne({ text: 'Over there' });
      expect((await w.through(other.store).message(messageId)).text).toBe('Over there');
    });

    test('gives no id twice, also of what was deleted', async () => {
      const w = await Workspace.make(store);
      const { messageId } = await w.acceptOne({});
      await w.deleteConversation();
      await w.purge();
      expect(await store.lastId()).toBeGreaterThanOrEqual(messageId);
      const next = await w.acceptOne({});
      expect(next.messageId).toBeGreaterThan(messageId);
    });

    test('changes nothing with a write that it refuses, and takes the next', async () => {
      const w = await Workspace.make(store);
      const before = await w.events();
      const again = { workspaceId: w.id, vendor: 'v', externalId: unique('alias') };
      await store.write.addAlias(again);
      await expect(store.write.addAlias(again)).rejects.toThrow();
      expect(await w.events()).toEqual(before);
      expect(await store.read.listAliases({ workspaceId: w.id })).toEqual({ v: again.externalId });
      expect((await w.acceptOne({})).verdict).toBe('stored');
    });

    test('writes an entry of the audit log with the change, and none where nothing changed', async () => {
      const w = await Workspace.make(store);
      const change = { workspaceId: w.id, appId: w.appId, externalId: 'line', now: NOW };
      expect(await store.write.deleteChannel(change, [draft(w.id)])).toBe(true);
      expect(await store.write.deleteChannel(change, [draft(w.id)])).toBe(false);
      const head = await store.read.findAuditHead({ workspaceId: w.id });
      expect(head?.position).toBe(1);
    });

    test('shows nothing of one workspace to another', async () => {
      const [own, other] = [await Workspace.make(store), await Workspace.make(store)];
      const { messageId } = await own.acceptOne({ id: 'same' });
      expect((await other.acceptOne({ id: 'same' })).verdict).toBe('stored');
      const foreign = { workspaceId: other.id, id: messageId };
      expect(await store.read.findMessage(foreign)).toBeNull();
      expect(await other.conversations()).toHaveLength(1);
    });

    test.each(['read', 'write'] as const)('refuses a verb to %s that it lacks, by name', (kind) =>
      expect(async () => {
        const verbs = store[kind] as unknown as { findNothing(input: object): Promise<unknown> };
        return verbs.findNothing({});
      }).rejects.toThrow('findNothing'),
    );
  });
}

function closing(store: Store): { store: Store } & AsyncDisposable {
  return { store, [Symbol.asyncDispose]: () => store.close() };
}

const draft = (workspaceId: number): AuditDraft => ({
  ...{ workspaceId, at: NOW, address: 'local', action: 'channels.delete', object: null },
  actor: { kind: 'nobody', id: null, name: 'someone' },
  ...{ outcome: 'done', details: {} },
});
