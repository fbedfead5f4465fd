import type { Delivering, DeliveryKind, Outcome, Subscription } from '../domain/delivery.ts';
import { refused } from '../domain/judge-answer.ts';
import { appOfReceiver } from '../domain/receiver.ts';
import { whyTooLate } from '../domain/reply-window.ts';
import type { CallTrace } from '../lib/safe-fetch/call-trace.ts';
import type { Claim, Settled } from '../store/store.ts';
import { ClaimLost, HttpCourier } from './courier.ts';
import type { AttemptReport, OutboxPorts } from './outbox-ports.ts';
import { settlementOf } from './settlement.ts';

/** An attempt as it ended, to be settled. */
export type Attempted = {
  settled: Omit<Settled, 'pauses' | 'recovery'>;
  report: AttemptReport;
};

/**
 * One attempt at a claimed delivery: load what it is about, let its vendor hand it over, judge.
 * Never throws: what goes wrong here is an outcome. Null where the claim was lost on the way.
 */
export async function attempt(
  ports: OutboxPorts,
  claim: Claim,
  begin: () => Promise<boolean>,
): Promise<Attempted | null> {
  const startedAt = ports.now();
  const from = performance.now();
  const localNetworks = await ports.localNetworksOf(claim.workspaceId);
  const courier = new HttpCourier({ ...ports, localNetworks, begin });
  let outcome: Outcome;
  try {
    outcome = isTooLate(claim, startedAt)
      ? refused(whyTooLate(claim))
      : await handOver(ports, claim, courier);
  } catch (error) {
    if (error instanceof ClaimLost) return null;
    ports.log(error, 'an attempt failed within Inlet', whatOf(claim));
    outcome = courier.hasBegun
      ? { kind: 'unknown', reason: OWN_FAULT, canRepeat: false, retryAt: null }
      : { kind: 'retry', reason: OWN_FAULT, retryAt: null };
  }
  const durationMs = Math.round(performance.now() - from);
  const { trace, calls } = courier;
  return settle(ports, claim, { outcome, startedAt, durationMs, ...trace, calls });
}

/** Which delivery, for the log. */
export function whatOf({ workspaceId, id, conversationId, receiver, vendor }: Claim) {
  const appId = appOfReceiver(receiver);
  return { workspaceId, vendor, deliveryId: id, conversationId, appId };
}

const OWN_FAULT = 'Something went wrong within Inlet; its log says what.';

type Ended = {
  outcome: Outcome;
  startedAt: number;
  durationMs: number;
  status: number | null;
  excerpt: string | null;
  calls: readonly CallTrace[];
};

function settle(ports: OutboxPorts, claim: Claim, ended: Ended): Attempted {
  const { outcome, startedAt, durationMs, status, excerpt, calls } = ended;
  const { deadlineAt, attemptCount: attempts } = claim;
  const situation = { now: ports.now(), attempts, deadlineAt, jitter: ports.jitter() };
  const settlement = settlementOf(outcome, situation);
  const { next, reason, code, needsAttention, stopsReceiver } = settlement;
  const dueAt = next.state === 'due' ? next.dueAt : null;
  const made =
    settlement.outcome === null
      ? null
      : { number: attempts, startedAt, durationMs, outcome: settlement.outcome, reason };
  return {
    settled: {
      ...claim,
      attempt: made === null ? null : { ...made, status, excerpt },
      state: next.state,
      reason,
      code,
      dueAt,
      notBefore: next.state === 'due' ? next.notBefore : null,
      identity: next.state === 'sent' ? next.identity : null,
      needsAttention,
      stopsReceiver,
    },
    report: { claim, outcome, status, durationMs, dueAt, calls },
  };
}

function isTooLate({ deadlineAt }: Claim, now: number): boolean {
  return deadlineAt !== null && deadlineAt < now;
}

function handOver(ports: OutboxPorts, claim: Claim, courier: HttpCourier): Promise<Outcome> {
  const delivering = ports.delivering.get(claim.vendor);
  return HAND_OVER[claim.kind](ports, claim, delivering, courier);
}

type HandOver = (
  ports: OutboxPorts,
  claim: Claim,
  delivering: Delivering | undefined,
  courier: HttpCourier,
) => Promise<Outcome>;

const HAND_OVER: Readonly<Record<DeliveryKind, HandOver>> = {
  reply: handOverReply,
  event: handOverEvent,
  removal: handOverRemoval,
};

async function handOverReply(
  { store }: OutboxPorts,
  claim: Claim,
  delivering: Delivering | undefined,
  courier: HttpCourier,
): Promise<Outcome> {
  if (delivering?.reply === undefined) {
    return { kind: 'held', reason: 'Replies to connectors of this vendor are not handed over.' };
  }
  const { workspaceId, id: deliveryId, attemptCount } = claim;
  const messageId = claim.messageId ?? 0;
  const material = await store.read.findReplyMaterial({ workspaceId, messageId });
  if (material === null) return refused('The message was deleted.');
  const { status } = material.message;
  // Its receiver has said so since: another copy would be one too many.
  if (status === 'delivered' || status === 'read') return { kind: 'sent', identity: null };
  return delivering.reply({ deliveryId, attempt: attemptCount, ...material }, courier);
}

async function handOverEvent(
  { store, openSecret, now }: OutboxPorts,
  claim: Claim,
  delivering: Delivering | undefined,
  courier: HttpCourier,
): Promise<Outcome> {
  const { workspaceId, id: deliveryId, attemptCount } = claim;
  const [eventId, webhookId] = [claim.eventId ?? 0, claim.webhookId ?? 0];
  const which = { workspaceId, eventId, webhookId, now: now() };
  const material = await store.read.findEventMaterial(which);
  if (material === null || delivering?.event === undefined) {
    return refused('The webhook was stopped or deleted.');
  }
  if (material === 'event-gone') return refused('The event is kept no longer (INLET_EVENTS_DAYS).');
  const { webhook, secrets, ...nouns } = material;
  const subscription: Subscription = {
    ...webhook,
    secrets: secrets.map((one) => ({ kind: one.kind, secret: openSecret(one) })),
  };
  return delivering.event({ deliveryId, attempt: attemptCount, subscription, ...nouns }, courier);
}

/** Not where the connector brought the channel back meanwhile: it would lose the new one. */
async function handOverRemoval(
  { store }: OutboxPorts,
  claim: Claim,
  delivering: Delivering | undefined,
  courier: HttpCourier,
): Promise<Outcome> {
  const { workspaceId, id: deliveryId, attemptCount, externalId } = claim;
  const appId = appOfReceiver(claim.receiver);
  if (appId === null || externalId === null || delivering?.removal === undefined) {
    return refused('There is nobody to tell.');
  }
  const channel = { appId, externalId };
  if ((await store.read.findChannel({ workspaceId, ...channel })) !== null) {
    return refused('The connector has added the channel again.');
  }
  return delivering.removal({ deliveryId, attempt: attemptCount, workspaceId, channel }, courier);
}
