import type { Entry } from './entry.ts';

export const highlevelEntries: Record<string, Entry> = {
  'GET /locations/:locationId': {
    face: 'highlevel',
    request: ({ highlevel }) => ({ path: `/locations/${highlevel.locationId}` }),
  },
};
