import { createServer } from 'node:net';

/**
 * A free port below the range from which systems take the ports of outgoing connections. A server
 * that restarts on a port of that range can find it taken by a client, or a client that dials it
 * while it is down can be connected to itself.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (await canListen(port)) return port;
  }
  throw new Error('no free port between 20000 and 30000');
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
