/** The whole server with the plain vendor, a receiver and a clock, and the few words of these tests. */
import { startApp, type Answer, type Json, type RunningApp } from '../support/app.ts';
import type { Engine, FreshDatabase } from '../support/database.ts';
import { withPlainVendor } from './plain-vendor.ts';
import { Receiver } from '../../src/fake/receiver.ts';

export const START = Date.UTC(2026, 10, 21, 12, 0, 0);
export const SECOND = 1_000;
export const DAY = 24 * 3_600 * SECOND;

export class OutboxApp implements AsyncDisposable {
  now = START;
  /** What nobody sets; ahead of `now` by as much as the clock was set back. */
  setBackMs = 0;
  /** Where replies go; null: nobody has said. */
  url: string | null;
  canRepeat = false;
  readonly receiver: Receiver;
  #inlet: RunningApp | undefined;
  #made = 0;

  private constructor(receiver: Receiver) {
    this.receiver = receiver;
    this.url = receiver.url;
  }

  static async start(
    engine: Engine,
    database?: FreshDatabase,
    env: Record<string, string> = {},
  ): Promise<OutboxApp> {
    const it = new OutboxApp(await Receiver.start());
    it.#inlet = await startApp({
      engine,
      now: () => it.now,
      steady: () => it.now + it.setBackMs,
      vendors: withPlainVendor({ url: () => it.url, canRepeat: () => it.canRepeat }),
      env: { INLET_LOCAL_NETWORKS: 'loopback', ...env },
      ...(database === undefined ? {} : { database }),
    });
    return it;
  }

  get inlet(): RunningApp {
    if (this.#inlet === undefined) throw new Error('not started');
    return this.#inlet;
  }

  /** Everything as at the start, at a later time, with conversations of other names. */
  reset(): void {
    this.#made += 1;
    // Later than any deadline of the test before.
    this.now += 30 * DAY;
    this.url = this.receiver.url;
    this.canRepeat = false;
    this.receiver.reset();
  }

  /** What a conversation or message of this test is called. */
  name(word: string): string {
    return `${word}-${this.#made}`;
  }

  /** A conversation with one inbound message; its id. */
  async talk(word = 'talk', said: Record<string, unknown> = {}): Promise<string> {
    const conversation_id = this.name(word);
    const message = { id: `first of ${conversation_id}`, conversation_id, ...said };
    const received = await this.inlet.receive(message);
    const acceptance = received.headers.get('inlet-acceptance') ?? '';
    const { body } = await this.inlet.get(`/inlet/v1/acceptances/${acceptance}`);
    return body.conversationId as string;
  }

  async send(conversationId: string, text: string): Promise<Json> {
    const path = `/inlet/v1/conversations/${conversationId}/messages`;
    const answer: Answer = await this.inlet.call('POST', path, { body: { text } });
    if (answer.status !== 202) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Sets the clock, while no time passes. */
  setClock(byMs: number): void {
    this.now += byMs;
    this.setBackMs -= byMs;
  }

  settled(): Promise<void> {
    return this.inlet.app.outbox.settled();
  }

  async after(ms: number): Promise<void> {
    this.now += ms;
    await this.settled();
  }

  async message(id: string): Promise<Json> {
    return (await this.inlet.get(`/inlet/v1/messages/${id}`)).body;
  }

  /** The newest delivery of a message, with its attempts. */
  async delivery(messageId: string): Promise<Json> {
    const list = await this.inlet.get(`/inlet/v1/deliveries?messageId=${messageId}`);
    const { id } = list.body.data[0];
    return (await this.inlet.get(`/inlet/v1/deliveries/${id}`)).body;
  }

  /** The texts that the receiver was sent, in order. */
  get texts(): string[] {
    return this.receiver.bodies.map((body) => JSON.parse(body).text as string);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.receiver[Symbol.asyncDispose]();
    await this.#inlet?.[Symbol.asyncDispose]();
  }
}
