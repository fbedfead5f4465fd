/** Uploads and copies whose content or whose row cannot be stored, and servers killed between both. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { StoreUnavailable, StoreUndecided } from '../../src/store/store.ts';
import { openApp, startApp } from '../support/app.ts';
import { content, startContentServer } from '../support/content-server.ts';
import { engines, freshDatabase } from '../support/database.ts';
import { startInlet } from '../support/inlet-process.ts';

const MEBIBYTE = 1_048_576;

/** Every file below a folder but the database's own. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('inlet.db'))
    .map((entry) => entry.name);
}

const contentsIn = (data: string) => [
  ...filesIn(join(data, 'files')),
  ...filesIn(join(data, 'unfinished')),
];

test('a file that the disk does not take is answered 503 with Retry-After, and leaves nothing', async () => {
  await using database = await freshDatabase('sqlite');
  const { dataDirectory } = database;
  // No file may grow beyond 8 MiB: for the writer that is a disk that is full at a known place.
  const inlet = await startInlet({
    dataDirectory,
    shell: 'ulimit -f $((8 * 2048)) 2>/dev/null; exec "$@"',
  });
  const { baseUrl, token } = inlet.sandbox.inlet;
  const upload = (bytes: number) =>
    fetch(`${baseUrl}/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'image/png' },
      body: Buffer.alloc(bytes, bytes),
    });
  const before = filesIn(dataDirectory).sort();
  const refused = await upload(9 * MEBIBYTE);
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('5');
  expect(await refused.json()).toMatchObject({ status: 503 });
  expect(filesIn(dataDirectory).sort()).toEqual(before);
  expect((await upload(MEBIBYTE)).status).toBe(201);
  expect(contentsIn(dataDirectory)).toHaveLength(1);
  expect(await inlet.stop()).toBe(0);
});

test.each(engines)('a file whose row cannot be stored leaves nothing, on %s', async (engine) => {
  await using database = await freshDatabase(engine);
  await using provider = await startContentServer();
  await using inlet = await startApp({ database, engine });
  const { write } = inlet.app.store;
  const addFile = write.addFile.bind(write);
  write.addFile = () => Promise.reject(new StoreUnavailable('the disk is full'));

  const own = await inlet.call('POST', '/inlet/v1/files', {
    headers: { 'content-type': 'text/plain' },
    body: 'text',
  });
  expect([own.status, own.headers.get('retry-after')]).toEqual([503, '5']);

  const { highlevel } = inlet.sandbox;
  const form = new FormData();
  form.set('locationId', highlevel.locationId);
  form.set('contactId', highlevel.contactId);
  form.set('fileAttachment', new Blob(['picture']), 'a.png');
  const vendors = await fetch(`${inlet.url}/conversations/messages/upload`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${highlevel.privateIntegrationToken}`,
      version: '2021-04-15',
    },
    body: form,
  });
  expect([vendors.status, vendors.headers.get('retry-after')]).toEqual([503, '5']);

  provider.files.set('/a.png', content('image/png', Buffer.from('a picture')));
  const url = `${provider.url}/a.png`;
  await inlet.receive({ attachments: [{ id: 'a', type: 'image/png', url }] });
  await inlet.app.copier.settled();
  expect(contentsIn(database.dataDirectory)).toEqual([]);

  write.addFile = addFile;
  const kept = await inlet.call('POST', '/inlet/v1/files', {
    headers: { 'content-type': 'text/plain' },
    body: 'text',
  });
  expect(kept.status).toBe(201);
  expect(contentsIn(database.dataDirectory)).toEqual([kept.body.url.split('/').at(-1)]);
});

test.each(engines)(
  'what a killed server had begun goes when the next one starts, and what has a row stays, on %s',
  async (engine) => {
    await using database = await freshDatabase(engine);
    const { dataDirectory } = database;
    await using inlet = await startApp({ database, engine });
    const { write } = inlet.app.store;
    const addFile = write.addFile.bind(write);
    const upload = (body: string) =>
      inlet.call('POST', '/inlet/v1/files', { headers: { 'content-type': 'text/plain' }, body });
    const kept = (await upload('kept')).body.url as string;
    // As far as a server comes that dies before, and right after, the row is stored.
    write.addFile = () => Promise.reject(new StoreUndecided('gone'));
    expect((await upload('without a row')).status).toBe(503);
    write.addFile = async (file) => {
      await addFile(file);
      throw new StoreUndecided('gone');
    };
    expect((await upload('with a row')).status).toBe(503);
    expect(filesIn(join(dataDirectory, 'files'))).toHaveLength(3);
    expect(filesIn(join(dataDirectory, 'unfinished'))).toHaveLength(2);

    const next = await openApp(database);
    await next.copier.settled();
    expect(filesIn(join(dataDirectory, 'files'))).toHaveLength(2);
    expect(filesIn(join(dataDirectory, 'unfinished'))).toEqual([]);
    await next.stop();
    expect(await (await fetch(kept)).text()).toBe('kept');
    write.addFile = addFile;
    expect((await upload('with a row')).status).toBe(201);
    expect(filesIn(join(dataDirectory, 'files'))).toHaveLength(2);
  },
);
