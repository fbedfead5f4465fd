import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file for each port that a process of tests has been given, with that process's id. */
const CLAIMS = join(tmpdir(), 'inlet-test-ports');
const own = new Set<string>();

process.once('exit', () => {
  for (const path of own) rmSync(path, { force: true });
});

/**
 * A free port below the range from which systems take the ports of outgoing connections. A server
 * that restarts on a port of that range can find it taken by a client, or a client that dials it
 * while it is down can be connected to itself. Nobody else who asks is given it while this process
 * lives, so that it is still free when something listens on it, or to be found closed.
 */
export async function freePort(): Promise<number> {
  mkdirSync(CLAIMS, { recursive: true });
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (claim(port) && (await canListen(port))) return port;
  }
  throw new Error('no free port between 20000 and 30000');
}

function claim(port: number): boolean {
  const path = join(CLAIMS, String(port));
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    own.add(path);
    return true;
  } catch {
    if (!own.has(path) && !isClaimed(path)) rmSync(path, { force: true });
    return false;
  }
}

/** A process that was killed has left its claims. */
function isClaimed(path: string): boolean {
  try {
    process.kill(Number(readFileSync(path, 'utf8')), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
