import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Acceptance } from '../domain/acceptance.ts';

/**
 * Says in two headers what became of an accepted message, so that the vendor's own body stays
 * exact: `Inlet-Acceptance` is the id to look it up by, `Inlet-Verdict` the verdict.
 */
export function announceAcceptance(
  request: FastifyRequest,
  reply: Pick<FastifyReply, 'header'>,
  acceptance: Acceptance,
): void {
  request.verdict = { acceptanceId: acceptance.id, verdict: acceptance.verdict };
  void reply.header('inlet-acceptance', String(acceptance.id));
  void reply.header('inlet-verdict', acceptance.verdict);
}

/** Of a reply whose request came before under its Idempotency-Key, and was not carried out again. */
export function announceReply(
  request: FastifyRequest,
  reply: Pick<FastifyReply, 'header'>,
  { acceptance, isRepeat }: { acceptance: Acceptance; isRepeat: boolean },
): void {
  announceAcceptance(request, reply, acceptance);
  if (isRepeat) void reply.header('idempotency-replayed', 'true');
}
