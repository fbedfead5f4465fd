import type { FastifyRequest } from 'fastify';
import type { RefusalCode } from '../domain/refusal.ts';
import { Refusal } from '../domain/refusal.ts';
import { principalOf } from './request.ts';

/** Uses up one rehearsed answer of the workspace and vendor; null when none is left. */
export type TakeFault = (workspaceId: number, vendor: string) => Promise<string | null>;

/** The answers of `inlet fault set` that are a refusal of the face. */
const REFUSALS: Record<string, RefusalCode> = {
  401: 'unauthenticated',
  403: 'scope-missing',
  429: 'rate-limited',
  500: 'internal',
  503: 'unavailable',
};

export const FAULT_ANSWERS = [...Object.keys(REFUSALS), 'timeout', 'lost-answer'] as const;

/**
 * Lets a connector rehearse a failure (`inlet fault set`): refuses the request, never answers it,
 * or, for `lost-answer`, carries it out and drops the connection instead of answering.
 */
export function rehearseFault(
  request: FastifyRequest,
  takeFault: TakeFault,
  done: (error?: Error) => void,
): void {
  const { workspaceId, vendor } = principalOf(request);
  takeFault(workspaceId, vendor ?? '').then((answer) => {
    const code = answer === null ? undefined : REFUSALS[answer];
    if (code !== undefined) {
      const options = code === 'unavailable' ? { retryAfterSeconds: 1 } : {};
      done(new Refusal(code, 'A rehearsed fault (inlet fault set).', options));
    } else if (answer === 'timeout') {
      // The request is left without an answer; the connection lives until its client gives up.
      request.log.info('a rehearsed timeout: this request gets no answer');
    } else {
      request.losesAnswer = answer === 'lost-answer';
      done();
    }
  }, done);
}
