import type { Apps } from './access/apps.ts';
import type { Authenticator } from './access/authenticator.ts';
import type { SecretBox } from './access/secret-box.ts';
import { agentPorts } from './assembly/agents.ts';
import { Closing, drain } from './assembly/closing.ts';
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
import { Opened } from './lib/opened.ts';
import type { CallPorts } from './mcp/call-tool.ts';
import type { Pruner } from './realtime/pruner.ts';
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
  readonly pruner: Pruner;
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

/**
 * Constructs everything, in the order in which it depends on each other, and closes it in reverse:
 * when it stops, and as far as it had come when something cannot be made.
 */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const closing = new Closing();
  await using opening = new Opened(overrides.opening);
  const parts = await constructParts(config, overrides, opening, closing);
  const { store, ingest, address } = parts;
  const vendors = overrides.vendors ?? allVendors;
  const agents = agentPorts(config, vendors, parts);
  const { decorateMcp: decorate, turns, loss } = overrides;
  const http = await opening.open(
    'http',
    () => connectHttp(config, vendors, { ...parts, agents, decorate, turns, loss }),
    (it) => closing.inTime(stopServing(it, parts, closing)),
  );
  // Nothing new is begun while what runs is closed, one after the other.
  const hush = () => {
    http.gate.close();
    void parts.stopOutbox();
    return Promise.resolve();
  };
  await opening.open('background', () => undefined, hush);
  const opened = opening.move();

  void store.failed.then(() => {
    http.gate.close();
    void ingest.stop();
  });
  let stopping: Promise<void> | null = null;
  return {
    ...parts,
    ...{ http, agents },
    async start() {
      address.listensAt(await listen(http, config));
      startBackground(parts, overrides.polls !== false);
      return address.url;
    },
    drain: () => drain(http),
    stop(withinMs) {
      if (stopping === null) closing.begin(withinMs);
      return (stopping ??= opened[Symbol.asyncDispose]());
    },
    failed: store.failed,
  };
}

function startBackground(parts: Parts, polls: boolean): void {
  parts.tokenUse.start();
  if (polls) {
    parts.copier.start();
    parts.importer.start();
    parts.pruner.start();
  }
  parts.purger.start();
  parts.outbox.start();
}

/** Without Fastify's own line about it: the start says where it listens, after where the inbox is. */
async function listen({ app }: HttpServer, { host, port }: Config): Promise<string> {
  const { level } = app.log;
  if (level === 'info') app.log.level = 'warn';
  try {
    return await app.listen({ host, port });
  } finally {
    app.log.level = level;
  }
}

/** What was accepted is answered first; closing the listener then ends idle connections. */
async function stopServing(
  { app, connections, gate }: HttpServer,
  { ingest, rejections }: Pick<Parts, 'ingest' | 'rejections'>,
  closing: Closing,
): Promise<void> {
  const late = closing.late();
  await Promise.race([ingest.stop(), late]);
  const closed = app.close();
  connections.dropSilent();
  await Promise.race([closed, late]);
  // Such as reads that stand in a long line.
  gate.refuseWaiting();
  await closed;
  await rejections.settled();
}
