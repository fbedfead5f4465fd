import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type {
  CallInlet,
  ConnectorAnswer,
  ConnectorRequest,
  FakeConnector,
  Reading,
} from './fake-connector.ts';
import { MISBEHAVIOURS } from './misbehaviours.ts';
import { readFields } from './read-fields.ts';
import type { Reaction, Received, Receiver } from './receiver.ts';

/** What it was sent, and what it made of that. */
export type ReadRequest = ConnectorRequest & Reading;

export type ServeOptions = {
  host?: string;
  port?: number;
  /** Called before each answer. */
  onRequest?: (request: ReadRequest) => void;
  /** After each answer; its status, or null where the connection ended without one. */
  onSent?: (request: ReadRequest, status: number | null) => void;
  /** After each answer that it gave of its own accord. */
  onAnswered?: (request: ReadRequest) => Promise<void>;
  /** What it tells Inlet when `POST /_tell/NAME` asks for it; answers what came of it, as JSON. */
  tell?: (name: string) => Promise<unknown>;
};

type Failing = { reaction: Reaction; times: number; onlyReplies: boolean };

/** Below these paths it is told what to do, by whoever tests in another language. */
const FAIL = '/_fail/';
const TELL = '/_tell/';
/** Behind the number of times: events go their way meanwhile. */
const REPLIES = 'replies';
const MOST_TIMES = 1_000_000;

/** Calls nobody: for connectors that are only asked. */
export const noInlet: CallInlet = () => Promise.reject(new Error('There is no Inlet to call.'));

export async function serveConnector(
  connector: FakeConnector,
  { host, port, ...options }: ServeOptions = {},
): Promise<RunningConnector> {
  // Every command is read at each start: node:http, imported, brings Node's fetch along, 2 MB.
  const { Receiver } = await import('./receiver.ts');
  const receiver = await Receiver.start({
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
  });
  return new RunningConnector(connector, receiver, options);
}

/** A fake connector that listens. What it was sent is kept, and it can be told to fail. */
export class RunningConnector implements AsyncDisposable {
  /** In the order in which they came. */
  readonly requests: ReadRequest[] = [];
  readonly #connector: FakeConnector;
  readonly #receiver: Receiver;
  readonly #options: ServeOptions;
  #failing: Failing | null = null;

  constructor(connector: FakeConnector, receiver: Receiver, options: ServeOptions) {
    this.#connector = connector;
    this.#receiver = receiver;
    this.#options = options;
    receiver.usually = (response, socket, received) => {
      // Kept here, as the connector reads it.
      receiver.received.length = 0;
      this.#react(response, socket, received).catch((error: unknown) => {
        send(response, refused(500, String(error)));
      });
    };
  }

  get url(): string {
    return this.#receiver.url;
  }

  /**
   * The next `times` answers, or those to replies alone, go wrong in this way; 0 ends it. False where
   * it is no way to fail.
   */
  fail(name: string, times: number, onlyReplies = false): boolean {
    const reaction = reactionOf(this.#connector, name);
    if (reaction === null || !(times >= 0 && times <= MOST_TIMES)) return false;
    this.#failing = { reaction, times, onlyReplies };
    return true;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#receiver[Symbol.asyncDispose]();
  }

  async #react(response: ServerResponse, socket: Socket, received: Received): Promise<void> {
    const { pathname } = new URL(received.path, 'http://fake');
    if (pathname.startsWith(FAIL) || pathname.startsWith(TELL)) {
      send(response, await this.#control(received.method, pathname));
      return;
    }
    const request = await read(received);
    const reading = { ...request, ...this.#connector.read(request) };
    this.requests.push(reading);
    this.#options.onRequest?.(reading);
    response.once('close', () => {
      this.#options.onSent?.(reading, response.writableFinished ? response.statusCode : null);
    });
    const reaction = this.#failure(reading);
    if (typeof reaction === 'function') {
      reaction(response, socket, received);
    } else if (reaction !== null) {
      send(response, { ...reaction, body: reaction.body ?? '' });
    } else {
      const isForged = reading.isGenuine === false;
      if (!isForged) response.once('finish', () => void this.#options.onAnswered?.(reading));
      const { failures } = this.#connector;
      send(response, isForged ? failures.unauthorized.answer : this.#connector.answer(request));
    }
  }

  #failure({ isReply }: ReadRequest): Reaction | null {
    const failing = this.#failing;
    if (failing === null || failing.times === 0 || (failing.onlyReplies && !isReply)) return null;
    failing.times -= 1;
    return failing.reaction;
  }

  async #control(method: string, pathname: string): Promise<ConnectorAnswer> {
    if (method !== 'POST') return refused(405, 'POST is what these paths take.');
    if (pathname.startsWith(FAIL)) return this.#toldToFail(pathname.slice(FAIL.length));
    const name = pathname.slice(TELL.length);
    const { tell } = this.#options;
    if (tell !== undefined && Object.hasOwn(this.#connector.tells, name)) {
      return said(await tell(name));
    }
    const names = Object.keys(this.#connector.tells).join(', ');
    return refused(404, `POST ${TELL}NAME, NAME of: ${names}.`);
  }

  #toldToFail(what: string): ConnectorAnswer {
    const [name = '', count = '1', of] = what.split('/');
    const times = Number(count);
    if (this.fail(name, times, of === REPLIES)) return said({ failing: name, times });
    const names = failureNames(this.#connector).join(', ');
    return refused(404, `POST ${FAIL}NAME/TIMES, NAME of: ${names}.`);
  }
}

/** The vendor's documented ways first, then those of any connector. */
export function failureNames({ failures }: Pick<FakeConnector, 'failures'>): string[] {
  return [...Object.keys(failures), ...MISBEHAVIOURS.keys()];
}

function reactionOf({ failures }: FakeConnector, name: string): Reaction | null {
  if (Object.hasOwn(failures, name)) return failures[name]?.answer ?? null;
  return MISBEHAVIOURS.get(name)?.reaction ?? null;
}

function said(value: unknown): ConnectorAnswer {
  return { status: 200, body: `${JSON.stringify(value)}\n` };
}

function refused(status: number, error: string): ConnectorAnswer {
  return { status, body: `${JSON.stringify({ error })}\n` };
}

function send(response: ServerResponse, { status, headers, body }: ConnectorAnswer): void {
  // Of no bytes nothing is said: a type without a body is itself a misbehaviour.
  const type = body === '' ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { ...type, ...headers }).end(body);
}

async function read({ method, path, headers, bytes, body }: Received): Promise<ConnectorRequest> {
  const url = new URL(path, 'http://fake');
  const flat = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]);
  return {
    method,
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(flat) as ConnectorRequest['headers'],
    fields: await readFields(headers, bytes),
    body,
  };
}
