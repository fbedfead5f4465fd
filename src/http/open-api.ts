import type { FastifyInstance } from 'fastify';

export async function openApi(app: FastifyInstance): Promise<void> {
  await app.register(() => Promise.resolve());
}
