// A server that is asked to end, as those see it who are connected to it.
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { startInlet, type InletProcess } from '../support/inlet-process.ts';

let database: FreshDatabase;
let inlet: InletProcess;

beforeAll(async () => {
  database = await freshDatabase('sqlite');
});
afterAll(async () => {
  await inlet.kill();
  await database[Symbol.asyncDispose]();
});

const start = async () => {
  inlet = await startInlet({ dataDirectory: database.dataDirectory });
};

const reads = () =>
  `GET /inlet/v1/conversations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${inlet.sandbox.inlet.token}\r\n\r\n`;

/** A connection, and all that has come over it. */
async function open(): Promise<{ socket: Socket; said: () => string; closed: Promise<unknown> }> {
  const { hostname, port } = new URL(inlet.url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString()));
  socket.on('error', (error) => (text += `\n${String(error)}`));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('connect', resolve));
  return { socket, said: () => text, closed };
}

/** As long as a busy machine takes. */
const PATIENT = { timeout: 30_000 };

const countOf = (text: string, part: string) => text.split(part).length - 1;
const statusesOf = (text: string) =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, code]) => code);

test('a sender that closes its half gets its answer', async () => {
  await start();
  const { socket, said, closed } = await open();
  socket.end(reads());
  await closed;
  expect(statusesOf(said())).toEqual(['200']);
});

test('on SIGTERM it is not ready at once, serves who is connected, and closes after the answer', async () => {
  const idle = await open();
  idle.socket.write(reads());
  await expect.poll(() => statusesOf(idle.said()), PATIENT).toEqual(['200']);
  expect(idle.said().toLowerCase()).not.toContain('connection: close');

  process.kill(inlet.pid, 'SIGTERM');
  const readiness = async () => {
    const answer = await fetch(`${inlet.url}/readyz`);
    return [answer.status, await answer.json(), answer.headers.get('connection')];
  };
  await expect
    .poll(readiness, PATIENT)
    .toEqual([503, { status: 'not ready', reason: 'closing' }, 'close']);
  idle.socket.write(reads());
  await idle.closed;
  expect(statusesOf(idle.said())).toEqual(['200', '200']);
  expect(countOf(idle.said().toLowerCase(), 'connection: close')).toBe(1);
  expect(await inlet.ended).toContain('code 0');
});

test('what was sent in one go before a SIGTERM is all answered', async () => {
  await start();
  const { socket, said, closed } = await open();
  socket.write(reads().repeat(200));
  await expect.poll(() => statusesOf(said()).length, PATIENT).toBeGreaterThan(0);
  process.kill(inlet.pid, 'SIGTERM');
  await closed;
  expect(said()).not.toContain('Error');
  expect(statusesOf(said())).toHaveLength(200);
  expect(said().toLowerCase().lastIndexOf('connection: close')).toBeGreaterThan(
    said().lastIndexOf('HTTP/1.1'),
  );
  expect(await inlet.ended).toContain('code 0');
});

test('who stays connected is told 503 after a while, and the server ends in order', async () => {
  await start();
  const idle = await open();
  idle.socket.write(reads());
  await expect.poll(() => statusesOf(idle.said()), PATIENT).toEqual(['200']);
  process.kill(inlet.pid, 'SIGTERM');
  const { baseUrl, token } = inlet.sandbox.inlet;
  const seen: number[] = [];
  while (seen.at(-1) !== 503) {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${baseUrl}/conversations`, { headers });
    expect(answer.status === 200 || answer.headers.get('retry-after') === '1').toBe(true);
    seen.push(answer.status);
    await delay(50);
  }
  expect(seen.indexOf(200)).toBe(0);
  idle.socket.write(reads());
  await idle.closed;
  expect(statusesOf(idle.said())).toEqual(['200', '503']);
  expect(await inlet.ended).toContain('code 0');
});
