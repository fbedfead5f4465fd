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
  const { decorateMcp: decorate, turns } = overrides;
  const http = connectHttp(config, vendors, { ...parts, agents, decorate, turns });

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
