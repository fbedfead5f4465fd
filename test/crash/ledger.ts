/**
 * The sender's side of the crash test: a connector that posts distinct messages over several
 * connections, keeps every answer, and sends again whatever got none. On purpose it also sends some
 * messages on two connections at once, and some again that were acknowledged long ago.
 */
import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** One accepting answer to one sending of a message. */
export interface Acknowledgement {
  verdict: string;
  acceptanceId: string;
  /** Another answer had already acknowledged the message when this request left. */
  wasKnown: boolean;
}

export interface Entry {
  messageId: string;
  conversationId: string;
  text: string;
  /** How often it was sent. */
  attempts: number;
  acknowledgements: Acknowledgement[];
}

/** An answer that a sender may not get: neither an acceptance nor "try again". */
export interface Refusal {
  messageId: string;
  status: number;
  body: string;
}

export interface LedgerOptions {
  /** Where the server is, before and after every crash. */
  baseUrl: string;
  apiToken: string;
  channelId: string;
  connections?: number;
  conversations?: number;
  /** A number below 1, as Math.random gives. */
  random: () => number;
}

interface Answer {
  status: number;
  verdict: string;
  acceptanceId: string;
  body: string;
}

const SENT_TWICE_AT_ONCE = 0.03;
const SENT_AGAIN_LATER = 0.05;
const RETRY_MS = 20;
const ANSWER_TIMEOUT_MS = 15_000;

export class Ledger {
  readonly entries: Entry[] = [];
  readonly refusals: Refusal[] = [];
  /** Sendings that ended without an answer, or with "try again". */
  unanswered = 0;
  private readonly options: LedgerOptions;
  private readonly agent: Agent;
  private readonly waiting: Entry[] = [];
  private isPaused = true;
  private round = 0;
  private workers: Promise<void>[] = [];

  constructor(options: LedgerOptions) {
    this.options = options;
    this.agent = new Agent({ keepAlive: true, maxSockets: this.connections * 2 });
  }

  /** Begins a round, with conversations of its own, and sends until `settle`. */
  start(): void {
    this.round += 1;
    this.isPaused = false;
    this.workers = Array.from({ length: this.connections }, () => this.work());
  }

  /** Sends nothing new, and resolves once everything sent has been acknowledged. */
  async settle(): Promise<void> {
    this.isPaused = true;
    await Promise.all(this.workers);
  }

  close(): void {
    this.agent.destroy();
  }

  private get connections(): number {
    return this.options.connections ?? 32;
  }

  private async work(): Promise<void> {
    for (;;) {
      const entry = this.waiting.pop() ?? this.nextEntry();
      if (entry === undefined) return;
      const { random } = this.options;
      const copies = entry.attempts === 0 && random() < SENT_TWICE_AT_ONCE ? 2 : 1;
      const sendings = Array.from({ length: copies }, () => this.send(entry));
      await Promise.all(sendings);
      if (entry.acknowledgements.length > 0) continue;
      this.waiting.push(entry);
      await delay(RETRY_MS);
    }
  }

  private nextEntry(): Entry | undefined {
    if (this.isPaused) return undefined;
    const { random, conversations = 20 } = this.options;
    if (random() < SENT_AGAIN_LATER) {
      const earlier = this.entries[Math.floor(random() * this.entries.length)];
      if (earlier !== undefined && earlier.acknowledgements.length > 0) return earlier;
    }
    const number = this.entries.length;
    const entry = {
      messageId: `message-${number}`,
      conversationId: `conversation-${this.round}-${number % conversations}`,
      text: `The text of message ${number}, which nobody else has.`,
      attempts: 0,
      acknowledgements: [],
    };
    this.entries.push(entry);
    return entry;
  }

  private async send(entry: Entry): Promise<void> {
    const wasKnown = entry.acknowledgements.length > 0;
    entry.attempts += 1;
    const answer = await this.post(entry).catch(() => undefined);
    if (answer === undefined || answer.status === 503) {
      this.unanswered += 1;
      return;
    }
    const { status, verdict, acceptanceId, body } = answer;
    if (status === 200) entry.acknowledgements.push({ verdict, acceptanceId, wasKnown });
    else this.refusals.push({ messageId: entry.messageId, status, body });
  }

  private post(entry: Entry): Promise<Answer> {
    const body = JSON.stringify({
      id: entry.messageId,
      channel_id: this.options.channelId,
      sender_id: `sender of ${entry.conversationId}`,
      conversation_id: entry.conversationId,
      message: entry.text,
      status: 'sent',
      created_at: '2026-11-21T10:00:00.123Z',
      attachments: [],
    });
    const headers = {
      'x-api-token': this.options.apiToken,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    return new Promise((resolve, reject) => {
      const url = `${this.options.baseUrl}/channels/messages/receive`;
      const call = request(url, {
        method: 'POST',
        headers,
        agent: this.agent,
        timeout: ANSWER_TIMEOUT_MS,
      });
      call.on('timeout', () => call.destroy(new Error('no answer in time')));
      call.on('error', reject);
      call.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            verdict: String(response.headers['inlet-verdict']),
            acceptanceId: String(response.headers['inlet-acceptance']),
            body: text,
          }),
        );
      });
      call.end(body);
    });
  }
}
