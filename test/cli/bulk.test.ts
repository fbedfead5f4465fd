/** What commands do about replies: one by its id, or all that have something in common. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OutboxApp } from '../outbox/outbox-app.ts';
import { engines, freshDatabase, type FreshDatabase } from '../support/database.ts';
import { runInlet, settingsOf } from './run-inlet.ts';

describe.each(engines)('on %s', (engine) => {
  let database: FreshDatabase;
  let it: OutboxApp;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    it = await OutboxApp.start(engine, database);
  });
  afterAll(async () => {
    await it[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  const run = (...args: string[]) => runInlet(settingsOf(database), ...args, '--json');
  const workspace = () => ['--workspace', it.inlet.sandbox.workspace.id];

  async function stuck(how: 'refused' | 'held', ...texts: string[]): Promise<string[]> {
    it.reset();
    // Commands go by the clock of this machine: what they send again has to be due by the server's.
    it.now = Date.now();
    if (how === 'held') it.url = null;
    const talk = await it.talk(texts[0]);
    const ids = [];
    for (const text of texts) {
      if (how === 'refused') it.receiver.next.push({ status: 400 });
      ids.push((await it.send(talk, text)).id as string);
      await it.settled();
    }
    it.receiver.reset();
    return ids;
  }

  test('sends again, takes off the list, and calls off, all that are so', async () => {
    const [first = ''] = await stuck('refused', 'a', 'b');
    const { conversationId } = await it.message(first);
    const failed = ['--state', 'failed', '--conversation', conversationId, ...workspace()];
    const resent = await run('delivery', 'resend', ...failed);
    expect(resent.json(), resent.stderr).toEqual({ count: 2, skipped: 0, hasMore: false });
    it.now = Date.now();
    await it.settled();
    expect(it.texts.toSorted()).toEqual(['a', 'b']);
    expect((await run('delivery', 'dismiss', ...failed)).json().count).toBe(0);

    const [held = ''] = await stuck('held', 'c', 'd');
    const selection = ['--state', 'held', ...workspace()];
    const untried = await run('delivery', 'confirm', ...selection);
    expect(untried.json()).toMatchObject({ count: 0, skipped: 2 });
    const off = await run('message', 'call-off', ...selection);
    expect(off.json()).toEqual({ count: 2, skipped: 0, hasMore: false });
    expect((await it.message(held)).reply).toMatchObject({ code: 'called-off' });
  });

  test('neither an id nor a state, or both, is refused', async () => {
    for (const args of [['retry'], ['retry', '1', '--state', 'held']]) {
      const { code, stderr } = await run('delivery', ...args);
      expect([code, stderr]).toEqual([
        2,
        expect.stringContaining('Name either one by its id or, with --state, all that are so.'),
      ]);
    }
  });

  test('gives a reply other files, and keeps its text', async () => {
    const [id = ''] = await stuck('held', 'With a file');
    const files = [{ url: 'https://files.example/a.pdf', mimeType: 'application/pdf', name: 'a' }];
    const edited = await run('message', 'edit', id, '--attachments', JSON.stringify(files));
    expect(edited.json(), edited.stderr).toMatchObject({ outcome: 'edited', text: 'With a file' });
    expect(await it.message(id)).toMatchObject({
      text: 'With a file',
      attachments: [{ url: 'https://files.example/a.pdf', mimeType: 'application/pdf', name: 'a' }],
    });
    for (const wrong of ['{', '{}', '[{"url":"x"}]', '[{"url":"ftp://x","mimeType":"a/b"}]']) {
      const { code, stderr } = await run('message', 'edit', id, '--attachments', wrong);
      expect([code, stderr]).toEqual([2, expect.stringContaining('--attachments')]);
    }
    const none = await run('message', 'edit', id, 'Without', '--attachments', '[]');
    expect(none.json()).toMatchObject({ outcome: 'edited', text: 'Without' });
    expect((await it.message(id)).attachments).toEqual([]);
  });
});
