import { setTimeout as delay } from 'node:timers/promises';
import type { Apps } from './access/apps.ts';
import type { Authenticator } from './access/authenticator.ts';
import type { SecretBox } from './access/secret-box.ts';
import { agentPorts } from './assembly/agents.ts';
import { connectHttp } from './assembly/connect-http.ts';
import type { Overrides } from './assembly/overrides.ts';
import type { Parts } from './assembly/parts.ts';
import { constructParts } from './assembly/parts.ts';
import type { Copier } from './attachments/copier.ts';
import type { Config } from './config/config-types.ts';
import type { Importer } from './history/importer.ts';
import type { HttpServer } from './http/server.ts';
import type { Inbox } from './inbox/inbox.ts';
import type { Purger } from './inbox/purger.ts';
import type { CallPorts } from './mcp/call-tool.ts';
import type { RejectionLog } from './observability/rejection-log.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { Store } from './store/store.ts';
import { vendors as allVendors } from './vendors/index.ts';

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
  /** Not ready any more; serves on, and asks its clients to leave, until they have; at most 6.5 s. */
  drain(): Promise<void>;
  /** Answers what was read, refuses the rest with 503, closes everything, within so long. */
  stop(withinMs?: number): Promise<void>;
  /** Resolves with the reason when the store can no longer be trusted: accept nothing more. */
  readonly failed: Promise<Error>;
};

const LONGEST_STOP_MS = 9_000;
/** How long those who are connected are served, and are then told 503, before a server stops. */
const SERVED_MS = 5_000;
const REFUSED_MS = 1_500;
/** Of a stop, for deliveries under way. */
const OUTBOX_GRACE_MS = 3_000;
/** Of a stop, for the last answers and for closing the store. */
const LAST_MS = 1_000;

/** Constructs everything, in the order in which it depends on each other. */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const parts = await constructParts(config, overrides);
  const { store, ingest, apps, secretBox, inbox, purger, rejections } = parts;
  const vendors = overrides.vendors ?? allVendors;
  const agents = agentPorts(config, vendors, parts);
  const { decorateMcp: decorate, turns, loss } = overrides;
  const http = connectHttp(config, vendors, { ...parts, agents, decorate, turns, loss });

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
    drain: () => drain(http),
    stop: (withinMs = LONGEST_STOP_MS) => (stopping ??= stop(parts, http, withinMs)),
    failed: store.failed,
  };
}

async function drain({ gate, connections }: HttpServer): Promise<void> {
  gate.drain();
  await connections.gone(SERVED_MS);
  gate.close();
  await connections.gone(REFUSED_MS);
}

async function stop(parts: Parts, http: HttpServer, withinMs: number): Promise<void> {
  const within = (ms: number) => delay(Math.max(0, ms), undefined, { ref: false });
  const deadline = within(withinMs - LAST_MS);
  http.gate.close();
  const background = stopBackground(parts, Math.min(OUTBOX_GRACE_MS, withinMs / 2));
  await Promise.race([stopServing(parts, http, within(withinMs - 2 * LAST_MS)), deadline]);
  await Promise.race([background, deadline]);
  await Promise.race([parts.store.close(), within(LAST_MS)]);
}

/** What was accepted is answered first; closing the listener then ends idle connections. */
async function stopServing(parts: Parts, http: HttpServer, late: Promise<void>): Promise<void> {
  await Promise.race([parts.ingest.stop(), late]);
  const closed = http.app.close();
  http.connections.dropSilent();
  await Promise.race([closed, late]);
  // Such as reads that stand in a long line.
  http.gate.refuseWaiting();
  await closed;
  await parts.rejections.settled();
}

async function stopBackground(parts: Parts, graceMs: number): Promise<void> {
  await parts.purger.stop();
  await parts.tokenUse.stop();
  await parts.outbox.stop(graceMs, () => parts.outbound.close());
  // What is being fetched broke off with that, and is fetched again by the next server.
  await Promise.all([parts.copier.stop(), parts.importer.stop()]);
}
