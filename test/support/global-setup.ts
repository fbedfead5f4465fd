/**
 * One PostgreSQL cluster for the whole suite, started when the first test asks for a database, so
 * that a run of unit tests does not pay for it. Test files run in other processes and ask over
 * loopback, at an address that nobody can guess: POST makes a database and answers its URL, DELETE
 * drops one, in the background because that takes a third of a second. Migrating takes longer than
 * all else about a small test, so that it is done once, for a template that the others copy.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { openPostgresStore } from '../../src/store/engines/postgres/postgres-store.ts';
import { startPostgres, type PostgresCluster } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresDatabases: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let cluster: Promise<PostgresCluster> | undefined;
  const drops: Promise<void>[] = [];
  let made = 0;
  const secret = `/${randomBytes(16).toString('hex')}`;

  let template: Promise<string> | undefined;
  const answer = async (method: string, path: string): Promise<string> => {
    const running = await (cluster ??= startPostgres());
    if (method === 'DELETE') {
      drops.push(running.dropDatabase(path));
      return '';
    }
    const name = `inlet_test_${String(++made)}`;
    if (path === 'bare') return running.createDatabase(name);
    return running.createDatabase(name, await (template ??= makeTemplate(running)));
  };

  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (!path.startsWith(secret)) return void response.writeHead(404).end();
    answer(request.method ?? '', path.slice(secret.length + 1)).then(
      (body) => response.end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  project.provide('postgresDatabases', `http://127.0.0.1:${String(port)}${secret}`);

  return async () => {
    server.closeAllConnections();
    server.close();
    await Promise.all(drops);
    await (await cluster)?.stop();
  };
}

async function makeTemplate(cluster: PostgresCluster): Promise<string> {
  const name = 'inlet_template';
  const store = await openPostgresStore({ url: await cluster.createDatabase(name), lanes: 1 });
  await store.close();
  return name;
}
