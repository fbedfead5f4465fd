import type { Logger } from 'pino';
import { destination as logDestination, pino } from 'pino';
import { createApps } from '../access/apps.ts';
import { Audit } from '../access/audit.ts';
import { Authenticator } from '../access/authenticator.ts';
import { idKeyOf } from '../access/id-key.ts';
import { localNetworksIn } from '../access/local-networks.ts';
import { Login } from '../access/login.ts';
import { createGrants } from '../access/oauth/grants.ts';
import { createOAuth } from '../access/oauth/oauth.ts';
import { Passwords } from '../access/passwords.ts';
import { currentRecording } from '../access/recording.ts';
import type { SecretBox } from '../access/secret-box.ts';
import { openSecretBox } from '../access/secret-key.ts';
import { Sessions } from '../access/sessions.ts';
import { SigningKeys } from '../access/signing-keys.ts';
import { TokenUse } from '../access/token-use.ts';
import { openAttachments } from '../attachments/open-attachments.ts';
import type { Config } from '../config/config-types.ts';
import type { Channel } from '../domain/channel.ts';
import type { History } from '../domain/history.ts';
import { openHistory } from '../history/open-history.ts';
import { refreshLink } from '../history/refresh-link.ts';
import { createDeadLetters } from '../inbox/dead-letters.ts';
import type { InboxPorts } from '../inbox/inbox-ports.ts';
import { createInbox } from '../inbox/inbox.ts';
import { Purger } from '../inbox/purger.ts';
import { createWebhooks } from '../inbox/webhooks.ts';
import { Ingest } from '../ingest/ingest.ts';
import { Networks } from '../lib/safe-fetch/networks.ts';
import { SafeFetch } from '../lib/safe-fetch/safe-fetch.ts';
import { ExchangeFeed } from '../observability/exchange-feed.ts';
import { Metrics } from '../observability/metrics.ts';
import { RejectionLog } from '../observability/rejection-log.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { openStore } from '../store/open-store.ts';
import { recordingStore } from '../store/recording-store.ts';
import type { Store } from '../store/store.ts';
import { vendors as allVendors } from '../vendors/index.ts';
import { tellsUninstalled } from '../vendors/tell-uninstalled.ts';
import { idsOfVendors } from '../vendors/vendor-ids.ts';
import type { Vendor, VendorPorts } from '../vendors/vendor.ts';
import { createOutbox } from './outbox.ts';
import type { Overrides } from './overrides.ts';

export type Parts = Awaited<ReturnType<typeof constructParts>>;

/** Before there is an outbox. */
const ASLEEP = { wake: () => undefined, heard: () => undefined, tryNow: () => undefined };

/** Everything behind the faces, in the order in which it depends on each other. */
export async function constructParts(config: Config, overrides: Overrides) {
  const now = overrides.now ?? Date.now;
  const logger = overrides.logger ?? pino({ level: config.logLevel }, logDestination(2));
  const store = await openRecordingStore(config, overrides);
  const secretBox = await secretBoxOrClose(config, store);
  const ingest = new Ingest(store, config.limits, (workspaceId) => running.heard(workspaceId));
  let running: Pick<Outbox, 'wake' | 'heard' | 'tryNow'> = ASLEEP;
  const wakeOutbox = () => running.wake();
  const tryNow = (receiver: string) => running.tryNow(receiver);
  const purger = new Purger(store);
  const authenticator = overrides.authenticator?.(store, now) ?? new Authenticator(store, now);
  const vendors = overrides.vendors ?? allVendors;
  const vendorOf = (channel: Channel) => vendors.find(({ name }) => name === channel.vendor);
  /** As others reach this server: known for certain once it listens. */
  const address = { url: config.publicUrl ?? `http://${config.host}:${config.port}` };
  const outbound = openOutbound(config, overrides, logger);
  const access = { store, secretBox, authenticator, now };
  const feed = new ExchangeFeed();
  const localNetworksOf = (workspaceId: number) => localNetworksIn(store, workspaceId);
  const asking = { store, outbound, localNetworksOf, now };
  const past = openHistory({ ...asking, observe: (asked) => feed.asked(asked) });
  const inbox = createInbox({
    ...{ store, now, wakeOutbox, startPurge: purger.start },
    wakeImporter: past.running.importer.wake,
    hearsOfRemoval: async (channel) =>
      (await vendorOf(channel)?.hearsOfRemoval?.(parts, channel)) ?? false,
    ...repliesOf(vendorOf),
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
    ...outboxCases({ store, secretBox, now, wakeOutbox, tryNow }),
    ...{ metrics: new Metrics(() => ingest.waiting), feed },
    rejections: new RejectionLog(store, now),
    address,
    ...openAttachments({
      ...{ ...asking, dataDirectory: config.dataDirectory, config: config.attachments },
      ...{ origin: () => address.url, refresh: (link) => refreshLink(past.ports, link) },
    }),
  };
  const outbox = createOutbox(vendors, { ...parts, ...looksOf(overrides) });
  running = outbox;
  past.add(historiesOf(vendors, parts));
  return { ...parts, outbox, ...past.running };
}

/** What vendors say of replies before there are any. */
function repliesOf(
  vendorOf: (channel: Channel) => Vendor | undefined,
): Pick<InboxPorts, 'inherit' | 'whyNoReply'> {
  return {
    inherit: (channel, ...rest) => vendorOf(channel)?.inherit?.(channel, ...rest) ?? {},
    whyNoReply: (channel) => vendorOf(channel)?.whyNoReply?.(channel) ?? null,
  };
}

/** When the outbox looks, and by which clock it knows that the other was set. */
function looksOf({ outboxPollMs, steady, now }: Overrides) {
  return { pollMs: outboxPollMs, steady: steady ?? now };
}

/** What people do about deliveries: subscribe to events, and care for those that failed. */
function outboxCases(
  ports: Parameters<typeof createWebhooks>[0] & Parameters<typeof createDeadLetters>[0],
) {
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
