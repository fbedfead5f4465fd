/*
 * The other side: what a connector of a vendor answers Inlet and tells it, for `inlet fake-connector`
 * and for tests. It opens no connection itself: whoever listens (serve-connector.ts) hands requests
 * in, carries answers out, and makes its calls.
 */

export type ConnectorRequest = {
  method: string;
  /** Decoded by nobody: as it came. */
  path: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  /** The fields of a form, or of a JSON object; files by their names. */
  fields: Readonly<Record<string, string[]>>;
  /** As UTF-8, which JSON always is. */
  body: string;
};

export type ConnectorAnswer = { status: number; headers?: Record<string, string>; body: string };

/** What a connector makes of a request. */
export type Reading = {
  /** Whether it came from this Inlet; null where the connector was not told how to know. */
  isGenuine: boolean | null;
  /** Whether it hands a reply over. */
  isReply: boolean;
  /** For whoever watches, such as that it was sent this before. */
  remarks: string[];
};

/** One of the ways in which a connector fails that its vendor documents. */
export type Failure = { means: string; answer: ConnectorAnswer };

export type InletRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From Inlet's origin on. Below /inlet/v1 the workspace's own token goes along. */
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
};

export type InletAnswer = {
  status: number;
  body: unknown;
  /** Of the message that it took, where it took one. */
  acceptanceId: string | null;
  verdict: string | null;
};

/** Calls Inlet; throws a sentence where it refuses. */
export type CallInlet = (request: InletRequest) => Promise<InletAnswer>;

/** Something that a connector tells Inlet when it is told to. */
export type Tell = {
  means: string;
  /** `origin` is the connector's own. Null where it needs a message and was sent none yet. */
  request: (origin: string) => InletRequest | null;
};

export type ConnectorSetup = {
  /** How many conversations it has had before. */
  conversations: number;
  /** In each of them. */
  messages: number;
  /** The vendor's part of sandbox.json; empty where nothing is known of the Inlet that calls. */
  credentials: Readonly<Record<string, unknown>>;
  /** What requests are verified with, in place of what the credentials say. */
  key: string | null;
  /** What the ids that it gives begin with: another one after each start. */
  idPrefix: string;
  now: () => number;
};

export interface FakeConnector {
  /** By name. `unauthorized` is what a request is answered that is not genuine. */
  readonly failures: Readonly<Record<string, Failure>> & { readonly unauthorized: Failure };
  /** By name. */
  readonly tells: Readonly<Record<string, Tell>>;
  read(request: ConnectorRequest): Reading;
  answer(request: ConnectorRequest): ConnectorAnswer;
  /** What Inlet has to be told so that it calls here, as JSON for a person to paste. */
  registration(origin: string): { what: string; value: unknown };
  /** Tells Inlet so, with the credentials; answers what was done, in a sentence. */
  register(origin: string, call: CallInlet): Promise<string>;
}

/** A part of the credentials, which a connector cannot do without. */
export function textOf(credentials: Readonly<Record<string, unknown>>, name: string): string {
  const value = credentials[name];
  if (typeof value === 'string') return value;
  throw new Error(`The credentials of this vendor have no ${name}; see --credentials.`);
}

/** Below which Inlet's own API has the app of this client id. */
export async function appPathOf(call: CallInlet, clientId: string): Promise<string> {
  const { body } = await call({ method: 'GET', path: '/inlet/v1/apps?limit=100' });
  const { data } = body as { data: { id: string; clientId: string }[] };
  const app = data.find((one) => one.clientId === clientId);
  if (app === undefined) throw new Error(`The workspace has no app ${clientId}.`);
  return `/inlet/v1/apps/${app.id}`;
}

export function jsonAnswer(status: number, body: unknown): ConnectorAnswer {
  return { status, body: JSON.stringify(body) };
}
