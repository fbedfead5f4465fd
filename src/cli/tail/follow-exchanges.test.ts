import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { followExchanges } from './follow-exchanges.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function take(lines: AsyncGenerator<string>, count: number): Promise<string[]> {
  const taken: string[] = [];
  while (taken.length < count) {
    const { value, done } = await lines.next();
    if (done === true) break;
    taken.push(value);
  }
  return taken;
}

test('lines come one by one, however they are cut, and empty ones are left out', async () => {
  const url = await serve((request, response) => {
    expect(request.url).toBe('/inlet/v1/tail');
    expect(request.headers.authorization).toBe('Bearer secret');
    response.write('\n{"a":1}\n{"b"');
    setImmediate(() => response.write(':2}\n'));
  });
  const stop = new AbortController();
  const lines = followExchanges({ url, token: 'secret' }, stop.signal);
  expect(await take(lines, 2)).toEqual(['{"a":1}', '{"b":2}']);
  stop.abort();
  expect(await lines.next()).toEqual({ value: undefined, done: true });
});

test('a connection that ends is made anew', async () => {
  let connections = 0;
  const url = await serve((_request, response) => {
    connections += 1;
    response.end(`{"connection":${connections}}\n`);
  });
  const stop = new AbortController();
  const lines = followExchanges({ url, token: 'secret' }, stop.signal, 1);
  expect(await take(lines, 2)).toEqual(['{"connection":1}', '{"connection":2}']);
  stop.abort();
});

test('a refusal and a missing server are failures that say so', async () => {
  const url = await serve((_request, response) => {
    response.statusCode = 401;
    response.end('{"detail":"The token is revoked."}');
  });
  const { signal } = new AbortController();
  await expect(followExchanges({ url, token: 'x' }, signal).next()).rejects.toThrow(
    `${url} answered 401: The token is revoked.`,
  );
  const nobody = 'http://127.0.0.1:1';
  await expect(followExchanges({ url: nobody, token: 'x' }, signal).next()).rejects.toThrow(
    `No server answers at ${nobody}`,
  );
});
