import type { Principal } from '../../access/principal.ts';
import type { Moment, RateLimiter, RateLimits } from '../../access/rate-limiter.ts';
import { rateLimitsOf } from '../../access/workspace-settings.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { AnswerHeaders } from '../../http/asked.ts';
import { BURST_WINDOW_MS, VENDOR_LIMITS } from './capabilities.ts';
import { VENDOR } from './settings.ts';

const DAY_MS = 86_400_000;

type Limits = Pick<RateLimits, 'dailyBudget' | 'burst'>;

/**
 * Says on every answer how the app stands in its location (docs/highlevel.md#rate-limits): the
 * vendor's limits, unused, unless the workspace has switched limits on. Those count, and refuse
 * what is over.
 */
export function limitRate(
  limiter: RateLimiter,
  principal: Principal,
  reply: AnswerHeaders,
  { now, steady }: Moment,
): void {
  const limits = rateLimitsOf(principal.settings, VENDOR);
  if (limits === null) return;
  const key = `${principal.workspaceId}/${principal.appId ?? `token ${principal.tokenId}`}`;
  const settings = { ...limits, burstWindowMs: BURST_WINDOW_MS };
  const standing = limiter.take({ token: key, workspace: key }, 1, settings, now, steady);
  announce(reply, limits, standing, now);
  if (standing.isWithin) return;
  throw new Refusal(
    'rate-limited',
    'Too many requests: the app is over its rate limit in this location. X-RateLimit-Remaining and X-RateLimit-Daily-Remaining say which.',
  );
}

/** The headers before it is known whose request it is. */
export function announceUnused(reply: AnswerHeaders, now: number): void {
  announce(reply, VENDOR_LIMITS, { burstRemaining: null, dailyRemaining: null }, now);
}

function announce(
  reply: AnswerHeaders,
  limits: Limits,
  standing: { burstRemaining: number | null; dailyRemaining: number | null },
  now: number,
): void {
  const burst = limits.burst ?? VENDOR_LIMITS.burst;
  const daily = limits.dailyBudget ?? VENDOR_LIMITS.dailyBudget;
  void reply.headers({
    'x-ratelimit-limit-daily': String(daily),
    'x-ratelimit-daily-remaining': String(standing.dailyRemaining ?? daily),
    'x-ratelimit-daily-reset': String(DAY_MS - (now % DAY_MS)),
    'x-ratelimit-interval-milliseconds': String(BURST_WINDOW_MS),
    'x-ratelimit-max': String(burst),
    'x-ratelimit-remaining': String(standing.burstRemaining ?? burst),
  });
}
