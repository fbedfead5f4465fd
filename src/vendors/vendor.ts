import type { ManifestRule } from '../access/app-rules.ts';
import type { Apps, Uninstalled } from '../access/apps.ts';
import type { Authenticator } from '../access/authenticator.ts';
import type { Grants } from '../access/oauth/grants.ts';
import type { OAuthDialect } from '../access/oauth/dialect.ts';
import type { Principal } from '../access/principal.ts';
import type { Attachments } from '../attachments/attachments.ts';
import type { Channel } from '../domain/channel.ts';
import type { DemoChannels } from '../fake/demo.ts';
import type { ConnectorSetup, FakeConnector } from '../fake/fake-connector.ts';
import type { History } from '../domain/history.ts';
import type { Delivering } from '../domain/delivery.ts';
import type { MailAsked } from '../domain/mail-asked.ts';
import type { Message } from '../domain/message.ts';
import type { IdForms } from '../domain/outside-ids.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { DeclaredSettings, VendorSettings } from '../access/vendor-settings.ts';
import type { SigningKeys } from '../access/signing-keys.ts';
import type { AnswerHeaders, Asked } from '../http/asked.ts';
import type { Answer, Face } from '../http/face.ts';
import type { Formats } from '../http/validation.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { SafeFetch } from '../lib/safe-fetch/safe-fetch.ts';
import type { DeadLetters } from '../inbox/dead-letters.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { Webhooks } from '../inbox/webhooks.ts';
import type { Tool } from '../mcp/tool.ts';
import type { Store } from '../store/store.ts';

/** The sizes that a vendor's schemas bound their fields with. */
export type FieldLimits = { idLength: number; messageLength: number; attachments: number };

/** What a vendor's folder works with: the core's use cases, and the store's reads. */
export type VendorPorts = {
  ingest: Pick<Ingest, 'accept'>;
  inbox: Inbox;
  /** Those who subscribe to the vendor's events; `deliver` says who hears of what, and how. */
  webhooks: Webhooks;
  /** Deliveries that did not arrive, sent again or dismissed. */
  deadLetters: DeadLetters;
  store: Pick<Store, 'read'>;
  /** Signs for a workspace, where the vendor signs what it sends with a key of its own. */
  signing: Pick<SigningKeys, 'sign' | 'publicKeyOf'>;
  authenticator: Pick<Authenticator, 'authenticate'>;
  apps: Apps;
  grants: Grants;
  /** For uploads, and for files that go out with a reply. */
  attachments: Pick<Attachments, 'limits' | 'keep' | 'open' | 'urlOf' | 'fileOf' | 'copiesOf'>;
  /** The one way out; a URL that is to be called later is checked with it when it is given. */
  outbound: Pick<SafeFetch, 'fetch' | 'urlFault'>;
  limits: FieldLimits;
  /** For ids that are shown outside and must say nothing of their order; it never changes. */
  idKey: Buffer;
  now: () => number;
  /** For spans within this process: a clock that nobody sets. */
  steady: () => number;
};

/** What it takes to tell an app that it was taken out of a workspace. */
export type TellingPorts = Pick<VendorPorts, 'store' | 'outbound' | 'now'>;

/** For making a workspace in which a connector author can start at once. */
export type Seeding = {
  inbox: Inbox;
  apps: Apps;
  workspaceId: number;
  /** The owner of what is installed. */
  adminUserId: number;
  memberUserId: number;
  /** The server's origin, without a slash at the end. */
  origin: string;
  signing: Pick<SigningKeys, 'publicKeyOf'>;
  idKey: Buffer;
  now: number;
  /** Makes a token and returns it in clear, this once. */
  createToken: (input: {
    kind: string;
    value: string;
    label: string;
    userId: number;
    /** Null for a credential that acts as no app. */
    appId: number | null;
    scopes: string[];
  }) => Promise<string>;
};

/** A vendor's API. It reads headers, query and params, and meets the HTTP framework in `routes` alone. */
export interface VendorFace extends Face {
  authenticate(request: Asked, reply: AnswerHeaders): Principal | Promise<Principal>;
  present(refusal: Refusal, request: Asked | null): Answer;
}

/** The tokens that a vendor's clients present. */
export interface Tokens {
  /** A new random token of each kind; the usual kind first. */
  readonly kinds: Readonly<Record<string, () => string>>;
  /** Kinds that act for the workspace itself and not as one of the vendor's apps. */
  readonly withoutApp?: readonly string[];
  /** Kinds that may act in several workspaces. */
  readonly wide?: readonly string[];
}

/** Apps that register with the vendor, and are let into workspaces. */
export interface AppAbility {
  /** A new client id and secret, as its apps know them. */
  makeClient(): { clientId: string; clientSecret: string };
  /** How its apps are let in and get their tokens; without it, its tokens are made by hand only. */
  oauth?(ports: VendorPorts): OAuthDialect;
  /** Everything that is wrong with an app's manifest; without it the vendor's apps need none. */
  readonly manifestFaults?: ManifestRule;
  /** What its maker should put right in a manifest that was taken. */
  manifestNotices?(manifest: Record<string, unknown>): string[];
  /** Tells an app that it was taken out of a workspace; what becomes of the call is of no matter. */
  tellUninstalled?(ports: TellingPorts, uninstalled: Uninstalled): Promise<void>;
  readonly providers?: ProviderAbility;
}

/** The conversation providers that a vendor's apps can bring. */
export interface ProviderAbility {
  readonly types: readonly string[];
  makeId(): string;
  /** What a provider may be told that a message is, where the vendor's rules do not fit it. */
  readonly deliveryTypes: readonly string[];
}

/** How replies reach a vendor's connectors, and events its subscribers. */
export interface Outgoing {
  /** The outbox runs the attempts; see domain/delivery.ts. */
  deliver(ports: VendorPorts): Delivering;
  /** Whether replies go to a subscriber: those that were held go out when it has come. */
  takesReplies?(webhook: Webhook): boolean;
  /**
   * What a plain reply takes from the newest message that came in on its channel, as attributes of
   * the reply; `thread`: the latest messages of the conversation.
   */
  inherit?(
    channel: Channel,
    answered: Message | null,
    asked: MailAsked,
    thread: readonly Message[],
  ): Record<string, unknown>;
  /** Whether the connector of a channel wants to be told that people removed it, by `deliver`. */
  hearsOfRemoval?(ports: Pick<VendorPorts, 'apps'>, channel: Channel): Promise<boolean>;
  /** What an app can subscribe to in this vendor's words, each with the scope that it needs. */
  readonly subscriptions?: Readonly<Record<string, string>>;
}

/** Ids of ours that a face shows in a form of its own. */
export interface ShownIds {
  /** The row id of a message from what the face shows. */
  messageIdOf(shown: string, idKey: Buffer): number | null;
  /** The same form, to show them in, of what has no id from outside. */
  forms(idKey: Buffer): IdForms;
}

/** The ids under which a vendor would show the channels and businesses that are made here. */
export interface CustomChannels {
  newChannelId(): string;
  newBusinessId(): string;
}

/** What a new workspace has of the vendor, so that a connector author can start at once. */
export interface Sandbox {
  /** Credentials and a ready channel, in the words of sandbox.json. */
  seed(seeding: Seeding): Promise<Record<string, unknown>>;
  /** A curl line that stores a message with what `seed` made. */
  firstMessage?(credentials: Record<string, unknown>): string;
  /** The other side of this vendor's callbacks, to develop and test against. */
  fakeConnector?(setup: ConnectorSetup): FakeConnector;
  /** What this vendor brings to the demo day, with what `seed` made. */
  demo?(credentials: Readonly<Record<string, unknown>>): DemoChannels;
}

/**
 * One vendor whose API Inlet speaks: a folder of the fixed shape and one line in index.ts. What
 * stands behind the face are abilities that a vendor may lack.
 */
export interface Vendor {
  readonly name: string;
  face(ports: VendorPorts): VendorFace;
  /** The formats of fields that its schemas name. */
  readonly formats?: Formats;
  /** What a workspace may choose about this vendor's API; kept under the vendor's name. */
  readonly settings?: VendorSettings;
  readonly tokens?: Tokens;
  readonly apps?: AppAbility;
  /** Without it replies are held, with that reason. */
  readonly outgoing?: Outgoing;
  /** What a connector of this vendor can be asked for: the past, and addresses that work again. */
  history?(ports: Pick<VendorPorts, 'apps'>): History;
  readonly ids?: ShownIds;
  /** Where channels and businesses are made here, as the vendor's own API makes none. */
  readonly customChannels?: CustomChannels;
  /** The MCP tools that speak this vendor's words. */
  tools?(ports: VendorPorts): Tool[];
  readonly sandbox?: Sandbox;
}

/** The vendors whose channels are made here, by name. */
export function customChannelsOf(vendors: readonly Vendor[]): Record<string, CustomChannels> {
  return Object.fromEntries(
    vendors.flatMap(({ name, customChannels }) =>
      customChannels === undefined ? [] : [[name, customChannels]],
    ),
  );
}

/** What the vendors let a workspace choose, by vendor. */
export function declaredSettings(vendors: readonly Vendor[]): DeclaredSettings {
  return Object.fromEntries(
    vendors.flatMap(({ name, settings }) => (settings === undefined ? [] : [[name, settings]])),
  );
}

/** The formats of fields that any of the vendors knows. */
export function formatsOf(vendors: readonly Vendor[]): Formats {
  return Object.fromEntries(vendors.flatMap((vendor) => Object.entries(vendor.formats ?? {})));
}
