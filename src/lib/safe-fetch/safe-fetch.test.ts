import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { startCanary } from '../../../test/support/canary.ts';
import { forbiddenUrls } from '../../../test/support/forbidden-addresses.ts';
import type { Lookup } from './dial.ts';
import { Networks } from './networks.ts';
import { SafeFetch } from './safe-fetch.ts';
import type { OutboundRequest } from './safe-fetch.ts';

const limits = { headersMs: 5_000, totalMs: 5_000, mostBytes: 1_000 };
const open: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

type Setup = { networks?: string[]; lookup?: Lookup };

function setUp({ networks = [], lookup }: Setup = {}) {
  const log: { host: string; reason: string; detail: string }[] = [];
  const client = new SafeFetch({
    networks: new Networks(networks),
    log: (entry) => log.push(entry),
    ...(lookup === undefined ? {} : { lookup }),
  });
  open.push(() => client.close());
  const fetch = (url: string, more: Partial<OutboundRequest> = {}) =>
    client.fetch({ method: 'GET', url, localNetworks: [], limits, ...more });
  return { client, fetch, log };
}

async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A look-up that gives each of these in turn, and the last one from then on. */
function answering(...turns: string[][]): Lookup {
  return (_host, _options, done) => {
    const addresses = (turns.length > 1 ? turns.shift() : turns[0]) ?? [];
    const rows = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    setImmediate(done, null, rows);
  };
}

test('no spelling of a forbidden address is registered or reached', async () => {
  await using canary = await startCanary();
  const { client, fetch } = setUp();
  const urls = forbiddenUrls(canary.port);
  expect(urls.length).toBeGreaterThan(150);
  for (const url of urls) {
    expect.soft(client.urlFault(url, []), url).not.toBeNull();
    expect.soft((await fetch(url)).kind, url).toBe('not-sent');
  }
  expect(canary.connections()).toBe(0);
});

test.each([
  ['127.0.0.1'],
  ['::1'],
  ['::ffff:127.0.0.1'],
  ['64:ff9b::7f00:1'],
  ['2002:7f00:1::'],
  ['10.0.0.1'],
  ['169.254.169.254'],
  ['93.184.216.34', '127.0.0.1'],
  ['fe80::1%lo'],
])('a name that resolves to %s is not connected to', async (...addresses) => {
  await using canary = await startCanary();
  const { client, fetch } = setUp({ lookup: answering(addresses) });
  const url = `https://connector.example:${canary.port}/`;
  // Registering asks no name server: what a name means may change at any time.
  expect(client.urlFault(url, [])).toBeNull();
  expect(await fetch(url)).toMatchObject({ kind: 'not-sent', reason: 'unreachable' });
  expect(canary.connections()).toBe(0);
});

test('a name that changes its address between two requests is refused at the second', async () => {
  const url = await serve((_request, response) => response.end('fine'));
  const { port } = new URL(url);
  const lookup = answering(['127.0.0.1'], ['169.254.169.254']);
  const { fetch, log } = setUp({ networks: ['127.0.0.1'], lookup });
  const close = { headers: { connection: 'close' } };
  expect(await fetch(`http://name.example:${port}/`, close)).toMatchObject({ status: 200 });
  const second = await fetch(`http://name.example:${port}/`);
  expect(second).toEqual({
    kind: 'not-sent',
    reason: 'unreachable',
    code: 'forbidden-address',
    message:
      'The name stands for an address that may not be called. The operator can allow it with INLET_LOCAL_NETWORKS.',
  });
  expect(log.at(-1)?.detail).toContain('169.254.169.254');
});

test.each([
  ['ENOTFOUND', 'unknown-name'],
  ['EAI_AGAIN', 'unknown-name'],
  ['ECONNREFUSED', 'connection-refused'],
  ['CERT_HAS_EXPIRED', 'certificate'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
  ['EHOSTUNREACH', 'unreachable'],
])('where no connection stands because of %s, that is told as %s', async (code, told) => {
  const lookup: Lookup = (_host, _options, done) => {
    done(Object.assign(new Error('no'), { code }), []);
  };
  const fetched = await setUp({ lookup }).fetch('https://connector.example/');
  expect(fetched).toMatchObject({ kind: 'not-sent', reason: 'unreachable', code: told });
});

test('what is said of an unreachable address never names an address', async () => {
  const { fetch, log } = setUp({ lookup: answering(['10.1.2.3']) });
  const fetched = await fetch('https://internal.example/');
  expect(JSON.stringify(fetched)).not.toContain('10.1.2.3');
  expect(log).toMatchObject([{ host: 'internal.example', reason: 'unreachable' }]);
  expect(log[0]?.detail).toContain('10.1.2.3');
});

test('a connection of a workspace that may call loopback serves no other workspace', async () => {
  const url = await serve((_request, response) => response.end('fine'));
  const { fetch } = setUp();
  expect(await fetch(url, { localNetworks: ['loopback'] })).toMatchObject({ status: 200 });
  expect(await fetch(url)).toMatchObject({ kind: 'not-sent', reason: 'bad-url' });
});

test.each(['http://public.example/', 'http://93.184.216.34/'])(
  'plain http reaches listed networks only: not %s',
  async (url) => {
    const { fetch } = setUp({ networks: ['loopback'], lookup: answering(['93.184.216.34']) });
    expect(await fetch(url)).toMatchObject({ kind: 'not-sent' });
  },
);

test.each(['https://example.com:22/', 'https://example.com:25/', 'https://example.com:0/'])(
  'a port of another protocol is refused: %s',
  (url) => {
    expect(setUp().client.urlFault(url, [])).toMatch(/^Port \d+ is not one of HTTP/);
  },
);

test.each([
  'https://example.com/x?y=:id#z',
  'https://example.com:8443/',
  'https://[2606:4700::1111]/',
  'https://8.8.8.8/',
  'https://xn--bcher-kva.example/',
])('%s may be registered', (url) => {
  expect(setUp().client.urlFault(url, [])).toBeNull();
});

test('a refused connection was not sent, a broken one is not known to be', async () => {
  const { fetch } = setUp({ networks: ['loopback'] });
  const closed = await startCanary();
  await closed[Symbol.asyncDispose]();
  const refused = await fetch(`http://127.0.0.1:${closed.port}/`, { method: 'POST', body: 'x' });
  expect(refused).toMatchObject({
    ...{ kind: 'not-sent', reason: 'unreachable', code: 'connection-refused' },
    message: 'The connection was refused: nothing listens at this address and port.',
  });
  const url = await serve((request) => request.socket.destroy());
  expect(await fetch(url, { method: 'POST', body: 'x' })).toEqual({
    kind: 'no-answer',
    reason: 'broken',
    message:
      'The connection broke before an answer; it is not known whether the request was taken.',
  });
});

test('silence is given up in time and may have been a yes', async () => {
  const url = await serve(() => {});
  const { fetch } = setUp({ networks: ['loopback'] });
  // Time enough to connect first: before that it would not have been sent.
  const fetched = await fetch(url, { limits: { ...limits, headersMs: 1_000 } });
  expect(fetched).toMatchObject({ kind: 'no-answer', reason: 'too-slow' });
});

test('a body that drips is cut at the deadline, with the status it began with', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200);
    response.write('{"id"');
  });
  const { fetch } = setUp({ networks: ['loopback'] });
  const fetched = await fetch(url, { limits: { ...limits, totalMs: 1_000 } });
  expect(fetched).toMatchObject({ kind: 'answered', status: 200, cutShort: 'too-slow' });
});

test('an endless body is cut at the limit', async () => {
  let written = 0;
  const url = await serve((_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536))) written += 65_536;
    };
    response.on('drain', more);
    more();
  });
  const { fetch } = setUp({ networks: ['loopback'] });
  const fetched = await fetch(url);
  expect(fetched).toMatchObject({ kind: 'answered', cutShort: 'too-large' });
  expect(fetched.kind === 'answered' && fetched.body.length).toBe(1_000);
  expect(written).toBeLessThan(20_000_000);
});

test('a decompression bomb is cut at the limit, counted in what it becomes', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  const url = await serve((_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
  });
  const { fetch } = setUp({ networks: ['loopback'] });
  const fetched = await fetch(url);
  expect(fetched).toMatchObject({ kind: 'answered', status: 200, cutShort: 'too-large' });
  expect(fetched.kind === 'answered' && fetched.body.length).toBe(1_000);
});

test.each(['gzip, gzip', 'gzip,br', 'zstd', 'deflate'])(
  'a body in a coding that cannot be read (%s) keeps its status',
  async (coding) => {
    const url = await serve((_request, response) => {
      response.writeHead(202, { 'content-encoding': coding }).end('not compressed at all');
    });
    const { fetch } = setUp({ networks: ['loopback'] });
    expect(await fetch(url)).toMatchObject({ status: 202, cutShort: 'undecodable' });
  },
);

test('a compressed body is read', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"id":"1"}'));
  });
  const fetched = await setUp({ networks: ['loopback'] }).fetch(url);
  expect(fetched).toMatchObject({ status: 200, cutShort: null });
  expect(fetched.kind === 'answered' && fetched.body.toString()).toBe('{"id":"1"}');
});

test('a redirect is not followed unless asked for', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(302, { location: '/other' }).end();
  });
  expect(await setUp({ networks: ['loopback'] }).fetch(url)).toMatchObject({ status: 302 });
});

test('three redirects are followed, the fourth is the answer', async () => {
  const url = await serve((request, response) => {
    const step = Number(request.url?.slice(1));
    response.writeHead(302, { location: `/${step + 1}` }).end();
  });
  const fetched = await setUp({ networks: ['loopback'] }).fetch(`${url}/0`, { redirects: 3 });
  expect(fetched).toMatchObject({ status: 302, url: `${url}/3` });
});

test('a redirect to a forbidden address ends there', async () => {
  await using canary = await startCanary();
  const { client, fetch } = setUp({ lookup: answering(['10.0.0.1']) });
  // The redirecting server's own address may be called; what is another spelling of it is no test.
  const targets = forbiddenUrls(canary.port)
    .filter((url) => /^[\x21-\x7e]+$/.test(url))
    .map((url) => URL.parse(url, 'http://127.0.0.1')?.href ?? '')
    .filter((url) => url !== '' && client.urlFault(url, ['127.0.0.1']) !== null);
  expect(targets.length).toBeGreaterThan(100);
  const url = await serve((request, response) => {
    response.writeHead(302, { location: targets[Number(request.url?.slice(1))] ?? '' }).end();
  });
  for (const [index, target] of targets.entries()) {
    const fetched = await fetch(`${url}/${index}`, { localNetworks: ['127.0.0.1'], redirects: 3 });
    expect.soft(fetched.kind, target).not.toBe('answered');
  }
  expect(canary.connections()).toBe(0);
});

test('credentials do not follow a redirect to another origin', async () => {
  const seen: (string | undefined)[] = [];
  const target = await serve((request, response) => {
    seen.push(request.headers.authorization, request.headers['x-kept'] as string);
    response.end();
  });
  const url = await serve((_request, response) => {
    response.writeHead(307, { location: target }).end();
  });
  const headers = { authorization: 'Basic c2VjcmV0', 'x-kept': 'yes' };
  await setUp({ networks: ['loopback'] }).fetch(url, { headers, redirects: 1 });
  expect(seen).toEqual([undefined, 'yes']);
});
