import { randomUUID } from 'node:crypto';
import type { HighLevelPrincipal } from './auth.ts';
import { settingsOf } from './settings.ts';

/** Every body ends with an id to ask about (facts 1.6). */
export function traced<Body extends object>(body: Body): Body & { traceId: string } {
  return { ...body, traceId: randomUUID() };
}

export function presentLocation(principal: HighLevelPrincipal) {
  return traced({
    location: {
      id: principal.locationId,
      name: principal.workspaceName,
      settings: {
        allowDuplicateContact: settingsOf(principal).allowDuplicateContacts,
        allowDuplicateOpportunity: false,
        allowFacebookNameMerge: false,
        disableContactTimezone: false,
      },
    },
  });
}
