import { gzipSync } from 'node:zlib';
import type { Misbehaviour, Reaction } from './receiver.ts';

const MEGABYTE = 1_048_576;
const HUGE = 64;
const JSON_TYPE = { 'content-type': 'application/json' };
const HTML_TYPE = { 'content-type': 'text/html' };

/** Writes these bytes in place of an answer, and hangs up. */
const raw =
  (bytes: string): Misbehaviour =>
  (_response, socket) =>
    socket.end(bytes);

const drip: Misbehaviour = (response) => {
  response.writeHead(200, JSON_TYPE);
  response.write('{');
  const timer = setInterval(() => response.write(' '), 10_000);
  response.on('close', () => clearInterval(timer));
};

const endless: Misbehaviour = (response) => {
  response.writeHead(200, JSON_TYPE);
  const chunk = Buffer.alloc(MEGABYTE, 'x');
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
};

const dropWithin: Misbehaviour = (response) => {
  response.writeHead(200, { 'content-length': 100 });
  response.write('{"success"', () => response.destroy());
};

const bomb: Misbehaviour = (response) => {
  const zipped = gzipSync(Buffer.alloc(HUGE * MEGABYTE, ' '));
  response.writeHead(200, { 'content-encoding': 'gzip' }).end(zipped);
};

const hugeBody: Misbehaviour = (response) => {
  response.writeHead(200, JSON_TYPE).end(`{"id":"${'x'.repeat(HUGE * MEGABYTE)}"}`);
};

/**
 * What happens to any connector, whatever it speaks: the answer is late, odd, or does not come. The
 * name, what it means in words for a list, and what is done.
 */
const ALL: readonly (readonly [string, string, Reaction])[] = [
  ['silence', 'never an answer', () => undefined],
  ['drop', 'the connection breaks before the answer', (_response, socket) => socket.destroy()],
  ['reset', 'the connection is reset', (_response, socket) => socket.resetAndDestroy()],
  ['drop-within', 'headers, half a body, then the connection breaks', dropWithin],
  ['drip', 'a byte every ten seconds', drip],
  ['endless', 'a body without end', endless],
  ['huge-body', `a body of ${HUGE} MB`, hugeBody],
  ['bomb', `a body that unpacks to ${HUGE} MB`, bomb],
  ['half-status', 'half a status line', raw('HTTP/1.1 20')],
  ['not-http', 'something that is not HTTP', raw('SSH-2.0-OpenSSH_9\r\n')],
  [
    'two-lengths',
    'two lengths that differ',
    raw('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 5\r\n\r\n{}'),
  ],
  [
    'huge-headers',
    'headers of 200 kB',
    raw(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(200_000)}\r\n\r\n{}`),
  ],
  [
    'two-answers',
    'a second answer behind the first',
    raw('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}HTTP/1.1 500 No\r\n\r\n'),
  ],
  [
    'early-hints',
    'an interim answer before the real one',
    raw('HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'),
  ],
  [
    'wrong-coding',
    'a body that is not in the coding it names',
    { status: 200, body: 'garbage', headers: { 'content-encoding': 'gzip' } },
  ],
  [
    'broken-json',
    'a success in half a JSON object',
    { status: 200, headers: JSON_TYPE, body: '{"success":true,"da' },
  ],
  ['html', 'a success in HTML', { status: 200, headers: HTML_TYPE, body: '<h1>Welcome</h1>' }],
  ['empty', '200 without a body', { status: 200 }],
  ['no-content', '204', { status: 204 }],
  [
    'redirect',
    '302 to another place',
    { status: 302, headers: { location: 'http://127.0.0.1:1/elsewhere' } },
  ],
  ['redirect-loop', '302 to itself', { status: 302, headers: { location: '/' } }],
  [
    'redirect-for-good',
    '308 to another place',
    { status: 308, headers: { location: 'http://127.0.0.1:1/' } },
  ],
  ['no-access', '401 without a body', { status: 401 }],
  ['html-404', '404 in HTML', { status: 404, headers: HTML_TYPE, body: '<h1>Not Found</h1>' }],
  ['timed-out', '408', { status: 408 }],
  ['gone', '410: it wants no more', { status: 410 }],
  ['busy', '429 with Retry-After: 3', { status: 429, headers: { 'retry-after': '3' } }],
  [
    'busy-for-nonsense',
    '503 with a Retry-After that says nothing',
    { status: 503, headers: { 'retry-after': 'soon, I promise' } },
  ],
  ['unavailable', '503 with Retry-After: 120', { status: 503, headers: { 'retry-after': '120' } }],
  ['plain-500', '500 in plain text', { status: 500, body: 'Internal Server Error' }],
  ['bad-gateway', '502 of a proxy', { status: 502, headers: HTML_TYPE, body: '<h1>502</h1>' }],
];

export const MISBEHAVIOURS: ReadonlyMap<string, { means: string; reaction: Reaction }> = new Map(
  ALL.map(([name, means, reaction]) => [name, { means, reaction }]),
);
