import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const DURATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** Node's figures cost 6 ms with 600 files open (measured); whoever asks more often gets the same again. */
const PROCESS_FIGURES_MS = 1_000;

/** What `/metrics` shows. Nothing here names a workspace, a contact or a token. */
export class Metrics {
  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;
  readonly #registry = new Registry();
  readonly #process: { registry: Registry; takenAt: number; text: Promise<string> };
  readonly #answers: Counter<'status'>;
  readonly #seconds: Histogram;
  readonly #verdicts: Counter<'verdict'>;
  readonly #toolCalls: Counter<'tool' | 'outcome'>;
  /** Label look-ups cost more than the counting; there are few statuses and verdicts. */
  readonly #byStatus = new Map<number, { inc: () => void }>();
  readonly #byVerdict = new Map<string, { inc: () => void }>();

  readonly #attempts: Counter<'kind' | 'outcome'>;
  readonly #attemptSeconds: Histogram;

  constructor(waiting: () => number) {
    const registers = [this.#registry];
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    this.#process = { registry, takenAt: -Infinity, text: Promise.resolve('') };
    this.#answers = new Counter({
      name: 'inlet_http_answers_total',
      help: 'HTTP answers by status.',
      labelNames: ['status'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'inlet_http_answer_seconds',
      help: 'Time from request to answer.',
      buckets: DURATION_BUCKETS,
      registers,
    });
    this.#verdicts = new Counter({
      name: 'inlet_accepted_messages_total',
      help: 'Accepted messages by verdict.',
      labelNames: ['verdict'],
      registers,
    });
    this.#toolCalls = new Counter({
      name: 'inlet_mcp_calls_total',
      help: 'Calls of MCP tools by outcome.',
      labelNames: ['tool', 'outcome'],
      registers,
    });
    this.#attempts = new Counter({
      name: 'inlet_delivery_attempts_total',
      help: 'Attempts at handing over replies and events, by outcome.',
      labelNames: ['kind', 'outcome'],
      registers,
    });
    this.#attemptSeconds = new Histogram({
      name: 'inlet_delivery_attempt_seconds',
      help: 'Time of an attempt at handing over.',
      buckets: DURATION_BUCKETS,
      registers,
    });
    new Gauge({
      name: 'inlet_waiting_messages',
      help: 'Accepted messages that wait for the store.',
      registers,
      collect() {
        this.set(waiting());
      },
    });
  }

  async text(now = performance.now()): Promise<string> {
    const own = this.#process;
    if (now - own.takenAt >= PROCESS_FIGURES_MS) {
      Object.assign(own, { takenAt: now, text: own.registry.metrics() });
    }
    return `${await this.#registry.metrics()}\n${await own.text}`;
  }

  answered(status: number, elapsedMs: number): void {
    let child = this.#byStatus.get(status);
    if (child === undefined) {
      child = this.#answers.labels(String(status));
      this.#byStatus.set(status, child);
    }
    child.inc();
    this.#seconds.observe(elapsedMs / 1_000);
  }

  attempted(kind: string, outcome: string, elapsedMs: number): void {
    this.#attempts.inc({ kind, outcome });
    this.#attemptSeconds.observe(elapsedMs / 1_000);
  }

  accepted(verdict: string): void {
    let child = this.#byVerdict.get(verdict);
    if (child === undefined) {
      child = this.#verdicts.labels(verdict);
      this.#byVerdict.set(verdict, child);
    }
    child.inc();
  }

  /** `tool` is a name of the tool table, never what a client sent. */
  toolCalled(tool: string, outcome: 'ok' | 'refused' | 'failed'): void {
    this.#toolCalls.labels(tool, outcome).inc();
  }
}
