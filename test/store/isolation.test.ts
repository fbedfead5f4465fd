/**
 * Every verb, asked in one workspace with the ids of another: it must answer as it answers ids that
 * nobody has, and change nothing. A verb without an entry in isolation/ does not compile.
 */
import { beforeAll, expect, test } from 'vitest';
import type { AuditDraft } from '../../src/domain/audit-entry.ts';
import { recordingStore } from '../../src/store/recording-store.ts';
import { auditedVerbs } from '../../src/store/verb-properties.ts';
import { describeEachEngine } from './each-engine.ts';
import { missing } from './isolation/entry.ts';
import { fill, snapshot, type Filled } from './isolation/fill.ts';
import { reads } from './isolation/reads.ts';
import { writes } from './isolation/writes.ts';
import { NOW } from './workspace.ts';

const entryOf = (workspaceId: number): AuditDraft => ({
  ...{ workspaceId, at: NOW, address: 'local', action: 'tokens.write', object: null },
  actor: { kind: 'nobody', id: null, name: 'someone from elsewhere' },
  ...{ outcome: 'done', details: {} },
});

describeEachEngine('the ids of another workspace', (it) => {
  /** Filled once: what a verb changes there is seen by the verb's own test. */
  let own: Filled;
  let foreign: Filled;
  beforeAll(async () => {
    own = await fill(it);
    foreign = await fill(it);
  });

  for (const [name, ask] of Object.entries({ ...reads, ...writes })) {
    if (typeof ask === 'string') continue;
    test(`${name} answers as for ids that nobody has, and changes nothing`, async () => {
      const before = await snapshot(it, foreign.w.id);
      expect(await ask(own.w.id, foreign.ids, it)).toEqual(await ask(own.w.id, missing, it));
      expect(await snapshot(it, foreign.w.id)).toEqual(before);
      // The same question does find something in its own workspace.
      if (name in reads && name !== 'readLog') {
        expect(await ask(foreign.w.id, foreign.ids, it)).not.toEqual(
          await ask(foreign.w.id, missing, it),
        );
      }
    });
  }

  for (const name of auditedVerbs) {
    const ask = writes[name as keyof typeof writes];
    if (typeof ask === 'string') continue;
    test(`${name} leaves no entry in the audit log where there was nothing to change`, async () => {
      let recorded = 0;
      const behalf = { drafts: () => [entryOf(own.w.id)], recorded: () => (recorded += 1) };
      const store = recordingStore(it.store, () => behalf);
      const recording = Object.create(it, { store: { value: store } }) as typeof it;
      await ask(own.w.id, foreign.ids, recording);
      expect(recorded).toBe(0);
      expect(await it.store.read.findAuditHead({ workspaceId: own.w.id })).toBeNull();
    });
  }

  test('accept finds no channel, nor the conversations of the same name', async () => {
    const before = await snapshot(it, foreign.w.id);
    const { channel, conversation, message } = foreign.ids;
    const command = own.w.command({ channel, conversation, id: message });
    const key = { appId: foreign.ids.appId, externalId: channel };
    expect(await it.store.accept([{ ...command, channel: key }, command])).toEqual([
      { kind: 'channel-missing' },
      { kind: 'channel-missing' },
    ]);
    // One group of both workspaces, with the same names in each.
    await own.w.addChannel(channel);
    const theirs = foreign.w.command({ channel, conversation, id: message, text: 'Other' });
    const both = [command, theirs];
    const outcomes = await it.store.accept(both);
    expect(outcomes).toMatchObject([
      { acceptance: { verdict: 'stored', workspaceId: own.w.id } },
      { acceptance: { verdict: 'updated', workspaceId: foreign.w.id } },
    ]);
    expect(await snapshot(it, foreign.w.id)).not.toEqual(before);
  });
});
