/** Copies that lie in a bucket. */
import { expect, test } from 'vitest';
import { bucketContents } from '../../src/attachments/bucket-contents.ts';
import { MISBEHAVIOURS } from '../../src/fake/misbehaviours.ts';
import { Receiver } from '../../src/fake/receiver.ts';
import { Networks } from '../../src/lib/safe-fetch/networks.ts';
import { SafeFetch } from '../../src/lib/safe-fetch/safe-fetch.ts';
import { startApp } from '../support/app.ts';
import { content, startContentServer } from '../support/content-server.ts';
import { engines } from '../support/database.ts';

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('picture')]);

test.each(engines)('a bucket that removes nothing still takes copies, on %s', async (engine) => {
  await using bucket = await startBucket({ canRemove: false });
  await using provider = await startContentServer();
  await using inlet = await startApp({
    engine,
    env: { INLET_S3_URL: bucket.url, INLET_S3_KEY_ID: 'id', INLET_S3_SECRET: 'secret' },
  });
  const { apiToken, channelId } = inlet.sandbox.pipedrive;
  const copyOf = async (name: string) => {
    provider.files.set(`/${name}`, content('image/png', Buffer.concat([PNG, Buffer.from(name)])));
    const url = `${provider.url}/${name}`;
    const answer = await inlet.receive({
      ...{ id: name, conversation_id: name },
      attachments: [{ id: 'a', type: 'image/png', url }],
    });
    await inlet.app.copier.settled();
    const acceptance = answer.headers.get('inlet-acceptance') ?? '';
    const { body } = await inlet.get(`/inlet/v1/acceptances/${acceptance}`);
    const message = await inlet.get(`/inlet/v1/messages/${body.messageId}`);
    return message.body.attachments[0].copy.state as string;
  };
  expect(await copyOf('first')).toBe('kept');
  await inlet.call('DELETE', `/v1/channels/${channelId}/conversations/first`, {
    ...{ token: null, headers: { 'x-api-token': apiToken } },
  });
  await inlet.app.purger.settled();
  expect(await copyOf('second')).toBe('kept');
  expect(new Set(bucket.asked)).toEqual(new Set(['PUT', 'DELETE']));
  // And what is to go goes as soon as it can.
  bucket.canRemove = true;
  bucket.asked.length = 0;
  await inlet.app.copier.settled();
  await inlet.app.copier.settled();
  expect(bucket.asked).toEqual(['DELETE']);
});

test.each(engines)(
  'a copy is served from the bucket once it has taken it, on %s',
  async (engine) => {
    await using bucket = await startBucket({ canRemove: true });
    await using provider = await startContentServer();
    let now = Date.UTC(2026, 10, 21, 12);
    await using inlet = await startApp({
      ...{ engine, now: () => now },
      env: { INLET_S3_URL: bucket.url, INLET_S3_KEY_ID: 'id', INLET_S3_SECRET: 'secret' },
    });
    provider.files.set('/picture', content('image/png', PNG));
    bucket.receiver.next.push({ status: 503 });
    const attachments = [{ id: 'a', type: 'image/png', url: `${provider.url}/picture` }];
    const received = await inlet.receive({ attachments });
    await inlet.app.copier.settled();
    const acceptance = received.headers.get('inlet-acceptance') ?? '';
    const { messageId } = (await inlet.get(`/inlet/v1/acceptances/${acceptance}`)).body;
    const copy = async () =>
      (await inlet.get(`/inlet/v1/messages/${String(messageId)}`)).body.attachments[0].copy;
    expect((await copy()).state).not.toBe('kept');
    // Tried again, as for any failure in passing.
    now += 2 * 60_000;
    await inlet.app.copier.settled();
    const { state, url } = await copy();
    expect(state).toBe('kept');
    const served = await fetch(inlet.url + url, {
      headers: { authorization: `Bearer ${inlet.sandbox.inlet.token}` },
    });
    expect(served.status).toBe(200);
    expect(Buffer.from(await served.arrayBuffer())).toEqual(PNG);
  },
);

test('what is put is got as it was, under a signature, and is gone when it was removed', async () => {
  await using bucket = await startBucket({ canRemove: true });
  const contents = contentsIn(bucket.url);
  await contents.put('1/key', PNG, 'image/png');
  expect(await contents.get('1/key')).toEqual(PNG);
  await contents.remove('1/key');
  expect(await contents.get('1/key')).toBe(null);
  // Twice is as good as once: the step before may have been killed behind its call.
  await contents.remove('1/key');
  const { received } = bucket.receiver;
  expect(received.map(({ method, path }) => `${method} ${path}`)).toEqual([
    ...['PUT /files/1/key', 'GET /files/1/key', 'DELETE /files/1/key', 'GET /files/1/key'],
    'DELETE /files/1/key',
  ]);
  for (const { headers } of received) {
    expect(headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=id\/\d{8}\/eu-1\/s3\/aws4_request, SignedHeaders=.*, Signature=[0-9a-f]{64}$/,
    );
    expect(JSON.stringify(headers)).not.toContain('the secret');
  }
  expect(received[0]?.headers['content-type']).toBe('image/png');
});

test.each(['no-access', 'html-404', 'plain-500', 'unavailable', 'redirect', 'drop', 'drop-within'])(
  'a bucket that answers %s: nothing counts as kept, read or removed that is not',
  async (name) => {
    await using bucket = await startBucket({ canRemove: true });
    const contents = contentsIn(bucket.url);
    const { reaction = { status: 500 } } = MISBEHAVIOURS.get(name) ?? {};
    const fail = () => bucket.receiver.next.push(reaction);
    fail();
    await expect(contents.put('key', PNG, 'image/png')).rejects.toThrow(
      /^The bucket did not keep a file: /,
    );
    await contents.put('key', PNG, 'image/png');
    fail();
    // To S3 a missing file is no failure, of reading or of removing.
    if (name === 'html-404') expect(await contents.get('key')).toBe(null);
    else await expect(contents.get('key')).rejects.toThrow(/^The bucket did not read a file: /);
    fail();
    if (name === 'html-404') await contents.remove('key');
    else await expect(contents.remove('key')).rejects.toThrow(/did not remove a file: /);
    expect(await contents.get('key')).toEqual(PNG);
  },
);

function contentsIn(url: string) {
  const outbound = new SafeFetch({ networks: new Networks([]), log: () => undefined });
  const bucket = { url, region: 'eu-1', accessKeyId: 'id', secretAccessKey: 'the secret' };
  return bucketContents(bucket, outbound, 1_048_576);
}

/** S3 as far as it is used: what is put, got and removed by its path. */
async function startBucket({ canRemove }: { canRemove: boolean }) {
  const receiver = await Receiver.start();
  const files = new Map<string, Buffer>();
  const bucket = {
    ...{ canRemove, receiver, url: `${receiver.url}/files`, asked: [] as string[] },
    [Symbol.asyncDispose]: () => receiver[Symbol.asyncDispose](),
  };
  receiver.usually = (response, _socket, { method, path, bytes }) => {
    bucket.asked.push(method);
    if (method === 'PUT') files.set(path, bytes);
    const found = files.get(path);
    if (method === 'DELETE' && bucket.canRemove) files.delete(path);
    if (method === 'DELETE') response.writeHead(bucket.canRemove ? 204 : 403).end();
    else response.writeHead(found === undefined ? 404 : 200).end(method === 'GET' ? found : '');
  };
  return bucket;
}
