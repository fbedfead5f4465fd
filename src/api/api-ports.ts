import type { Apps } from '../access/apps.ts';
import type { ManifestRule } from '../access/app-rules.ts';
import type { Authenticator } from '../access/authenticator.ts';
import type { Credentials } from '../access/credentials.ts';
import type { People } from '../access/people.ts';
import type { Workspaces } from '../access/workspaces.ts';
import type { Attachments } from '../attachments/attachments.ts';
import type { SigningKeys } from '../access/signing-keys.ts';
import type { DeclaredSettings } from '../access/vendor-settings.ts';
import type { Principal } from '../access/principal.ts';
import type { Sessions } from '../access/sessions.ts';
import type { OutsideIds } from '../domain/outside-ids.ts';
import type { LiveStreams } from '../http/live-stream.ts';
import type { DeadLetters } from '../inbox/dead-letters.ts';
import type { OlderOutcome } from '../history/fetch-older.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { Webhooks } from '../inbox/webhooks.ts';
import type { SafeFetch } from '../lib/safe-fetch/safe-fetch.ts';
import type { ExchangeFeed } from '../observability/exchange-feed.ts';
import type { RejectionLog } from '../observability/rejection-log.ts';
import type { CustomChannels } from '../vendors/vendor.ts';
import type { App, Store } from '../store/store.ts';

/** What Inlet's own API works with. */
export type ApiPorts = {
  store: Pick<Store, 'read'>;
  inbox: Inbox;
  webhooks: Webhooks;
  deadLetters: DeadLetters;
  authenticator: Authenticator;
  attachments: Attachments;
  history: { older(at: { workspaceId: number; id: number }): Promise<OlderOutcome> };
  sessions: Sessions;
  publicUrl: string | null;
  /** Where this server is reached, whatever a request says. */
  address: { readonly url: string };
  /** Whether a vendor's credential is one that its vendor lets accept messages. */
  isSender: (principal: Principal) => boolean;
  apps: Apps;
  tokens: Credentials;
  people: People;
  workspaces: Workspaces;
  /** For checking a URL when it is given. */
  outbound: Pick<SafeFetch, 'urlFault' | 'fetch'>;
  manifestRules: Record<string, ManifestRule>;
  /** What is to be put right in a manifest that was taken. */
  manifestNotices: (app: Pick<App, 'vendor' | 'manifest'>) => string[];
  feed: ExchangeFeed;
  streams: LiveStreams;
  rejections: RejectionLog;
  /** The headers in which vendors' credentials come. */
  credentialHeaders: readonly string[];
  /** The vendors whose faults can be rehearsed. */
  vendors: readonly string[];
  vendorSettings: DeclaredSettings;
  /** By vendor: what its apps can subscribe to, each with the scope that it needs. */
  subscriptions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  signing: Pick<SigningKeys, 'publicKeyOf'>;
  /** How each kind of a vendor's tokens is made, by vendor and kind. */
  tokenMakers: Readonly<
    Record<string, Readonly<Record<string, { makeValue(): string; isWithoutApp: boolean }>>>
  >;
  /** The vendors whose channels and businesses are made here, by name. */
  customChannels: Readonly<Record<string, CustomChannels>>;
  /** A new client id and secret for each kind of app, by vendor. */
  clientMakers: Readonly<Record<string, () => { clientId: string; clientSecret: string }>>;
  /** Which conversation providers apps can bring, by vendor. */
  providerMakers: Readonly<
    Record<
      string,
      { types: readonly string[]; makeId: () => string; deliveryTypes: readonly string[] }
    >
  >;
  /** The row id of a message that a vendor's face shows under this id; null for any other text. */
  messageIdOf: (shown: string) => number | null;
  outsideIds: OutsideIds;
  now: () => number;
};
