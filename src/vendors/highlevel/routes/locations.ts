import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { locatedPrincipalOf } from '../auth.ts';
import { presentLocation } from '../present.ts';
import { locationAnswer } from '../schemas/locations.ts';

/** GET /locations/{locationId}: of the own location; every other is 403 before this runs. */
export function locationRoutes(scope: FastifyInstance): void {
  scope.get(
    '/locations/:locationId',
    {
      schema: {
        summary: 'Read the own location',
        params: Type.Object({ locationId: Type.String() }),
        response: { 200: locationAnswer },
      },
      config: { action: 'workspace.read' },
    },
    (request) => presentLocation(locatedPrincipalOf(request)),
  );
}
