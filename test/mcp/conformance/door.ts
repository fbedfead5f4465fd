/**
 * Inlet with the fixtures, behind a door on loopback that presents a token for everyone: the suite
 * knows of none. Everything else passes as it came, so that the server itself is judged.
 */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startApp } from '../../support/app.ts';
import { withFixtures } from './fixtures.ts';

export interface Door extends AsyncDisposable {
  url: string;
}

export async function openDoor(): Promise<Door> {
  const inlet = await startApp({ decorateMcp: withFixtures });
  const { port } = new URL(inlet.url);
  const door = createServer((asked, answer) => {
    const { method, url: path } = asked;
    const headers = { ...asked.headers, authorization: `Bearer ${inlet.sandbox.mcp.token}` };
    const onward = request({ host: '127.0.0.1', port, method, path, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 500, got.headers);
      got.pipe(answer);
    });
    answer.on('close', () => onward.destroy());
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const { port: own } = door.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}/mcp`,
    async [Symbol.asyncDispose]() {
      door.closeAllConnections();
      door.close();
      await inlet[Symbol.asyncDispose]();
    },
  };
}
