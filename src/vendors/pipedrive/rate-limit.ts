import type { Principal } from '../../access/principal.ts';
import type { Moment, RateLimiter } from '../../access/rate-limiter.ts';
import { rateLimitsOf } from '../../access/workspace-settings.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { AnswerHeaders, Asked } from '../../http/asked.ts';
import { BURST_WINDOW_MS } from './capabilities.ts';

/**
 * Counts the request against the workspace's limits, where they are switched on, says in headers
 * how it stands (docs/pipedrive.md#limits), and refuses it when it is over.
 */
export function limitRate(
  limiter: RateLimiter,
  principal: Principal,
  request: Asked,
  reply: AnswerHeaders,
  at: Moment,
): void {
  const settings = rateLimitsOf(principal.settings, 'pipedrive');
  const cost = request.routeConfig?.cost;
  if (settings === null || cost === undefined) return;
  const keys = { token: String(principal.tokenId), workspace: String(principal.workspaceId) };
  const limits = { ...settings, burstWindowMs: BURST_WINDOW_MS };
  const standing = limiter.take(keys, cost, limits, at.now, at.steady);
  if (settings.burst !== null) {
    void reply.headers({
      'x-ratelimit-limit': String(settings.burst),
      'x-ratelimit-remaining': String(standing.burstRemaining),
      'x-ratelimit-reset': String(Math.ceil(standing.burstResetMs / 1_000)),
    });
  }
  if (settings.dailyBudget !== null) {
    void reply.headers({
      'x-daily-ratelimit-token-limit': String(settings.dailyBudget),
      'x-daily-ratelimit-token-remaining': String(standing.dailyRemaining),
    });
    if (principal.kind === 'api') {
      void reply.header('x-daily-requests-left', String(standing.dailyRemaining));
    }
  }
  if (!standing.isWithin) {
    throw new Refusal('rate-limited', 'The workspace is over its rate limit.');
  }
}
