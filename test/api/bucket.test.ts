/** Copies that lie in a bucket. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
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

async function startBucket({ canRemove }: { canRemove: boolean }) {
  const server = createServer((request, response) => {
    bucket.asked.push(request.method ?? '');
    request.resume();
    response.writeHead(request.method === 'DELETE' && !bucket.canRemove ? 403 : 200).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bucket = {
    canRemove,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/files`,
    asked: [] as string[],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return bucket;
}
