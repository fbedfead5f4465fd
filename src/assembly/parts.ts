import type { Logger } from 'pino';
import { destination as logDestination, pino } from 'pino';
import { createApps } from '../access/apps.ts';
import type { Apps } from '../access/apps.ts';
import { Audit } from '../access/audit.ts';
import { Authenticator } from '../access/authenticator.ts';
import { idKeyOf } from '../access/id-key.ts';
import { localNetworksIn } from '../access/local-networks.ts';
import { Login } from '../access/login.ts';
import { createGrants } from '../access/oauth/grants.ts';
import { createOAuth } from '../access/oauth/oauth.ts';
import { Passwords } from '../access/passwords.ts';
import { currentRecording } from '../access/recording.ts';
import { openSecretBox } from '../access/secret-key.ts';
import { Sessions } from '../access/sessions.ts';
import { SigningKeys } from '../access/signing-keys.ts';
import { TokenUse } from '../access/token-use.ts';
import { openAttachments } from '../attachments/open-attachments.ts';
import type { Config } from '../config/config-types.ts';
import type { Channel } from '../domain/channel.ts';
import type { History } from '../domain/history.ts';
import { openHistory } from '../history/open-history.ts';
import type { HistoryPorts } from '../history/open-history.ts';
import { refreshLink } from '../history/refresh-link.ts';
import { createDeadLetters } from '../inbox/dead-letters.ts';
import type { InboxPorts } from '../inbox/inbox-ports.ts';
import { createInbox } from '../inbox/inbox.ts';
import { Purger } from '../inbox/purger.ts';
import { createWebhooks } from '../inbox/webhooks.ts';
import { Ingest } from '../ingest/ingest.ts';
import { Networks } from '../lib/safe-fetch/networks.ts';
import type { Opened } from '../lib/opened.ts';
import { SafeFetch } from '../lib/safe-fetch/safe-fetch.ts';
import { ExchangeFeed } from '../observability/exchange-feed.ts';
import { Metrics } from '../observability/metrics.ts';
import { RejectionLog } from '../observability/rejection-log.ts';
import { Bell } from '../outbox/bell.ts';
import { openStore } from '../store/open-store.ts';
import { recordingStore } from '../store/recording-store.ts';
import type { Store } from '../store/store.ts';
import { vendors as allVendors } from '../vendors/index.ts';
import { tellsUninstalled } from '../vendors/tell-uninstalled.ts';
import { idsOfVendors } from '../vendors/vendor-ids.ts';
import type { Vendor } from '../vendors/vendor.ts';
import type { Closing } from './closing.ts';
import { createOutbox } from './outbox.ts';
import type { Overrides } from './overrides.ts';
import { OwnAddress } from './own-address.ts';

export type Parts = Awaited<ReturnType<typeof constructParts>>;

/** Everything behind the faces, in the order in which it depends on each other. */
export async function constructParts(
  config: Config,
  overrides: Overrides,
  opened: Opened,
  closing: Closing,
) {
  const now = overrides.now ?? Date.now;
  const { limits, dataDirectory } = config;
  const vendors = overrides.vendors ?? allVendors;
  const vendorOf = (channel: Channel) => vendors.find(({ name }) => name === channel.vendor);
  const logger = overrides.logger ?? pino({ level: config.logLevel }, logDestination(2));
  const bell = new Bell();
  const feed = new ExchangeFeed();
  const address = new OwnAddress(config.publicUrl, config);
  const store = await opened.open(
    'store',
    () => openRecordingStore(config, overrides),
    (it) => closing.atLast(it.close()),
  );
  const secretBox = await opened.open('secret box', () => openSecretBox(config, store));
  const ids = idsOfVendors(vendors, await idKeyOf(store));
  const outbound = await opened.open(
    'outbound',
    () => openOutbound(config, overrides, logger),
    (it) => closing.inTime(it.close()),
  );
  const authenticator = overrides.authenticator?.(store, now) ?? new Authenticator(store, now);
  const tokenUse = await opened.open(
    'token use',
    () => new TokenUse(authenticator, store),
    (it) => closing.inTime(it.stop()),
  );
  const access = { store, secretBox, authenticator, now };
  const apps = createApps({ ...access, tell: tellsUninstalled(vendors, { store, outbound, now }) });
  const localNetworksOf = (workspaceId: number) => localNetworksIn(store, workspaceId);
  const asking = { store, outbound, localNetworksOf, now };
  const past = await opened.open(
    'history',
    () => {
      const observe: HistoryPorts['observe'] = (asked) => feed.asked(asked);
      return openHistory({ ...asking, histories: historiesOf(vendors, apps), observe });
    },
    ({ importer }) => closing.inTime(importer.stop()),
  );
  const purger = await opened.open(
    'purger',
    () => new Purger(store),
    (it) => closing.inTime(it.stop()),
  );
  const inbox = createInbox({
    ...{ store, now, wakeOutbox: bell.wake, startPurge: purger.start },
    wakeImporter: past.importer.wake,
    hearsOfRemoval: async (channel) =>
      (await vendorOf(channel)?.hearsOfRemoval?.({ apps }, channel)) ?? false,
    ...repliesOf(vendorOf),
  });
  const ingest = await opened.open('ingest', () => new Ingest(store, limits, bell.heard));
  const attachments = await opened.open(
    'attachments',
    () =>
      openAttachments({
        ...{ ...asking, dataDirectory, config: config.attachments },
        ...{ origin: () => address.url, refresh: (link) => refreshLink(past.ports, link) },
      }),
    ({ copier }) => closing.inTime(copier.stop()),
  );
  const door = await opened.open('door', () => openDoor(store, now, overrides));
  const cases = { store, secretBox, now, wakeOutbox: bell.wake, tryNow: bell.tryNow };
  const parts = {
    ...door,
    ...{ store, secretBox, ingest, purger, authenticator, inbox, outbound, logger, now },
    ...{ limits, apps, tokenUse, feed, address, ...ids, ...attachments },
    ...{ history: past.history, importer: past.importer },
    ...{ oauth: createOAuth(access), grants: createGrants(access) },
    signing: new SigningKeys({ store, secretBox, now }),
    ...{ deadLetters: createDeadLetters(cases), webhooks: createWebhooks(cases) },
    metrics: new Metrics(() => ingest.waiting),
    rejections: new RejectionLog(store, now),
  };
  const outbox = await opened.open(
    'outbox',
    () => createOutbox(vendors, { ...parts, bell, ...looksOf(overrides) }),
    // With what it calls by: what is being fetched breaks off, and is fetched again by the next server.
    (it) => closing.inTime(it.stop(closing.outboxGraceMs, () => outbound.close())),
  );
  return { ...parts, outbox };
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

/** What each vendor can ask its connectors for. */
function historiesOf(vendors: readonly Vendor[], apps: Apps): ReadonlyMap<string, History> {
  return new Map(
    vendors.flatMap((vendor): [string, History][] =>
      vendor.history === undefined ? [] : [[vendor.name, vendor.history({ apps })]],
    ),
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
