import type { Principal } from '../../access/principal.ts';
import type { Moment, RateLimiter } from '../../access/rate-limiter.ts';
import { rateLimitsOf } from '../../access/workspace-settings.ts';
import { Refusal } from '../../domain/refusal.ts';
import { RATE_WINDOW_MS, VENDOR } from './capabilities.ts';

/**
 * Counts the request against the organization's limit of a minute
 * (docs/partoo.md#errors-and-limits), where it is switched on, and refuses it when it is over.
 */
export function limitRate(limiter: RateLimiter, principal: Principal, at: Moment): void {
  const limits = rateLimitsOf(principal.settings, VENDOR);
  if (limits === null) return;
  const organization = String(principal.workspaceId);
  const { isWithin, burstResetMs } = limiter.take(
    { token: organization, workspace: organization },
    1,
    { ...limits, burstWindowMs: RATE_WINDOW_MS },
    at.now,
    at.steady,
  );
  if (isWithin) return;
  const retryAfterSeconds = Math.max(1, Math.ceil(burstResetMs / 1_000));
  throw new Refusal(
    'rate-limited',
    `The organization is over its rate limit. Try again in ${retryAfterSeconds} s.`,
    { retryAfterSeconds },
  );
}
