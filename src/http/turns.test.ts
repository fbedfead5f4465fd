import Fastify from 'fastify';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import type { Principal } from '../access/principal.ts';
import type { Refusal } from '../domain/refusal.ts';
import './request.ts';
import { Turns } from './turns.ts';

/** A server whose `/list` answers when it is let go; a credential is what the header `token` says. */
async function start() {
  const held: { by: string; answer: (body: string) => void }[] = [];
  const came: string[] = [];
  const app = Fastify();
  app.decorateRequest('principal', null);
  app.setErrorHandler((error: Refusal, _request, reply) =>
    reply.code(error.code === 'rate-limited' ? 429 : 503).send(String(error.retryAfterSeconds)),
  );
  new Turns({ inside: 3, insideOfOne: 2, waiting: 3, waitingOfOne: 2, inOneTurn: 16 }).take(app);
  app.addHook('onRequest', (request, _reply, done) => {
    const tokenId = Number(request.headers['token']);
    if (tokenId > 0) request.principal = { tokenId, session: null } as Principal;
    done();
  });
  app.get('/list', async (request) => {
    const by = String(request.headers['token']);
    came.push(by);
    return new Promise((resolve) => held.push({ by, answer: resolve }));
  });
  app.post('/accept', { config: { action: 'messages.accept' } }, () => 'stored');
  app.get('/healthz', { config: { isPrompt: true } }, () => 'ok');
  const url = await app.listen({ port: 0 });
  const arrived = () =>
    new Promise<void>((resolve) => app.server.once('request', () => setImmediate(resolve)));
  const ask = async (token: number) => {
    const asked = arrived();
    const request = get(`${url}/list`, { headers: { token: String(token) }, agent: false });
    request.on('error', () => undefined);
    const answer = once(request, 'response').then(([response]) => {
      const { statusCode } = response as IncomingMessage;
      (response as IncomingMessage).resume();
      return statusCode;
    });
    answer.catch(() => undefined);
    await asked;
    return { request, answer };
  };
  return {
    url,
    came,
    ask,
    async letGo(by: string): Promise<void> {
      const index = held.findIndex((one) => one.by === by);
      held.splice(index, 1)[0]?.answer('list');
    },
    async whenCame(count: number): Promise<void> {
      while (came.length < count) await new Promise((resolve) => setImmediate(resolve));
    },
    async [Symbol.asyncDispose]() {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

test('of one credential a few requests are carried out, a few wait, and the rest is answered 429', async () => {
  await using server = await start();
  const asked = [];
  for (let i = 0; i < 5; i += 1) asked.push(await server.ask(1));
  expect(await asked[4]?.answer).toBe(429);
  expect(server.came).toEqual(['1', '1']);
  await server.letGo('1');
  expect(await asked[0]?.answer).toBe(200);
  await server.whenCame(3);
  expect(server.came).toEqual(['1', '1', '1']);
});

test('others have their turn beside it, and beyond what waits in all the answer is 503', async () => {
  await using server = await start();
  for (let i = 0; i < 4; i += 1) await server.ask(1);
  await server.ask(2);
  expect(server.came).toEqual(['1', '1', '2']);
  await server.ask(2);
  const { answer } = await server.ask(3);
  expect(await answer).toBe(503);
  await server.letGo('1');
  await server.whenCame(4);
  await server.letGo('2');
  await server.whenCame(5);
  expect(server.came).toEqual(['1', '1', '2', '1', '2']);
});

test('messages and health are never kept waiting', async () => {
  await using server = await start();
  for (let i = 0; i < 5; i += 1) await server.ask(1);
  const headers = { token: '1' };
  expect((await fetch(`${server.url}/accept`, { method: 'POST', headers })).status).toBe(200);
  expect((await fetch(`${server.url}/healthz`, { headers })).status).toBe(200);
});

test('what waits for a client that has left is never carried out', async () => {
  await using server = await start();
  const asked = [];
  for (let i = 0; i < 3; i += 1) asked.push(await server.ask(1));
  asked[2]?.request.destroy();
  // Room for two to wait again, the one that left among them no more.
  const later = await server.ask(1);
  const last = await server.ask(1);
  await server.letGo('1');
  await server.letGo('1');
  await server.whenCame(4);
  await server.letGo('1');
  await server.letGo('1');
  expect(await Promise.all([later.answer, last.answer])).toEqual([200, 200]);
  expect(server.came).toHaveLength(4);
});
