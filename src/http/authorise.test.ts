import Fastify from 'fastify';
import { expect, test } from 'vitest';
import type { Rights } from '../access/rights.ts';
import { authoriseRoutes } from './authorise.ts';
import type { Face } from './face.ts';

const rights: Rights = { table: { 'messages.accept': { scopes: ['post'] } } };

async function start(config: object): Promise<void> {
  const app = Fastify();
  authoriseRoutes(app, { name: 'vendor', rights } as Face, {
    audit: { record: () => Promise.resolve() },
    now: Date.now,
  });
  try {
    app.get('/x', { config }, () => 'x');
    await app.ready();
  } finally {
    await app.close();
  }
}

test('a server does not start with a route that names no action, unless it is public', async () => {
  await expect(start({})).rejects.toThrow('GET /x names no action');
  await start({ isPublic: true });
  await start({ action: 'messages.accept' });
});

test('a server does not start with a route for what its API grants nobody', async () => {
  await expect(start({ action: 'channels.add' })).rejects.toThrow(
    'GET /x is for channels.add, which the rights of the API vendor do not list',
  );
});
