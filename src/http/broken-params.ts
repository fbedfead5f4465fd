import type { FastifyInstance } from 'fastify';
import type { FieldError } from '../domain/refusal.ts';
import { wrongFields } from '../domain/refusal.ts';
import { isWellFormed } from '../lib/well-formed.ts';
import { BROKEN_ID } from './validation.ts';

/**
 * What stands in a path is an id: one that no database keeps is refused as a wrong field is, on every
 * route that takes any.
 */
export function refuseBrokenParams(scope: FastifyInstance): void {
  scope.addHook('onRoute', (route) => {
    if (!/[:*]/.test(route.url)) return;
    route.preValidation = [
      (request, _reply, done) => {
        const errors = brokenIn(request.params as Record<string, string>);
        done(errors.length === 0 ? undefined : wrongFields(errors));
      },
      ...[route.preValidation ?? []].flat(),
    ];
  });
}

function brokenIn(params: Record<string, string>): FieldError[] {
  return Object.entries(params)
    .filter(([, id]) => !isWellFormed(id))
    .map(([path]) => ({ path, message: BROKEN_ID }));
}
