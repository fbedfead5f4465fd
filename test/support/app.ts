/**
 * The real server in this process, on a free port and a database of its own, with two workspaces:
 * a sandbox and another one, whose credentials must see nothing of the first.
 *
 * @example
 * await using inlet = await startApp();
 * const { status, body } = await inlet.get('/inlet/v1/channels');
 */
import type { HTTPMethods } from 'fastify';
import { pino } from 'pino';
import type { App } from '../../src/app.ts';
import type { Overrides } from '../../src/assembly/overrides.ts';
import { UNLIMITED, type Action } from '../../src/access/rights.ts';
import { createApp } from '../../src/app.ts';
import { hashToken, lastFour, makeToken } from '../../src/access/token-format.ts';
import { createWorkspace } from '../../src/cli/sandbox/create-workspace.ts';
import { loadConfig } from '../../src/config/config.ts';
import type { GateLimits } from '../../src/lib/gate.ts';
import type { Decorate } from '../../src/mcp/build-server.ts';
import { vendors as allVendors } from '../../src/vendors/index.ts';
import type { Vendor } from '../../src/vendors/vendor.ts';
import { checkAnswers, checkTools } from './answer-checks.ts';
import { freshDatabase, type Engine, type FreshDatabase } from './database.ts';

export type PartooRole =
  'ORG_ADMIN' | 'PROVIDER' | 'GROUP_MANAGER' | 'BUSINESS_MANAGER' | 'PUBLISHER';

export interface SeededWorkspace {
  workspace: { id: string; name: string };
  inlet: { token: string };
  inbox: { url: string; email: string; password: string };
  mcp: { url: string; token: string };
  pipedrive: {
    apiToken: string;
    memberApiToken: string;
    accessToken: string;
    accessTokenWithoutScope: string;
    channelId: string;
    userId: number;
    companyId: number;
    clientId: string;
    clientSecret: string;
    redirectUri: string;
  };
  highlevel: {
    baseUrl: string;
    locationId: string;
    companyId: string;
    contactId: string;
    conversationId: string;
    privateIntegrationToken: string;
    clientId: string;
    clientSecret: string;
    redirectUri: string;
    appAccessToken: string;
    providers: Record<'sms' | 'customSms' | 'email' | 'customEmail' | 'call', string>;
    /** SPKI, base64. */
    webhookPublicKey: string;
  };
  partoo: {
    organizationId: number;
    businessId: string;
    channelId: string;
    readonlyChannelId: string;
    apiKeys: Record<PartooRole, string>;
    webhookPublicKey: string;
  };
}

/** Tests make many passwords; how dear they are to guess is tested by itself. */
export const passwordCost = { logN: 4, blocks: 8, times: 1 };

/** `token` null: without a credential. Undefined: the sandbox's own. A body of text goes as it is. */
export interface Call {
  token?: string | null;
  headers?: Record<string, string>;
  body?: unknown;
}

/** What an answer holds, read as a client reads it: without types. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed where it is JSON, else text. */
  body: Json;
}

export interface RunningApp extends AsyncDisposable {
  url: string;
  app: App;
  sandbox: SeededWorkspace;
  other: SeededWorkspace;
  /** Every registered route, as `GET /inlet/v1/channels`; without the HEAD that goes with each GET. */
  routes: readonly string[];
  /** What each of them is for, by the same name; without the public ones. */
  actions: ReadonlyMap<string, Action>;
  call(method: HTTPMethods, path: string, call?: Call): Promise<Answer>;
  get(path: string, call?: Call): Promise<Answer>;
  /** Posts a message to Pipedrive's receive with what differs from a plain one. */
  receive(message?: Record<string, unknown>, call?: Call): Promise<Answer>;
  /** A token of a new user of the sandbox with this role. */
  tokenOf(role: 'admin' | 'agent' | 'viewer', scopes?: string[]): Promise<string>;
}

export interface AppOptions {
  engine?: Engine;
  now?: () => number;
  /** Further settings, such as INLET_MAX_QUEUED_MESSAGES. */
  env?: Record<string, string>;
  /** Instead of the product's. */
  vendors?: readonly Vendor[];
  /** How long the outbox looks for nothing unasked. */
  outboxPollMs?: number;
  /** How many requests that bring no message are carried out at once, and wait. */
  turns?: GateLimits;
  steady?: () => number;
  /** Put around what agents are served with. */
  decorateMcp?: Decorate;
  /** Where the caller keeps one, for a server that is started again on the same data. */
  database?: FreshDatabase;
}

export async function startApp({
  engine = 'sqlite',
  now,
  env,
  vendors = allVendors,
  database: kept,
  decorateMcp,
  outboxPollMs,
  turns,
  steady,
}: AppOptions = {}): Promise<RunningApp> {
  const database = kept ?? (await freshDatabase(engine));
  const app = await openApp(database, env, now, vendors, {
    decorateMcp,
    outboxPollMs,
    turns,
    steady,
  });
  const { routes, actions } = collectRoutes(app);
  const url = await app.start();
  const seed = (name: string, isSandbox: boolean) =>
    createWorkspace(app, vendors, {
      name,
      origin: url,
      isSandbox,
      login: 'password',
      passwordCost,
    }) as Promise<unknown>;
  const sandbox = (await seed('Sandbox', true)) as SeededWorkspace;
  const other = (await seed('Other', false)) as SeededWorkspace;

  const call = caller(url, sandbox.inlet.token);
  return {
    url,
    app,
    sandbox,
    other,
    routes,
    actions,
    call,
    get: (path, options) => call('GET', path, options),
    receive: (message, options) => {
      const { apiToken, channelId } = sandbox.pipedrive;
      return call('POST', '/v1/channels/messages/receive', {
        token: null,
        headers: { 'x-api-token': apiToken },
        body: { ...plainMessage, channel_id: channelId, ...message },
        ...options,
      });
    },
    tokenOf: (role, scopes) => makeTokenOf(app, Number(sandbox.workspace.id), role, scopes),
    async [Symbol.asyncDispose]() {
      await app.stop();
      if (kept === undefined) await database[Symbol.asyncDispose]();
    },
  };
}

/** The server on this database, not yet listening. */
export async function openApp(
  database: FreshDatabase,
  env: Record<string, string> = {},
  now: () => number = Date.now,
  vendors: readonly Vendor[] = allVendors,
  more: Pick<Overrides, 'decorateMcp' | 'outboxPollMs' | 'turns' | 'steady'> = {},
): Promise<App> {
  const loaded = loadConfig({
    INLET_DATA: database.dataDirectory,
    INLET_PORT: '0',
    INLET_DATABASE_URL: database.databaseUrl,
    ...env,
  });
  if (!('ok' in loaded)) throw new Error(loaded.faults.join('\n'));
  const checked = checkTools(() => app.agents.table);
  const { decorateMcp } = more;
  const app: App = await createApp(loaded.ok, {
    vendors,
    polls: false,
    logger: pino({ level: 'silent' }),
    now,
    passwordCost,
    ...more,
    decorateMcp: (served) => checked(decorateMcp?.(served) ?? served),
  });
  checkAnswers(app.http.app);
  return app;
}

const plainMessage = {
  id: 'message-1',
  sender_id: 'jane',
  conversation_id: 'conversation-1',
  message: 'Hello',
  status: 'sent',
  created_at: '2026-03-01 10:00',
};

/** Hooks added before the first request see every route: the server registers them as it boots. */
function collectRoutes(app: App): Pick<RunningApp, 'routes' | 'actions'> {
  const routes: string[] = [];
  const actions = new Map<string, Action>();
  app.http.app.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat()) {
      if (one === 'HEAD') continue;
      routes.push(`${one} ${url}`);
      if (config?.action !== undefined) actions.set(`${one} ${url}`, config.action);
    }
  });
  return { routes, actions };
}

function caller(url: string, ownToken: string): RunningApp['call'] {
  return async (method, path, { token = ownToken, headers, body } = {}) => {
    const answer = await fetch(url + path, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true && text !== '';
    return {
      status: answer.status,
      headers: answer.headers,
      body: isJson ? (JSON.parse(text) as unknown) : text,
    };
  };
}

async function makeTokenOf(
  app: App,
  workspaceId: number,
  role: 'admin' | 'agent' | 'viewer',
  scopes: readonly string[] = UNLIMITED,
): Promise<string> {
  const token = makeToken('pat');
  const now = Date.now();
  const email = `${lastFour(token)}-${role}@example.test`;
  const user = await app.store.write.createUser({ workspaceId, email, name: role, role, now });
  await app.store.write.createToken({
    workspaceId,
    vendor: null,
    kind: 'inlet',
    hash: hashToken(token),
    lastFour: lastFour(token),
    label: role,
    userId: user.id,
    appId: null,
    scopes: JSON.stringify(scopes),
    createdAt: now,
    expiresAt: null,
  });
  return token;
}
