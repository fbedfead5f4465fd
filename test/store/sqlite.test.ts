/** What only a file can do: be written by another process, be full, be damaged. */
import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAtLeastFloor } from '../../src/store/engines/sqlite/connection.ts';
import { DATABASE_FILE, openSqliteStore } from '../../src/store/engines/sqlite/sqlite-store.ts';
import { ThreadClient } from '../../src/store/engines/sqlite/thread-client.ts';
import { StoreUnavailable, type Store } from '../../src/store/store.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { NOW, unique, verdictsOf, Workspace } from './workspace.ts';

let database: FreshDatabase;
let opened: Store[];

beforeEach(async () => {
  database = await freshDatabase('sqlite');
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((store) => store.close()));
  await database[Symbol.asyncDispose]();
});

async function open(options: { mostPages?: number } = {}): Promise<Store> {
  const directory = database.dataDirectory;
  const store = await openSqliteStore({ directory, readers: 1, ...options });
  opened.push(store);
  return store;
}

const path = () => join(database.dataDirectory, DATABASE_FILE);

describe('what another process writes', () => {
  test('is seen by the next group, whatever the writer remembered', async () => {
    const server = await Workspace.make(await open());
    const command = server.through(await open());
    await server.acceptOne({ sender: 'x' });

    const { id } = await server.conversation();
    const [seat] = await server.store.read.listParticipants({
      workspaceId: server.id,
      conversationIds: [id],
    });
    await command.store.write.updateParticipant({
      workspaceId: server.id,
      id: seat?.id ?? 0,
      name: undefined,
      role: 'business',
      now: NOW,
    });
    const { messageId } = await server.acceptOne({ sender: 'x' });
    expect((await server.message(messageId)).direction).toBe('outbound');
    expect((await server.conversation()).unreadCount).toBe(0);

    await command.acceptOne({ id: 'm', sender: 'y' });
    expect((await server.acceptOne({ id: 'm', sender: 'y' })).verdict).toBe('duplicate');
    expect((await server.conversation()).unreadCount).toBe(1);

    await command.deleteConversation();
    expect((await server.acceptOne({ id: 'm', sender: 'y' })).verdict).toBe('stored');
    await command.deleteChannel();
    expect(verdictsOf(await server.accept({}))).toEqual(['channel-missing']);
    await command.addChannel('line');
    expect((await server.acceptOne({ id: 'm' })).verdict).toBe('stored');
  });

  test('never gives an id twice', async () => {
    const server = await Workspace.make(await open());
    const command = server.through(await open());
    const both = Array.from({ length: 40 }, (_, index) =>
      (index % 2 === 0 ? server : command).acceptOne({ conversation: `c${index % 5}` }),
    );
    const ids = (await Promise.all(both)).flatMap((one) => [one.id, one.messageId]);
    expect(new Set(ids).size).toBe(80);
    const unread = (await server.conversations()).map((one) => one.unreadCount);
    expect(unread).toEqual([8, 8, 8, 8, 8]);
  });
});

describe('a full disk', () => {
  test('refuses what comes and keeps what was answered; there is room, and it goes on', async () => {
    const roomy = await Workspace.make(await open());
    const db = new DatabaseSync(path());
    const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number };
    db.close();
    const small = await open({ mostPages: pages + 40 });
    const w = roomy.through(small);
    const answered: string[] = [];
    const text = 'x'.repeat(2_000);
    const fill = async (): Promise<unknown> => {
      for (;;) {
        const id = unique('m');
        try {
          await w.acceptOne({ id, text });
        } catch (error) {
          return error;
        }
        answered.push(id);
      }
    };
    expect(await fill()).toBeInstanceOf(StoreUnavailable);
    expect(answered.length).toBeGreaterThan(5);
    await expect(small.write.addRejections([])).resolves.toBeUndefined();
    await expect(w.acceptOne({ text: text.repeat(10) })).rejects.toThrow(StoreUnavailable);

    const { id, unreadCount } = await w.conversation();
    const thread = await w.thread(id);
    expect(thread.map((one) => one.externalId).reverse()).toEqual(answered);
    expect(unreadCount).toBe(answered.length);
    expect(await isPending(small.failed)).toBe(true);

    const more = roomy.through(await open());
    await more.acceptOne({ id: 'more', text });
    expect((await more.conversation()).unreadCount).toBe(answered.length + 1);
    expect(integrity()).toBe('ok');
  });
});

describe('a damaged file', () => {
  test('ends the store: nothing more is answered as stored', async () => {
    const store = await open();
    const w = await Workspace.make(store);
    const firstOfMessages = pageCount();
    await w.accept(...Array.from({ length: 200 }, () => ({ text: 'x'.repeat(500) })));
    await store.close();
    opened = [];
    overwritePages(firstOfMessages);

    const damaged = await open();
    const again = w.through(damaged);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => again.acceptOne({ conversation: `c${index}` })),
    );
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toEqual([]);
    expect((await damaged.failed).message).toMatch(/SQLite: .*(malformed|not a database|corrupt)/);
  });
});

describe('a store thread that has ended', () => {
  test('refuses calls instead of leaving them without an answer', async () => {
    const path = join(database.dataDirectory, 'missing', DATABASE_FILE);
    const client = new ThreadClient('reader-thread', { path, mostPages: null, isAlone: false });
    const early = client.call({ kind: 'verb', name: 'listWorkspaces', input: {} });
    await expect(early).rejects.toThrow('unable to open');
    await client.died;
    const late = client.call({ kind: 'verb', name: 'listWorkspaces', input: {} });
    await expect(late).rejects.toThrow('unable to open');
    await client.close();
  });
});

describe('SQLite before 3.51.3', () => {
  test('is not opened, because it can corrupt a database in WAL mode', () => {
    expect(
      ['3.51.3', '3.51.4', '3.52.0', '3.53.4', '4.0.0', '3.51.3.1'].map(isAtLeastFloor),
    ).toEqual(Array(6).fill(true));
    expect(['3.51.2', '3.51', '3.50.9', '3.7.0', '2.9.9'].map(isAtLeastFloor)).toEqual(
      Array(5).fill(false),
    );
  });
});

/** From this page on; the schema and the first pages of each table stand before. */
function overwritePages(first: number): void {
  const file = openSync(path(), 'r+');
  const start = first * 4_096;
  const size = fstatSync(file).size - start;
  writeSync(file, Buffer.alloc(size, 0x5a), 0, size, start);
  closeSync(file);
}

function integrity(): unknown {
  return pragma('integrity_check');
}

function pageCount(): number {
  return Number(pragma('page_count'));
}

function pragma(name: string): unknown {
  const db = new DatabaseSync(path(), { readOnly: true });
  try {
    return (db.prepare(`PRAGMA ${name}`).get() as Record<string, unknown>)[name];
  } finally {
    db.close();
  }
}

async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  return (await Promise.race([promise, delay(1, pending)])) === pending;
}
