import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import type { ConnectionLimits } from './connections.ts';
import { Connections } from './connections.ts';

const roomy: ConnectionLimits = { writes: 2, waiting: 100, many: 1_000, unreadMs: 60_000 };

/** A server whose requests stay unanswered until they are let go. */
async function start(limits: Partial<ConnectionLimits> = {}) {
  const held: { path: string; answer: (body?: Buffer) => void }[] = [];
  const came: string[] = [];
  const arrived = new Set<() => void>();
  const server = createServer(({ url = '' }: IncomingMessage, response: ServerResponse) => {
    came.push(url);
    held.push({ path: url, answer: (body = Buffer.from(url)) => void response.end(body) });
    for (const look of arrived) look();
  });
  const refuse = (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(503, { 'retry-after': '1', connection: 'close' }).end('too many');
  };
  new Connections(refuse, { ...roomy, ...limits }).watch(server);
  let parsed = 0;
  server.on('request', () => (parsed += 1));
  server.keepAliveTimeout = 60_000;
  server.listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sockets: Socket[] = [];
  let closed = 0;
  server.on('connection', (socket) => {
    socket.on('close', () => {
      closed += 1;
      for (const look of arrived) look();
    });
  });
  const open = () => {
    const socket = connect(port);
    let heard = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    sockets.push(socket);
    return { socket, heard: () => heard };
  };
  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!isSo()) return;
        arrived.delete(look);
        resolve();
      };
      arrived.add(look);
      look();
    });
  return {
    came,
    open,
    /** Once so many requests have come to the server's listener. */
    whenCame: (count: number) => until(() => came.length >= count),
    whenClosed: (count: number) => until(() => closed >= count),
    /** How many requests Node has made of what it read. */
    parsed: () => parsed,
    answerNext: (body?: Buffer) => {
      held.shift()?.answer(body);
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;
const post = (path: string) => `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n`;

test('requests that read are served one after the other, in the order in which they were sent', async () => {
  await using server = await start();
  const { socket, heard } = server.open();
  socket.write(get('/1') + get('/2') + post('/3') + get('/4'));
  for (const [count, path] of [
    [1, '/1'],
    [2, '/2'],
    [3, '/3'],
    [4, '/4'],
  ] as const) {
    await server.whenCame(count);
    expect(server.came.at(-1)).toBe(path);
    expect(server.came).toHaveLength(count);
    if (count === 4) socket.once('data', () => socket.end());
    server.answerNext();
  }
  await once(socket, 'close');
  expect([...heard().matchAll(/\r\n\r\n(\/\d)/g)].map(([, path]) => path)).toEqual([
    '/1',
    '/2',
    '/3',
    '/4',
  ]);
});

test('of those that write, some are carried out at once', async () => {
  await using server = await start();
  const { socket } = server.open();
  socket.write(post('/1') + post('/2') + post('/3') + get('/4'));
  await server.whenCame(2);
  expect(server.came).toEqual(['/1', '/2']);
  server.answerNext();
  await server.whenCame(3);
  server.answerNext();
  server.answerNext();
  await server.whenCame(4);
  expect(server.came).toEqual(['/1', '/2', '/3', '/4']);
});

test('of too many sent ahead, the first one too many is refused, and the connection ends', async () => {
  await using server = await start({ waiting: 3 });
  const { socket, heard } = server.open();
  const { socket: other } = server.open();
  socket.write(get('/x').repeat(50));
  for (let count = 1; count <= 4; count += 1) {
    await server.whenCame(count);
    server.answerNext();
  }
  await once(socket, 'close');
  expect(server.came).toHaveLength(4);
  const answers = heard().split('HTTP/1.1 ').slice(1);
  expect(answers.map((answer) => answer.slice(0, 3))).toEqual(['200', '200', '200', '200', '503']);
  expect(answers.at(-1)).toMatch(/retry-after: 1\r\n/i);
  // Others are served as ever.
  other.write(get('/other'));
  await server.whenCame(5);
  expect(server.came.at(-1)).toBe('/other');
});

test('once many wait in all, no connection has more parsed than is served, and all of it is', async () => {
  await using server = await start({ many: 5 });
  const { socket: before } = server.open();
  const { socket: first } = server.open();
  before.write(get('/before'));
  await server.whenCame(1);
  first.write(get('/first').repeat(10));
  await server.whenCame(2);
  const paths = Array.from({ length: 500 }, (_, i) => `/${i}`);
  const { socket: after } = server.open();
  for (const socket of [before, after]) socket.write(paths.map(get).join(''));
  await server.whenCame(3);
  expect(server.parsed()).toBeLessThan(100);
  const all = 1 + 10 + 500 + 500;
  while (server.came.length < all) {
    server.answerNext();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(server.parsed()).toBe(all);
  expect(server.came.filter((path) => path === '/499')).toHaveLength(2);
  // A body is read as ever.
  const { socket: sender } = server.open();
  sender.write(`POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n`);
  sender.write(Buffer.alloc(300_000));
  await server.whenCame(all + 1);
  expect(server.came.at(-1)).toBe('/body');
});

test('what a client that left had sent ahead is not carried out', async () => {
  await using server = await start();
  const { socket } = server.open();
  socket.write(get('/1') + get('/2') + get('/3'));
  await server.whenCame(1);
  socket.resetAndDestroy();
  // Written until the connection is known to be gone.
  server.answerNext(Buffer.alloc(1 << 24));
  const { socket: other } = server.open();
  other.write(get('/other'));
  await server.whenCame(2);
  expect(server.came).toEqual(['/1', '/other']);
});

test('a connection whose client reads nothing of its answer is closed', async () => {
  await using server = await start({ unreadMs: 50 });
  const { socket } = server.open();
  socket.pause();
  socket.write(get('/1'));
  await server.whenCame(1);
  server.answerNext(Buffer.alloc(1 << 26));
  // It can tell only once it has read what the two systems keep.
  const closed = once(socket, 'close');
  const { socket: other, heard } = server.open();
  await server.whenClosed(1);
  socket.resume();
  await closed;
  expect(socket.bytesRead).toBeLessThan(1 << 26);
  other.write(get('/2'));
  await server.whenCame(2);
  other.once('data', () => other.end());
  server.answerNext();
  await once(other, 'close');
  expect(heard()).toContain('200 OK');
});
