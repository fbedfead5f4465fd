import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { Histogram } from '../../bench/load/histogram.ts';
import { runLoad, type LoadOptions } from '../../bench/load/load.ts';
import type { LoadResult } from '../../bench/load/measurement.ts';
import { receiveRequests } from '../../bench/load/receive-request.ts';
import { PreparedRequest } from '../../bench/load/request.ts';
import { ResponseParser } from '../../bench/load/response-parser.ts';
import { startLoad } from '../../bench/load/start-load.ts';
import { median, percentile } from '../../bench/stats.ts';
import { freePort } from '../support/free-port.ts';
import { formatTable } from '../../bench/table.ts';

describe('the histogram', () => {
  it('answers percentiles within 1 % of the exact ones', () => {
    const histogram = new Histogram();
    const values: number[] = [];
    for (let i = 0; i < 20_000; i++) values.push(0.02 * 1.0007 ** i);
    for (const value of values) histogram.record(value);
    for (const fraction of [0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 1]) {
      const exact = percentile(values, fraction);
      expect(Math.abs(histogram.percentileMs(fraction) - exact) / exact).toBeLessThan(0.01);
    }
    expect(histogram.maxMs).toBe(values.at(-1));
  });
});

/** Through a buffer that held another request before. */
function wireOf(request: PreparedRequest, sequence: number, epochMs = 0): string {
  const room = Buffer.alloc(1_000, 'x');
  return room.toString('utf8', 0, request.fill(sequence, epochMs, room));
}

describe('a prepared request', () => {
  it('has its slots filled and its length counted', () => {
    const request = new PreparedRequest(
      {
        method: 'POST',
        path: '/things/<<sequence%7:2>>',
        headers: { 'x-api-token': 't' },
        body: '{"id":"é<<sequence:5>>","at":"<<time>>"}',
      },
      'localhost:1',
    );
    expect(wireOf(request, 123, Date.UTC(2026, 10, 21))).toBe(
      'POST /things/04 HTTP/1.1\r\nhost: localhost:1\r\nx-api-token: t\r\n' +
        'content-length: 48\r\n\r\n{"id":"é00123","at":"2026-11-21T00:00:00.000Z"}',
    );
  });

  it('spreads scattered numbers evenly', () => {
    const request = new PreparedRequest({ method: 'GET', path: '/<<scatter%10:2>>' }, 'h');
    const seen = new Map<string, number>();
    for (let i = 0; i < 10_000; i++) {
      const digits = wireOf(request, i).slice(5, 7);
      seen.set(digits, (seen.get(digits) ?? 0) + 1);
    }
    expect(seen.size).toBe(10);
    for (const count of seen.values()) expect(Math.abs(count - 1_000)).toBeLessThan(100);
  });

  it('carries a message as Pipedrive describes it', () => {
    const [template] = receiveRequests({ token: 't', channelId: 'channel', run: 'r' });
    if (template === undefined) throw new Error('no request');
    const wire = wireOf(new PreparedRequest(template, 'h'), 1);
    const body = JSON.parse(wire.slice(wire.indexOf('\r\n\r\n'))) as Record<string, string>;
    expect(Object.keys(body)).toEqual([
      ...['id', 'channel_id', 'sender_id', 'conversation_id'],
      ...['message', 'status', 'created_at', 'attachments'],
    ]);
    expect(body['id']).toBe('r-000000000001');
    expect(body['message']).toHaveLength(120);
  });
});

describe('the response parser', () => {
  const answer = Buffer.from(
    'HTTP/1.1 201 Created\r\nCache-Control: x\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello',
  );

  it('reads an answer that comes in any two pieces', () => {
    for (let cut = 1; cut < answer.length; cut++) {
      const parser = new ResponseParser();
      expect(parser.push(answer.subarray(0, cut))).toBe(false);
      expect(parser.push(answer.subarray(cut))).toBe(true);
      expect([parser.status, parser.closes]).toEqual([201, true]);
    }
  });

  it('refuses what it would misread', () => {
    const parse = (text: string) => () => new ResponseParser().push(Buffer.from(text));
    expect(parse('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')).toThrow(
      /Content-Length/,
    );
    expect(parse('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab')).toThrow(/more than one/);
    expect(parse('SSH-2.0-x\r\n')).toThrow(/not HTTP/);
  });
});

describe('a load', () => {
  it('sends every number once and counts every answer', async () => {
    const bodies: string[] = [];
    let ended = 0;
    const result = await against(
      (request, response) => {
        request.setEncoding('utf8').on('data', (body: string) => bodies.push(body));
        request.on('end', () => {
          ended += 1;
          if (ended % 10 === 0) response.statusCode = 500;
          response.end('ok');
        });
      },
      { requests: [post('<<sequence:6>>')], connections: 8, total: 1_000, firstSequence: 500 },
    );
    expect(new Set(bodies).size).toBe(1_000);
    expect([...bodies].sort()[0]).toBe('000500');
    expect(result).toMatchObject({
      requests: 1_000,
      errors: 100,
      statusCounts: { 200: 900, 500: 100 },
      nextSequence: 1_500,
    });
  });

  it('runs in a process of its own, for a time, after a warm-up', async () => {
    const result = await against(
      (_, response) => response.end('ok'),
      { requests: [post('x')], connections: 2, durationMs: 2_000, warmupMs: 100 },
      startLoad,
    );
    expect(result.errors).toBe(0);
    expect(result.requests).toBeGreaterThan(100);
    expect(result.nextSequence).toBeGreaterThan(result.requests);
    expect(Math.abs(result.throughput / (result.requests / 2) - 1)).toBeLessThan(0.2);
    expect(result.p50).toBeLessThanOrEqual(result.p99);
    expect(result.p99).toBeLessThanOrEqual(result.max);
  });

  it('counts a broken connection as an error and goes on', async () => {
    let answers = 0;
    const result = await against(
      (request, response) => {
        answers += 1;
        if (answers % 10 === 0) request.socket.destroy();
        else response.end('ok');
      },
      { requests: [post('x')], connections: 4, total: 100 },
    );
    expect(result).toMatchObject({ requests: 90, errors: 10, statusCounts: { 200: 90 } });
    expect(result.lostBecause).toEqual({ 'closed by the server': 10 });
  });

  it('does not report success where there is no server', async () => {
    const port = await freePort();
    const options = { requests: [post('x')], connections: 2, durationMs: 1_000 };
    const result = await runLoad({ ...options, host: '127.0.0.1', port }).result;
    expect(result.requests).toBe(0);
    expect(result.errors).toBeGreaterThan(2);
    expect(Object.keys(result.lostBecause)).toEqual(['ECONNREFUSED']);
  });

  it('keeps its rate, and charges a stall to everyone who waited', async () => {
    let isStalled = false;
    const result = await against(
      (_, response) => {
        if (!isStalled) {
          isStalled = true;
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
        }
        response.end('ok');
      },
      { requests: [post('x')], connections: 4, durationMs: 3_000, ratePerSecond: 500 },
      startLoad,
    );
    expect(Math.abs(result.requests - 1_500)).toBeLessThan(150);
    // About 150 of 1,500 requests were due within the 300 ms; a closed loop would have seen 4.
    expect(result.p99).toBeGreaterThan(200);
  });
});

describe('the report', () => {
  it('knows the median of odd and even counts', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it('aligns numbers right and names what is missing', () => {
    expect(
      formatTable('T', [{ what: 'a', rate: 12_345.6 }, { what: 'bb', rate: 1.234 }, { what: 'c' }]),
    ).toBe(`
T

what    rate
----  ------
a     12,346
bb      1.23
c          -
`);
  });
});

function post(body: string): LoadOptions['requests'][number] {
  return { method: 'POST', path: '/', body };
}

async function against(
  listener: RequestListener,
  options: Omit<LoadOptions, 'host' | 'port'>,
  run = runLoad,
): Promise<LoadResult> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await run({ ...options, host: '127.0.0.1', port }).result;
  } finally {
    server.close();
  }
}
