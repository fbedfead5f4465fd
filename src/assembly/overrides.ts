import type { Logger } from 'pino';
import type { Authenticator } from '../access/authenticator.ts';
import type { PasswordCost } from '../access/passwords.ts';
import type { GateLimits } from '../lib/gate.ts';
import type { Lookup } from '../lib/safe-fetch/dial.ts';
import type { Decorate } from '../mcp/build-server.ts';
import type { Store } from '../store/store.ts';
import type { Vendor } from '../vendors/vendor.ts';

export type Loss = { accepted: string | null; seen: () => string | null };

/** What the command that starts it brings, and what tests replace. */
export type Overrides = {
  /** Told the name of each part before it is made. */
  opening?: (name: string) => void;
  store?: Store;
  /** What the database has lost: accepted at the start, and seen since then. */
  loss?: Loss;
  vendors?: readonly Vendor[];
  now?: () => number;
  /** A clock that nobody sets; `now`, where that is replaced alone. */
  steady?: (() => number) | undefined;
  logger?: Logger;
  /** How the names of outbound requests become addresses. */
  lookup?: Lookup | undefined;
  /** Nothing is looked for in the background by the clock; asked for, it is. */
  polls?: boolean;
  /** How long the outbox looks for nothing unasked. */
  outboxPollMs?: number | undefined;
  /** How long the event log is looked at by nobody unasked. */
  sequencerPollMs?: number | undefined;
  /** For measuring what looking at a credential costs. */
  authenticator?: (store: Store, now: () => number) => Authenticator;
  /** Cheaper than it may be where passwords have to be kept. */
  passwordCost?: PasswordCost;
  /** How many requests that bring no message are carried out at once, and wait. */
  turns?: GateLimits | undefined;
  /** Put around what agents are served with. */
  decorateMcp?: Decorate | undefined;
};
