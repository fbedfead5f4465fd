import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** What happens to any connector, whatever it speaks: the answer is late, odd, or does not come. */
export type NetworkFailure = (response: ServerResponse) => void;

const MEGABYTE = Buffer.alloc(1_048_576, 'x');
const BOMB = () => gzipSync(Buffer.alloc(200 * 1_048_576));

export const NETWORK_FAILURES: Readonly<Record<string, NetworkFailure>> = {
  /** Never an answer. */
  silence: () => undefined,
  /** The connection breaks before the answer. */
  drop: (response) => response.destroy(),
  /** Headers, half a body, then the connection breaks. */
  'drop-within': (response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('{"success"', () => response.destroy());
  },
  /** A byte every ten seconds. */
  drip: (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{');
    const timer = setInterval(() => response.write(' '), 10_000);
    response.on('close', () => clearInterval(timer));
  },
  /** A body without end. */
  endless: (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = () => {
      while (!response.destroyed && response.write(MEGABYTE));
    };
    response.on('drain', more);
    more();
  },
  /** 200 kB that become 200 MB. */
  bomb: (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB());
  },
  redirect: (response) => {
    response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' }).end();
  },
  html: (response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
  },
  'broken-json': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"success":true,"da');
  },
  empty: (response) => {
    response.writeHead(200).end();
  },
  unavailable: (response) => {
    response.writeHead(503, { 'retry-after': '120' }).end();
  },
};
