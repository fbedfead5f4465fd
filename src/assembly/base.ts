import type { Logger } from 'pino';
import { destination as logDestination, pino } from 'pino';
import { createApps } from '../access/apps.ts';
import type { Apps } from '../access/apps.ts';
import { Authenticator } from '../access/authenticator.ts';
import { CredentialWatch } from '../access/credential-watch.ts';
import { idKeyOf } from '../access/id-key.ts';
import { localNetworksIn } from '../access/local-networks.ts';
import { currentRecording } from '../access/recording.ts';
import { openSecretBox } from '../access/secret-key.ts';
import { TokenUse } from '../access/token-use.ts';
import type { Config } from '../config/config-types.ts';
import type { History } from '../domain/history.ts';
import { openHistory } from '../history/open-history.ts';
import { LiveStreams } from '../http/live-stream.ts';
import { releaseHeld } from '../inbox/release-held.ts';
import { Purger } from '../inbox/purger.ts';
import { Ingest } from '../ingest/ingest.ts';
import { Networks } from '../lib/safe-fetch/networks.ts';
import type { Opened } from '../lib/opened.ts';
import { SafeFetch } from '../lib/safe-fetch/safe-fetch.ts';
import { ExchangeFeed } from '../observability/exchange-feed.ts';
import { Bell } from '../outbox/bell.ts';
import { Pruner } from '../realtime/pruner.ts';
import { Sequencer } from '../realtime/sequencer.ts';
import { openStore } from '../store/open-store.ts';
import { recordingStore } from '../store/recording-store.ts';
import type { Store } from '../store/store.ts';
import { vendors as allVendors } from '../vendors/index.ts';
import { tellsUninstalled } from '../vendors/tell-uninstalled.ts';
import { idsOfVendors } from '../vendors/vendor-ids.ts';
import type { Vendor } from '../vendors/vendor.ts';
import type { Closing } from './closing.ts';
import type { Overrides } from './overrides.ts';
import { OwnAddress } from './own-address.ts';

export type Base = Awaited<ReturnType<typeof constructBase>>;

/** What the use cases of every part stand on: the store, who asks, whom to call, what runs behind. */
export async function constructBase(
  config: Config,
  overrides: Overrides,
  opened: Opened,
  closing: Closing,
) {
  const ground = await constructGround(config, overrides, opened, closing);
  const { now, vendors, store, secretBox, outbound, authenticator } = ground;
  const bell = new Bell();
  const feed = new ExchangeFeed();
  const tell = tellsUninstalled(vendors, { store, outbound, now });
  const apps = createApps({
    ...{ store, secretBox, authenticator, now, tell },
    releaseHeld: (which) => releaseHeld({ store, now, wakeOutbox: bell.wake }, which),
    // What is imported is asked for with what is known of the apps.
    wakeImporter: () => past.importer.wake(),
  });
  const localNetworksOf = (workspaceId: number) => localNetworksIn(store, workspaceId);
  const asking = { store, outbound, localNetworksOf, now };
  const past = await opened.open(
    'history',
    () => openHistory({ ...asking, histories: historiesOf(vendors, apps), observe: feed.asked }),
    ({ importer }) => closing.inTime(importer.stop()),
  );
  const purger = await opened.open(
    'purger',
    () => new Purger(store),
    (it) => closing.inTime(it.stop()),
  );
  const ingest = await opened.open('ingest', () => new Ingest(store, config.limits));
  store.onAppended(bell.heard);
  const watched = await openWatching(ground, config, overrides, opened, closing);
  return {
    ...{ ...ground, ...past, ...watched, bell, feed, apps, asking, purger, ingest },
    ...idsOfVendors(vendors, await idKeyOf(store)),
    address: new OwnAddress(config.publicUrl, config),
  };
}

/** What follows the event logs and the credentials of those who listen, for all streams together. */
async function openWatching(
  ground: Awaited<ReturnType<typeof constructGround>>,
  { eventsDays }: Config,
  overrides: Overrides,
  opened: Opened,
  closing: Closing,
) {
  const { store } = ground;
  const sequencer = await opened.open(
    'sequencer',
    () => new Sequencer({ store, pollMs: overrides.sequencerPollMs }),
    (it) => closing.inTime(it.stop()),
  );
  const pruner = await opened.open(
    'pruner',
    () => new Pruner({ ...ground, days: eventsDays }),
    (it) => closing.inTime(it.stop()),
  );
  const credentials = await opened.open(
    'credential watch',
    () => new CredentialWatch(ground),
    (it) => closing.inTime(it.stop()),
  );
  return { sequencer, pruner, credentials, streams: new LiveStreams(credentials) };
}

/** The store with what opens its secrets, the one way out, and who is who. */
async function constructGround(
  config: Config,
  overrides: Overrides,
  opened: Opened,
  closing: Closing,
) {
  const now = overrides.now ?? Date.now;
  const steady = overrides.steady ?? overrides.now ?? (() => performance.now());
  const logger = overrides.logger ?? pino({ level: config.logLevel }, logDestination(2));
  const store = await opened.open(
    'store',
    () => openRecordingStore(config, overrides),
    (it) => closing.atLast(it.close()),
  );
  const secretBox = await opened.open('secret box', () => openSecretBox(config, store));
  const outbound = await opened.open(
    'outbound',
    () => openOutbound(config, overrides, logger),
    (it) => closing.inTime(it.close()),
  );
  const authenticator =
    overrides.authenticator?.(store, now) ?? new Authenticator(store, now, steady);
  const tokenUse = await opened.open(
    'token use',
    () => new TokenUse(authenticator, store),
    (it) => closing.inTime(it.stop()),
  );
  const vendors = overrides.vendors ?? allVendors;
  return { now, steady, logger, vendors, store, secretBox, outbound, authenticator, tokenUse };
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

/** Every change goes into the audit log with whom it is made for. */
async function openRecordingStore(config: Config, overrides: Overrides): Promise<Store> {
  return recordingStore(overrides.store ?? (await openStore(config.store)), currentRecording);
}
