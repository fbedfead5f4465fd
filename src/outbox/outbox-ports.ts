import type { Delivering, Outcome } from '../domain/delivery.ts';
import type { WebhookSecret } from '../domain/webhook.ts';
import type { CallTrace } from '../lib/safe-fetch/call-trace.ts';
import type { SafeFetch } from '../lib/safe-fetch/safe-fetch.ts';
import type { Claim, Store } from '../store/store.ts';
import type { Bell } from './bell.ts';

/** What the outbox works with. */
export type OutboxPorts = {
  store: Pick<Store, 'read' | 'write'>;
  outbound: Pick<SafeFetch, 'fetch'>;
  now: () => number;
  /** Rung by those who have something for it. */
  bell: Pick<Bell, 'listen'>;
  /** A clock that nobody sets, in milliseconds; that of the process unless a test says otherwise. */
  steady?: (() => number) | undefined;
  /** From 0 to below 1: spreads what failed together. */
  jitter: () => number;
  /** How long nothing is looked for unasked; 1 s unless a test says otherwise. */
  pollMs?: number | undefined;
  /** How things are handed over, by vendor; under null, Inlet's own webhooks. */
  delivering: ReadonlyMap<string | null, Delivering>;
  /** What may be called for a workspace beside the public internet. */
  localNetworksOf: (workspaceId: number) => Promise<readonly string[]>;
  /** What is secret in a webhook's secret, in clear. */
  openSecret: (secret: WebhookSecret) => string;
  /** Messages taken from the network and not yet stored: they go before deliveries. */
  waitingMessages?: (() => number) | undefined;
  observe: (report: AttemptReport) => void;
  /** Something of our own went wrong; the delivery goes on by its lease. */
  /** `about` are ids, for whoever looks for them. */
  log: (error: unknown, what: string, about?: Record<string, unknown>) => void;
};

/** One attempt, for logs, metrics and those who watch. */
export type AttemptReport = {
  claim: Claim;
  outcome: Outcome;
  /** Of the last answer; null where there was none. */
  status: number | null;
  durationMs: number;
  /** When it is tried again; null where it is not. */
  dueAt: number | null;
  /** Each call that was made, in their order. */
  calls: readonly CallTrace[];
};
