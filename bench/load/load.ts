/**
 * The load generator: keep-alive connections, each with one request under way. In the closed loop
 * (the default) a connection sends its next request when it has its answer. In the open loop
 * (`ratePerSecond`) requests are due at fixed times, and a latency counts from then: a server that
 * stalls is charged for everyone who had to wait.
 *
 * Run it in a process of its own (start-load.ts), so that its CPU is not the server's.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { CLOSED, Connection, type ConnectionEvents, type Target } from './connection.ts';
import { Measurement, type LoadResult } from './measurement.ts';
import { PreparedRequest, type RequestTemplate } from './request.ts';
import { scatter } from './scatter.ts';

export interface LoadOptions extends Target {
  connections: number;
  /** Sent in no order, each about as often. */
  requests: RequestTemplate[];
  /** The number of the first request; 0 unless told. */
  firstSequence?: number;
  /** The load ends after this time, or after `total` requests, or when stopped. */
  durationMs?: number;
  total?: number;
  /** Load without measuring, before the measured part. */
  warmupMs?: number;
  ratePerSecond?: number;
}

export interface RunningLoad {
  /** Resolves when the warm-up is over and the measured part begins. */
  warm: Promise<void>;
  result: Promise<LoadResult>;
  stop(): void;
}

const DRAIN_MS = 10_000;
const RECONNECT_MS = 10;

export function runLoad(options: LoadOptions): RunningLoad {
  const load = new Load(options);
  const warm = warmUp(load, options.warmupMs);
  if (options.durationMs !== undefined) {
    void warm
      .then(() => delay(options.durationMs, undefined, { ref: false }))
      .then(() => load.end());
  }
  return { warm, result: load.result.promise, stop: () => load.end() };
}

async function warmUp(load: Load, warmupMs = 0): Promise<void> {
  if (warmupMs > 0) await delay(warmupMs);
  load.measure();
}

class Load implements ConnectionEvents {
  readonly result = Promise.withResolvers<LoadResult>();
  private readonly measurement = new Measurement();
  private readonly options: LoadOptions;
  private readonly requests: readonly PreparedRequest[];
  private readonly connections: Connection[];
  private readonly startedAt = performance.now();
  private readonly firstSequence: number;
  private readonly pacer: NodeJS.Timeout | undefined;
  private free: Connection[] = [];
  private sent = 0;
  private underWay = 0;
  private hasEnded = false;

  constructor(options: LoadOptions) {
    this.options = options;
    this.firstSequence = options.firstSequence ?? 0;
    const host = `${options.host}:${options.port}`;
    this.requests = options.requests.map((template) => new PreparedRequest(template, host));
    const room = Math.max(0, ...this.requests.map(({ bytes }) => bytes.length));
    const { connections: count } = options;
    this.connections = Array.from({ length: count }, () => new Connection(options, room, this));
    if (options.ratePerSecond !== undefined) this.pacer = setInterval(() => this.pace(), 1);
  }

  measure(): void {
    this.measurement.begin();
  }

  opened(connection: Connection): void {
    if (this.pacer === undefined) this.sendNext(connection, performance.now());
    else this.free.push(connection);
  }

  answered(connection: Connection, status: number): void {
    const now = performance.now();
    this.underWay -= 1;
    this.measurement.answered(status, now - connection.startedAt);
    if (this.pacer === undefined) {
      if (connection.isOpen) this.sendNext(connection, now);
    } else if (connection.isOpen) {
      this.free.push(connection);
      this.pace();
    }
    this.settleWhenDrained();
  }

  closed(connection: Connection, unanswered: boolean, reason: string): void {
    this.free = this.free.filter((other) => other !== connection);
    if (unanswered) this.underWay -= 1;
    if (unanswered || reason !== CLOSED) this.measurement.lost(reason);
    setTimeout(() => connection.reopen(), RECONNECT_MS);
    this.settleWhenDrained();
  }

  /** Sends no more, waits for the answers under way, and gives the result. */
  end(): void {
    if (this.hasEnded) return;
    this.measurement.end();
    this.drain();
  }

  private pace(): void {
    const rate = this.options.ratePerSecond ?? 0;
    const now = performance.now();
    for (;;) {
      const dueAt = this.startedAt + (this.sent * 1_000) / rate;
      if (dueAt > now || this.hasEnded) return;
      // In turn, so that no connection lies idle until the server closes it.
      const connection = this.free.shift();
      if (connection === undefined) return;
      this.sendNext(connection, dueAt);
    }
  }

  private sendNext(connection: Connection, startedAt: number): void {
    if (this.hasEnded) return;
    const sequence = this.firstSequence + this.sent;
    const request = this.requests[scatter(sequence, this.requests.length)];
    if (request === undefined) throw new Error('no requests to send');
    this.sent += 1;
    this.underWay += 1;
    connection.send(request, sequence, startedAt);
    if (this.sent === this.options.total) this.drain();
  }

  private drain(): void {
    this.hasEnded = true;
    clearInterval(this.pacer);
    setTimeout(() => this.settle(), DRAIN_MS).unref();
    this.settleWhenDrained();
  }

  private settleWhenDrained(): void {
    if (this.hasEnded && this.underWay === 0) this.settle();
  }

  private settle(): void {
    for (const connection of this.connections) connection.discard();
    for (; this.underWay > 0; this.underWay--) this.measurement.lost('no answer');
    this.measurement.end();
    this.result.resolve(this.measurement.result(this.firstSequence + this.sent));
  }
}
