/** The chain of the audit log: whole on both engines, whoever appends and however many at once. */
import { expect, test } from 'vitest';
import { verifyAudit } from '../../src/access/audit.ts';
import { NO_HASH, auditHashOf, type NewAuditEntry } from '../../src/domain/audit-entry.ts';
import { describeEachEngine } from './each-engine.ts';
import { NOW, Workspace } from './workspace.ts';

const entry = (workspaceId: number, object = 'token 1'): NewAuditEntry => ({
  workspaceId,
  at: NOW,
  actor: { kind: 'user', id: 7, name: 'jane@example.test' },
  address: '192.0.2.7',
  action: 'tokens.write',
  object,
  outcome: 'done',
  details: { label: 'Ü \u0027', list: [1, null] },
});

let made = 0;
const person = (workspaceId: number, i = 0) => {
  const email = `jane-${String((made += 1))}-${String(i)}@example.test`;
  return { workspaceId, email, name: 'Jane', role: 'agent' as const, now: NOW };
};

test('the hash of an entry is what it is for ever', () => {
  const link = { ...entry(3), position: 1, previousHash: NO_HASH };
  expect(auditHashOf(link)).toBe(
    'f151d10a1cf128c40ad3c7537ff091784d82484a7b812485809d889ecb60b4b1',
  );
});

describeEachEngine('the audit log', (it) => {
  test('is one chain, however many append at once', async () => {
    const { id } = await Workspace.make(it.store);
    const another = await it.openAnother();
    const stores = [it.store, another];
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (stores[i % 2] ?? it.store).write.appendAudit(entry(id, `token ${String(i)}`)),
      ),
    );
    const verdict = await verifyAudit(it.store, id);
    expect(verdict).toMatchObject({ kind: 'intact', entries: 20 });
    const entries = await it.store.read.readAudit({ workspaceId: id, after: 0, limit: 100 });
    expect(new Set(entries.map(({ object }) => object)).size).toBe(20);
    expect(await verifyAudit(it.store, id, entries[4]?.hash)).toMatchObject({ kind: 'intact' });
    expect(await verifyAudit(it.store, id, 'f'.repeat(64))).toMatchObject({ kind: 'broken' });
  });

  test('has the entry of a change exactly when the change was made', async () => {
    const { id: workspaceId } = await Workspace.make(it.store);
    const { write, read } = it.store;
    const draft = { ...entry(workspaceId), object: null };
    const made = await write.createUser({ ...person(workspaceId) }, [draft]);
    const change = { workspaceId, userId: made.id, name: 'Renamed', now: NOW };
    const unwritable = { ...draft, outcome: 'perhaps' as 'done' };
    await expect(write.updateMember(change, [unwritable])).rejects.toThrow();
    expect(await read.findMember({ workspaceId, userId: made.id })).toMatchObject({
      role: 'agent',
    });
    expect((await read.listUsers({ workspaceId })).map(({ name }) => name)).not.toContain(
      'Renamed',
    );
    const missing = { ...change, userId: 1 };
    expect(await write.updateMember(missing, [draft])).toEqual({ kind: 'missing' });
    await write.updateMember(change, [{ ...draft, object: 'Jane' }]);
    const entries = await read.readAudit({ workspaceId, after: 0, limit: 100 });
    expect(entries.map(({ object }) => object)).toEqual([`user ${String(made.id)}`, 'Jane']);
    expect(await verifyAudit(it.store, workspaceId)).toMatchObject({ kind: 'intact', entries: 2 });
  });

  test('is one chain, however many changes bring their entries at once, to several workspaces', async () => {
    const [one, two] = [await Workspace.make(it.store), await Workspace.make(it.store)];
    const stores = [it.store, await it.openAnother()];
    const drafts = [one, two].map(({ id }) => ({ ...entry(id), object: null }));
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => {
        const { write } = stores[i % 2] ?? it.store;
        const order = i % 3 === 0 ? drafts.toReversed() : drafts;
        return write.createUser(person(one.id, i), order);
      }),
    );
    for (const { id } of [one, two]) {
      expect(await verifyAudit(it.store, id)).toMatchObject({ kind: 'intact', entries: 20 });
    }
  });

  test('refuses to be changed, and shows it where the refusal was got around', async () => {
    const { id } = await Workspace.make(it.store);
    for (let i = 0; i < 4; i += 1) await it.store.write.appendAudit(entry(id, String(i)));
    const of = `FROM audit_entries WHERE workspace_id = ${String(id)}`;
    const update = `UPDATE audit_entries SET outcome = 'refused' WHERE workspace_id = ${String(id)} AND position = 2`;
    await expect(it.execute(update)).rejects.toThrow('only ever added to');
    await expect(it.execute(`DELETE ${of}`)).rejects.toThrow('only ever added to');
    expect(await verifyAudit(it.store, id)).toMatchObject({ kind: 'intact', entries: 4 });
  });

  test('goes with its workspace', async () => {
    const { id: workspaceId } = await Workspace.make(it.store);
    await it.store.write.appendAudit(entry(workspaceId));
    const step = () => it.store.write.removeWorkspaceStep({ workspaceId, limit: 100, now: NOW });
    while (!(await step()).isDone);
    expect(
      await it.rows(`SELECT * FROM audit_entries WHERE workspace_id = ${String(workspaceId)}`),
    ).toEqual([]);
    expect(await it.store.read.findAuditHead({ workspaceId })).toBeNull();
  });
});

describeEachEngine('what happened without the guards', (it) => {
  const broken = async (change: (id: number) => string) => {
    const { id } = await Workspace.make(it.store);
    for (let i = 0; i < 4; i += 1) await it.store.write.appendAudit(entry(id, String(i)));
    await it.execute(change(id), { withoutTriggers: 'audit_entries' });
    const verdict = await verifyAudit(it.store, id);
    return verdict.kind === 'broken' ? verdict.reason : verdict.kind;
  };
  const where = (id: number, position: number) =>
    `WHERE workspace_id = ${String(id)} AND position = ${String(position)}`;

  test('an entry that was changed is found', async () => {
    expect(
      await broken((id) => `UPDATE audit_entries SET object = 'token 9' ${where(id, 2)}`),
    ).toBe('entry 2 was changed');
  });

  test('an entry that was taken out is found', async () => {
    expect(await broken((id) => `DELETE FROM audit_entries ${where(id, 2)}`)).toBe(
      'entry 3 follows entry 1: some are missing',
    );
  });

  test('an end that was cut off is found', async () => {
    expect(await broken((id) => `DELETE FROM audit_entries ${where(id, 4)}`)).toBe(
      'the entries after entry 3 are missing',
    );
  });
});
