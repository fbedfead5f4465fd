import { setTimeout as delay } from 'node:timers/promises';
import { destination as logDestination, pino } from 'pino';
import type { Logger } from 'pino';
import { Audit } from './access/audit.ts';
import { Authenticator } from './access/authenticator.ts';
import { createApps } from './access/apps.ts';
import type { Apps } from './access/apps.ts';
import type { SecretBox } from './access/secret-box.ts';
import type { OAuthDialect } from './access/oauth/dialect.ts';
import { createGrants } from './access/oauth/grants.ts';
import { createOAuth } from './access/oauth/oauth.ts';
import { openSecretBox } from './access/secret-key.ts';
import { idKeyOf } from './access/id-key.ts';
import { TokenUse } from './access/token-use.ts';
import { Login } from './access/login.ts';
import type { PasswordCost } from './access/passwords.ts';
import { Passwords } from './access/passwords.ts';
import { SigningKeys } from './access/signing-keys.ts';
import { Sessions } from './access/sessions.ts';
import type { Copier } from './attachments/copier.ts';
import type { Attachments } from './attachments/attachments.ts';
import { openAttachments } from './attachments/open-attachments.ts';
import type { Principal } from './access/principal.ts';
import { currentRecording } from './access/recording.ts';
import { hasRole } from './access/rights.ts';
import { inletApi } from './api/index.ts';
import { ownWebhooks } from './api/own-webhooks.ts';
import type { Config } from './config/config-types.ts';
import type { Channel } from './domain/channel.ts';
import type { History } from './domain/history.ts';
import type { Importer } from './history/importer.ts';
import { openHistory } from './history/open-history.ts';
import { refreshLink } from './history/refresh-link.ts';
import type { Delivering } from './domain/delivery.ts';
import type { OutsideIds } from './domain/outside-ids.ts';
import { secretContext } from './domain/secret-context.ts';
import { documentRoutes } from './http/open-api.ts';
import type { Face } from './http/face.ts';
import type { HttpServer } from './http/server.ts';
import { createHttpServer } from './http/server.ts';
import { systemRoutes } from './http/system-routes.ts';
import { createInbox } from './inbox/inbox.ts';
import type { Inbox } from './inbox/inbox.ts';
import { createDeadLetters } from './inbox/dead-letters.ts';
import { createWebhooks } from './inbox/webhooks.ts';
import { Purger } from './inbox/purger.ts';
import { Outbox } from './outbox/outbox.ts';
import { Ingest } from './ingest/ingest.ts';
import type { Lookup } from './lib/safe-fetch/dial.ts';
import { Networks } from './lib/safe-fetch/networks.ts';
import { SafeFetch } from './lib/safe-fetch/safe-fetch.ts';
import type { CallPorts } from './mcp/call-tool.ts';
import { createCallPorts } from './mcp/call-ports.ts';
import type { Decorate } from './mcp/build-server.ts';
import { mcpFace } from './mcp/face.ts';
import { ownTools } from './mcp/tools/index.ts';
import { oauthFace } from './oauth/index.ts';
import { ExchangeFeed } from './observability/exchange-feed.ts';
import { Metrics } from './observability/metrics.ts';
import { RejectionLog } from './observability/rejection-log.ts';
import { pageRoutes } from './pages/index.ts';
import { openStore } from './store/open-store.ts';
import { recordingStore } from './store/recording-store.ts';
import type { Store } from './store/store.ts';
import { vendors as allVendors } from './vendors/index.ts';
import { customChannelsOf, declaredSettings, formatsOf } from './vendors/vendor.ts';
import { idsOfVendors } from './vendors/vendor-ids.ts';
import type { Vendor, VendorPorts } from './vendors/vendor.ts';
import { localNetworksOf } from './access/workspace-settings.ts';
import { clientMakersOf, manifestRulesOf, providerMakersOf } from './vendors/client-makers.ts';
import { tokenMakersOf } from './vendors/token-makers.ts';
import { tellsUninstalled } from './vendors/tell-uninstalled.ts';

/** What tests replace. */
export type Overrides = {
  store?: Store;
  vendors?: readonly Vendor[];
  now?: () => number;
  logger?: Logger;
  /** How the names of outbound requests become addresses. */
  lookup?: Lookup | undefined;
  /** Nothing is looked for in the background by the clock; asked for, it is. */
  polls?: boolean;
  /** How long the outbox looks for nothing unasked. */
  outboxPollMs?: number | undefined;
  /** For measuring what looking at a credential costs. */
  authenticator?: (store: Store, now: () => number) => Authenticator;
  /** Cheaper than it may be where passwords have to be kept. */
  passwordCost?: PasswordCost;
  /** Put around what agents are served with. */
  decorateMcp?: Decorate | undefined;
};

export type App = {
  readonly store: Store;
  readonly apps: Apps;
  readonly secretBox: SecretBox;
  readonly inbox: Inbox;
  readonly purger: Purger;
  readonly outbox: Outbox;
  readonly copier: Copier;
  readonly importer: Importer;
  readonly rejections: RejectionLog;
  readonly http: HttpServer;
  /** What agents are served with, for the command that serves them on stdio. */
  readonly agents: CallPorts;
  readonly authenticator: Authenticator;
  /** Listens; resolves with the address that clients can reach it under. */
  start(): Promise<string>;
  /** Answers what was accepted, refuses the rest with 503, closes everything; at most 10 s. */
  stop(): Promise<void>;
  /** Resolves with the reason when the store can no longer be trusted: accept nothing more. */
  readonly failed: Promise<Error>;
};

/** All of a stop together; a supervisor usually waits 10 s before it kills. */
const LONGEST_STOP_MS = 9_000;
/** Of it, for deliveries under way. */
const OUTBOX_GRACE_MS = 3_000;

/** Constructs everything, in the order in which it depends on each other. */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const parts = await constructParts(config, overrides);
  const { store, ingest, apps, secretBox, inbox, purger, rejections } = parts;
  const vendors = overrides.vendors ?? allVendors;
  const agents = agentPorts(config, vendors, parts);
  const http = connectHttp(config, vendors, { ...parts, agents, decorate: overrides.decorateMcp });

  void store.failed.then(() => {
    http.gate.close();
    void ingest.stop();
  });
  let stopping: Promise<void> | null = null;
  return {
    store,
    apps,
    secretBox,
    inbox,
    purger,
    outbox: parts.outbox,
    copier: parts.copier,
    importer: parts.importer,
    rejections,
    http,
    agents,
    authenticator: parts.authenticator,
    async start() {
      const listening = await http.app.listen({ host: config.host, port: config.port });
      parts.address.url = config.publicUrl ?? listening;
      parts.tokenUse.start();
      if (overrides.polls !== false) {
        parts.copier.start();
        parts.importer.start();
      }
      purger.start();
      parts.outbox.start();
      return parts.address.url;
    },
    stop: () => (stopping ??= stop(parts, http)),
    failed: store.failed,
  };
}

async function stop(parts: Parts, http: HttpServer): Promise<void> {
  const deadline = delay(LONGEST_STOP_MS, undefined, { ref: false });
  http.gate.close();
  // What was accepted is answered first; closing the listener then ends idle connections.
  await Promise.race([parts.ingest.stop(), deadline]);
  await Promise.race([http.app.close(), deadline]);
  await parts.purger.stop();
  await parts.rejections.settled();
  await parts.tokenUse.stop();
  await parts.outbox.stop(OUTBOX_GRACE_MS, () => parts.outbound.close());
  // What is being fetched broke off with that, and is fetched again by the next server.
  await Promise.all([parts.copier.stop(), parts.importer.stop()]);
  await parts.store.close();
}

type Parts = Awaited<ReturnType<typeof constructParts>>;

/** Before there is an outbox. */
const ASLEEP = { wake: () => undefined, heard: () => undefined };

async function constructParts(config: Config, overrides: Overrides) {
  const now = overrides.now ?? Date.now;
  const logger = overrides.logger ?? pino({ level: config.logLevel }, logDestination(2));
  const store = await openRecordingStore(config, overrides);
  const secretBox = await secretBoxOrClose(config, store);
  const ingest = new Ingest(store, config.limits, (workspaceId) => running.heard(workspaceId));
  let running: Pick<Outbox, 'wake' | 'heard'> = ASLEEP;
  const wakeOutbox = () => running.wake();
  const purger = new Purger(store);
  const authenticator = overrides.authenticator?.(store, now) ?? new Authenticator(store, now);
  const vendors = overrides.vendors ?? allVendors;
  const vendorOf = (channel: Channel) => vendors.find(({ name }) => name === channel.vendor);
  /** As others reach this server: known for certain once it listens. */
  const address = { url: config.publicUrl ?? `http://${config.host}:${config.port}` };
  const outbound = openOutbound(config, overrides, logger);
  const access = { store, secretBox, authenticator, now };
  const feed = new ExchangeFeed();
  const asking = { store, outbound, localNetworksOf: networksOf(store), now };
  const past = openHistory({ ...asking, observe: (asked) => feed.asked(asked) });
  const inbox = createInbox({
    ...{ store, now, wakeOutbox, startPurge: purger.start },
    wakeImporter: past.running.importer.wake,
    hearsOfRemoval: async (channel) =>
      (await vendorOf(channel)?.hearsOfRemoval?.(parts, channel)) ?? false,
    whyNoReply: (channel) => vendorOf(channel)?.whyNoReply?.(channel) ?? null,
  });
  const parts = {
    ...openDoor(store, now, overrides),
    ...{ store, secretBox, ingest, purger, authenticator, inbox, outbound, logger, now },
    limits: config.limits,
    ...idsOfVendors(vendors, await idKeyOf(store)),
    apps: createApps({ ...access, tell: tellsUninstalled(vendors, { inbox, outbound, now }) }),
    ...{ oauth: createOAuth(access), grants: createGrants(access) },
    tokenUse: new TokenUse(authenticator, store),
    signing: new SigningKeys({ store, secretBox, now }),
    ...outboxCases({ store, secretBox, now, wakeOutbox }),
    ...{ metrics: new Metrics(() => ingest.waiting), feed },
    rejections: new RejectionLog(store, now),
    address,
    ...openAttachments({
      ...{ ...asking, dataDirectory: config.dataDirectory, config: config.attachments },
      ...{ origin: () => address.url, refresh: (link) => refreshLink(past.ports, link) },
    }),
  };
  const outbox = createOutbox(vendors, { ...parts, pollMs: overrides.outboxPollMs });
  running = outbox;
  past.add(historiesOf(vendors, parts));
  return { ...parts, outbox, ...past.running };
}

/** What people do about deliveries: subscribe to events, and care for those that failed. */
function outboxCases(ports: Parameters<typeof createWebhooks>[0]) {
  return { deadLetters: createDeadLetters(ports), webhooks: createWebhooks(ports) };
}

/** What each vendor can ask its connectors for. */
function historiesOf(vendors: readonly Vendor[], parts: VendorPorts) {
  return vendors.flatMap((vendor): [string, History][] =>
    vendor.history === undefined ? [] : [[vendor.name, vendor.history(parts)]],
  );
}

function openOutbound(config: Config, { lookup }: Overrides, logger: Logger): SafeFetch {
  return new SafeFetch({
    networks: new Networks(config.localNetworks),
    log: (entry) => logger.warn(entry, 'outbound request failed'),
    lookup,
  });
}

/** What a workspace lets be called, beside what the whole server may. */
function networksOf(store: Store) {
  return async (workspaceId: number): Promise<string[]> => {
    const workspace = await store.read.findWorkspace({ id: workspaceId });
    return localNetworksOf(workspace?.settings ?? {});
  };
}

type OutboxParts = VendorPorts & {
  pollMs: number | undefined;
  store: Store;
  metrics: Metrics;
  feed: ExchangeFeed;
  logger: Logger;
  secretBox: SecretBox;
  outsideIds: OutsideIds;
  attachments: VendorPorts['attachments'] & Pick<Attachments, 'copiesOf'>;
};

/** The outbox, with what each vendor knows of handing things over. */
function createOutbox(vendors: readonly Vendor[], parts: OutboxParts): Outbox {
  const { store, outbound, now, metrics, feed, logger, secretBox, pollMs } = parts;
  const delivering = vendors.flatMap((vendor): [string, Delivering][] =>
    vendor.deliver === undefined ? [] : [[vendor.name, vendor.deliver(parts)]],
  );
  return new Outbox({
    ...{ store, outbound, now, pollMs },
    jitter: Math.random,
    delivering: new Map<string | null, Delivering>([[null, ownWebhooks(parts)], ...delivering]),
    localNetworksOf: networksOf(store),
    openSecret: ({ keyId, box }) => secretBox.open(box, secretContext.webhookSecret(keyId)),
    observe: (report) => {
      metrics.attempted(report.claim.kind, report.outcome.kind, report.durationMs);
      feed.attempted(report);
    },
    log: (err, what) => logger.error({ err }, what),
  });
}

/** What people come in by, and what is kept of it. */
function openDoor(store: Store, now: () => number, { passwordCost }: Overrides) {
  const passwords = new Passwords(passwordCost);
  return {
    passwords,
    login: new Login(store, passwords, now),
    sessions: new Sessions(store, now),
    audit: new Audit(store, now),
  };
}

/** Every change goes into the audit log with whom it is made for. */
async function openRecordingStore(config: Config, overrides: Overrides): Promise<Store> {
  return recordingStore(overrides.store ?? (await openStore(config.store)), currentRecording);
}

/** Throws a sentence, with the store closed, when the key is not the one of this database. */
async function secretBoxOrClose(config: Config, store: Store): Promise<SecretBox> {
  try {
    return await openSecretBox(config, store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** The tools of the core and of every vendor, as one table. */
function agentPorts(config: Config, vendors: readonly Vendor[], parts: Parts): CallPorts {
  return createCallPorts({
    ...parts,
    tools: [...ownTools(parts), ...vendors.flatMap((vendor) => vendor.tools?.(parts) ?? [])],
    formats: formatsOf(vendors),
    budgets: config.mcp.budgets,
  });
}

/** How each vendor's apps speak OAuth, where they do. */
function dialectsOf(vendors: readonly Vendor[], parts: Parts) {
  const dialects = new Map<string, OAuthDialect>();
  for (const vendor of vendors) {
    const dialect = vendor.oauth?.(parts);
    if (dialect !== undefined) dialects.set(vendor.name, dialect);
  }
  return dialects;
}

/** Who may send messages may ask what became of them. */
function isSenderOf(faces: readonly Face[]) {
  return (principal: Principal): boolean => {
    const face = faces.find(({ name }) => name === principal.vendor);
    return face !== undefined && hasRole(face.rights, principal, 'messages.accept');
  };
}

type HttpParts = Parts & { agents: CallPorts; decorate: Decorate | undefined };

/** The server with every face: Inlet's own, the agents', and one for each vendor. */
function connectHttp(config: Config, vendors: readonly Vendor[], parts: HttpParts): HttpServer {
  const { store, metrics, agents } = parts;
  const { trustProxy, publicUrl } = config;
  const vendorFaces = vendors.map((vendor) => vendor.face(parts));
  const own = inletApi({
    ...parts,
    publicUrl,
    isSender: isSenderOf(vendorFaces),
    vendors: vendors.map(({ name }) => name),
    vendorSettings: declaredSettings(vendors),
    subscriptions: Object.fromEntries(vendors.map((one) => [one.name, one.subscriptions ?? {}])),
    customChannels: customChannelsOf(vendors),
    tokenMakers: tokenMakersOf(vendors),
    clientMakers: clientMakersOf(vendors),
    manifestRules: manifestRulesOf(vendors),
    providerMakers: providerMakersOf(vendors),
  });
  const forAgents = mcpFace({
    ...parts,
    ...agents,
    narrowing: config.mcp,
    names: { ...config, hosts: config.mcp.hosts },
  });
  const forApps = oauthFace({
    ...parts,
    publicUrl,
    vendorDialects: dialectsOf(vendors, parts),
  });
  const http = createHttpServer({
    ...parts,
    faces: [own, forAgents, forApps, ...vendorFaces],
    formats: formatsOf(vendors),
    trustProxy,
    takeFault: (workspaceId, vendor) => store.write.takeFault({ workspaceId, vendor }),
  });
  void http.app.register((scope, _options, done) => {
    documentRoutes(scope);
    pageRoutes(scope, { ...parts, publicUrl });
    systemRoutes(scope, {
      metrics,
      prefixes: vendorFaces.flatMap((face) => face.prefixes),
      notReady: () => http.gate.whyNotReady,
    });
    done();
  });
  return http;
}
