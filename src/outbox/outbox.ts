import { setTimeout as delay } from 'node:timers/promises';
import { Batcher } from '../lib/batcher.ts';
import type { Claim, ClaimKey, Settled } from '../store/store.ts';
import { attempt } from './attempt.ts';
import { ClockWatch } from './clock-watch.ts';
import { Courtesy } from './courtesy.ts';
import type { OutboxPorts } from './outbox-ports.ts';
import { Receivers } from './receivers.ts';
import { relayEvents } from './relay.ts';
import { settleGroup } from './settle-group.ts';

/** Deliveries under way at once on the whole node. */
const MOST_UNDER_WAY = 1_024;
/** What other nodes and commands add is seen at the latest after this. */
const POLL_MS = 1_000;
const SWEEP_MS = 1_000;
/** A node that dies holds its deliveries up for so long; a living one renews in time. */
const LEASE_MS = 15_000;
const RENEW_MS = 5_000;
/** What a store that takes nothing is given to take the last outcomes when the node stops. */
const LAST_SETTLING_MS = 1_000;
/** Events are looked at for webhooks at most this often. */
const RELAY_MS = 50;
/** How soon those that accepting goes before are looked at again. */
const COURTESY_MS = 10;
/** Groups under way at the last look may be older than it. */
const ECHO_OVERLAP_MS = 15_000;
const GROUP = 256;
const SWEEP_ROWS = 500;
const SENT_KEPT_MS = 30 * 24 * 3_600_000;

/**
 * Hands replies and events over: claims what is due, attempts it, settles what came of it. The
 * life of a delivery is drawn in domain/delivery-state.ts. Several nodes may run on one database; each
 * claims what the others have not.
 */
export class Outbox {
  readonly #ports: OutboxPorts;
  readonly #underWay = new Map<number, { claim: Claim; done: Promise<void> }>();
  readonly #receivers: Receivers;
  readonly #courtesy: Courtesy;
  readonly #clock: ClockWatch;
  readonly #begin: Batcher<ClaimKey, boolean>;
  readonly #settle: Batcher<Settled, void>;
  #passing: Promise<void> = Promise.resolve();
  #isAskedAgain = false;
  #timer: NodeJS.Timeout | null = null;
  #renewal: NodeJS.Timeout | null = null;
  #sweptAt = -Infinity;
  #relayedAt = -Infinity;
  /** Workspaces in which somebody subscribes to events. */
  #hearing: ReadonlySet<number> = new Set();
  /** Set while a pass that was asked for by an event lies ahead. */
  #relayTimer: NodeJS.Timeout | null = null;
  /** The next pass is for an event: one that runs already may have looked too early. */
  #hasHeard = false;
  #matchedAt: number | null = null;
  /** From then on no outcome is kept any more. */
  readonly #isOver = new AbortController();
  /** When the store last failed or the clock was set: others may not have been able to renew. */
  #failedAt = -Infinity;
  #state: 'new' | 'running' | 'stopped' = 'new';
  #stopped: Promise<void> | null = null;

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
    this.#receivers = new Receivers(ports.now);
    this.#clock = new ClockWatch(ports.now, ports.steady ?? (() => performance.now()));
    this.#courtesy = new Courtesy(ports.waitingMessages ?? (() => 0));
    this.#begin = new Batcher(async (claims) => {
      const begun = new Set(await ports.store.write.beginCalls(claims));
      return claims.map(({ id }) => begun.has(id));
    }, GROUP);
    this.#settle = new Batcher((some) => settleGroup(ports, some, this.#isOver.signal), GROUP);
    ports.bell.listen(this);
  }

  /** Deliveries that are being attempted here. */
  get underWay(): number {
    return this.#underWay.size;
  }

  start(): void {
    if (this.#state !== 'new') return;
    this.#state = 'running';
    this.#renewal = setInterval(() => void this.#renewInTime(), RENEW_MS).unref();
    this.wake();
  }

  /** There may be something to deliver now. */
  wake = (): void => {
    if (this.#state !== 'running') return;
    if (this.#isAskedAgain) return;
    this.#isAskedAgain = true;
    this.#passing = this.#passing.then(() => this.#pass());
  };

  /**
   * Events were appended. Called for each group that is accepted, so that it does nothing but look
   * whether anybody subscribes, and whether a pass for it lies ahead already.
   */
  heard = (workspaceIds: readonly number[]): void => {
    if (this.#relayTimer !== null || this.#state !== 'running') return;
    if (!workspaceIds.some((id) => this.#hearing.has(id))) return;
    const pauseMs = Math.max(0, this.#relayedAt + RELAY_MS - performance.now());
    this.#relayTimer = setTimeout(() => {
      this.#relayTimer = null;
      this.#hasHeard = true;
      this.wake();
    }, pauseMs).unref();
  };

  /** A person says that a receiver is well again: what is due to it begins at once. */
  readonly tryNow = (receiver: string): void => {
    this.#receivers.forget(receiver);
    this.wake();
  };

  /** Resolves when everything that is due by now has been attempted, and nothing is under way. */
  async settled(): Promise<void> {
    for (;;) {
      const pass = this.#passing.then(() => this.#wholePass());
      this.#passing = pass.then(() => undefined);
      if ((await pass) && this.#underWay.size === 0) return;
      await this.#finished();
    }
  }

  /** A pass that leaves nothing out; whether it left nothing to others either. */
  async #wholePass(): Promise<boolean> {
    // What ends while a pass looks may let others begin that it did not see.
    const wasIdle = this.#underWay.size === 0;
    // Not sooner: the pass before this one notes when it looked, which may have been too early.
    this.#sweptAt = -Infinity;
    this.#relayedAt = -Infinity;
    await this.#pass();
    return wasIdle && !this.#isAskedAgain;
  }

  /**
   * Claims nothing more, and gives those under way `graceMs` to end. Then `cut` closes their
   * connections, and they end as after a broken one.
   */
  stop(graceMs: number, cut: () => Promise<void>): Promise<void> {
    return (this.#stopped ??= this.#stop(graceMs, cut));
  }

  async #stop(graceMs: number, cut: () => Promise<void>): Promise<void> {
    this.#state = 'stopped';
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#renewal !== null) clearInterval(this.#renewal);
    if (this.#relayTimer !== null) clearTimeout(this.#relayTimer);
    await this.#passing;
    const tooLong = new AbortController();
    const grace = delay(graceMs, undefined, { signal: tooLong.signal }).catch(() => undefined);
    await Promise.race([grace, this.#finished()]);
    tooLong.abort();
    await cut();
    const last = setTimeout(() => this.#isOver.abort(), LAST_SETTLING_MS);
    await this.#finished();
    clearTimeout(last);
  }

  /** Resolves when nothing is under way any more. */
  async #finished(): Promise<void> {
    await Promise.all([...this.#underWay.values()].map(({ done }) => done));
  }

  async #pass(): Promise<void> {
    this.#isAskedAgain = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    let nextAt = Infinity;
    try {
      await this.#followClock();
      await this.#sweep();
      await this.#relay();
      const { now, store } = this.#ports;
      if (this.#courtesy.room() === 0) {
        this.#schedule(now() + COURTESY_MS);
        return;
      }
      const wanted = [];
      const due = await store.read.listDueReceivers({});
      this.#receivers.follow(due);
      for (const { receiver, dueAt, pausedUntil } of due) {
        const limit = this.#receivers.roomFor(receiver);
        const at = Math.max(dueAt, pausedUntil ?? 0);
        if (at <= now() && limit > 0) wanted.push({ receiver, limit });
        else if (limit > 0 || at > now()) nextAt = Math.min(nextAt, at);
        else nextAt = Math.min(nextAt, this.#receivers.opensAt(receiver));
      }
      await this.#claim(wanted);
    } catch (error) {
      this.#failedAt = performance.now();
      this.#ports.log(error, 'the outbox could not look for deliveries');
    }
    this.#schedule(nextAt);
  }

  async #claim(wanted: { receiver: string; limit: number }[]): Promise<void> {
    const room = Math.min(MOST_UNDER_WAY - this.#underWay.size, this.#courtesy.room());
    if (wanted.length === 0 || room <= 0) return;
    const { now, store } = this.#ports;
    // With little room everybody gets a little of it.
    const share = Math.max(1, Math.floor(room / wanted.length));
    const claims = await store.write.claimDeliveries({
      wanted: wanted.map(({ receiver, limit }) => ({ receiver, limit: Math.min(limit, share) })),
      now: now(),
      leaseUntil: now() + LEASE_MS,
    });
    if (claims.length > 0) this.#courtesy.began();
    for (const claim of claims) this.#attempt(claim);
  }

  #attempt(claim: Claim): void {
    const done = this.#run(claim)
      .catch((error: unknown) => this.#ports.log(error, 'a delivery could not be settled'))
      .finally(() => {
        this.#underWay.delete(claim.id);
        this.#receivers.take(claim, -1);
        this.wake();
      });
    this.#underWay.set(claim.id, { claim, done });
    this.#receivers.take(claim, 1);
  }

  async #run(claim: Claim): Promise<void> {
    const { workspaceId, id, fence } = claim;
    const begin = () => this.#begin.add({ workspaceId, id, fence });
    const attempted = await attempt(this.#ports, claim, begin);
    if (attempted === null) return;
    const { settled, report } = attempted;
    const learnt = this.#receivers.learn(report);
    await this.#settle.add({ ...settled, ...learnt });
    this.#receivers.told(claim, learnt);
    this.#ports.observe(report);
  }

  /** A clock that was set ends no lease of the living, and postpones no retry when it was set back. */
  async #followClock(): Promise<void> {
    const { jumpMs } = this.#clock;
    if (jumpMs === 0) return;
    const { store, now } = this.#ports;
    await this.#renewLeases();
    if (jumpMs < 0) await store.write.followClock({ byMs: -jumpMs, now: now() });
    // What was looked at last may lie ahead now.
    this.#matchedAt = null;
    this.#failedAt = performance.now();
    this.#clock.followed();
  }

  async #sweep(): Promise<void> {
    if (performance.now() - this.#sweptAt < SWEEP_MS) return;
    this.#sweptAt = performance.now();
    const { store, now } = this.#ports;
    const some = { now: now(), limit: SWEEP_ROWS };
    const before = now() - SENT_KEPT_MS;
    const overdue = await store.read.findOverdue({ now: now(), before });
    if (overdue.isLost) await this.#recover(some);
    if (overdue.isTooLate) await store.write.expireDeliveries(some);
    if (overdue.isScheduled) await store.write.openScheduledReplies(some);
    await this.#matchEchoes();
    this.#hearing = new Set(await store.read.listHearingWorkspaces({}));
    if (overdue.isOld) await store.write.forgetSent({ before, limit: SWEEP_ROWS });
  }

  /**
   * Takes back what dead nodes left. Not what is under way here, whatever the clock did or the store
   * was away for, and while the living may not have been able to renew theirs, nothing.
   */
  async #recover(some: { now: number; limit: number }): Promise<void> {
    await this.#renewLeases();
    if (performance.now() - this.#failedAt < LEASE_MS) return;
    await this.#ports.store.write.recoverDeliveries(some);
  }

  /** Replies of which it is not known whether they arrived: the connector may have posted them. */
  async #matchEchoes(): Promise<void> {
    const { store, now } = this.#ports;
    const from = now();
    const since = this.#matchedAt === null ? 0 : this.#matchedAt - ECHO_OVERLAP_MS;
    const some = await store.read.listUnknownConversations({ since, limit: SWEEP_ROWS });
    for (const one of some) await store.write.settleByEcho({ ...one, now: now() });
    this.#matchedAt = from;
  }

  /** Not at every pass: while deliveries end by the hundred nothing is new for webhooks. */
  async #relay(): Promise<void> {
    if (!this.#hasHeard && performance.now() - this.#relayedAt < RELAY_MS) return;
    this.#hasHeard = false;
    const hasMore = await relayEvents(this.#ports);
    this.#relayedAt = hasMore ? -Infinity : performance.now();
    if (hasMore) this.wake();
  }

  #schedule(nextAt: number): void {
    if (this.#state !== 'running') return;
    const { pollMs = POLL_MS, now } = this.#ports;
    const pauseMs = Math.max(1, Math.min(pollMs, nextAt - now()));
    this.#timer = setTimeout(this.wake, pauseMs).unref();
  }

  async #renewLeases(): Promise<void> {
    const claims = [...this.#underWay.values()].map(({ claim }) => claim);
    if (claims.length === 0) return;
    const { store, now } = this.#ports;
    const keys = claims.map(({ workspaceId, id, fence }) => ({ workspaceId, id, fence }));
    await store.write.renewLeases({ claims: keys, leaseUntil: now() + LEASE_MS });
  }

  async #renewInTime(): Promise<void> {
    try {
      await this.#renewLeases();
    } catch (error) {
      this.#failedAt = performance.now();
      this.#ports.log(error, 'leases could not be renewed');
    }
  }
}
