import type { Entry, Ids } from './entry.ts';
import { highlevelMessageEntries } from './highlevel-messages.ts';

type Own = Ids['highlevel'];

/** With an id in path, query or body; the location is named in each of them that has room for it. */
function entry(request: (ids: Own) => { path: string; body?: unknown }): Entry {
  return { face: 'highlevel', request: ({ highlevel }) => request(highlevel) };
}

const creation = ({ locationId }: Own) => ({
  path: '/contacts/',
  body: { locationId, name: 'Taken over', email: 'jane.doe@example.com' },
});
const beginning = ({ locationId, contactId }: Own) => ({
  path: '/conversations/',
  body: { locationId, contactId },
});
const tags = ({ contactId }: Own) => ({
  path: `/contacts/${contactId}/tags`,
  body: { tags: ['taken over'] },
});
const conversation = ({ conversationId }: Own) => ({ path: `/conversations/${conversationId}` });
const list = ({ locationId }: Own) => ({ path: `/contacts/?locationId=${locationId}` });

export const highlevelEntries: Record<string, Entry> = {
  // For a company's tokens, whose reach test/vendors/highlevel/agency.test.ts proves.
  'POST /oauth/locationToken': entry(({ locationId }) =>
    locationToken('locationToken', locationId),
  ),
  'POST /oauth/location-token': entry(({ locationId }) =>
    locationToken('location-token', locationId),
  ),
  'GET /oauth/installedLocations': entry(({ locationId }) => ({
    path: `/oauth/installedLocations?companyId=c&appId=a&locationId=${locationId}`,
  })),
  'GET /oauth/installed-locations': entry(({ locationId }) => ({
    path: `/oauth/installed-locations?companyId=c&appId=a&locationId=${locationId}`,
  })),
  'GET /locations/:locationId': entry(({ locationId }) => ({ path: `/locations/${locationId}` })),
  'POST /contacts': entry((ids) => ({ ...creation(ids), path: '/contacts' })),
  'POST /contacts/': entry(creation),
  'GET /contacts': entry((ids) => ({ path: list(ids).path.replace('/?', '?') })),
  'GET /contacts/': entry(list),
  'POST /contacts/upsert': entry((ids) => ({ ...creation(ids), path: '/contacts/upsert' })),
  'POST /contacts/search': entry(({ locationId }) => ({
    path: '/contacts/search',
    body: { locationId, pageLimit: 10, query: 'jane' },
  })),
  'GET /contacts/search/duplicate': entry(({ locationId }) => ({
    path: `/contacts/search/duplicate?locationId=${locationId}&email=jane.doe@example.com`,
  })),
  'GET /contacts/:contactId': entry(({ contactId }) => ({ path: `/contacts/${contactId}` })),
  'PUT /contacts/:contactId': entry(({ contactId }) => ({
    path: `/contacts/${contactId}`,
    body: { name: 'Taken over' },
  })),
  'DELETE /contacts/:contactId': entry(({ contactId }) => ({ path: `/contacts/${contactId}` })),
  'POST /contacts/:contactId/tags': entry(tags),
  'DELETE /contacts/:contactId/tags': entry(tags),
  'POST /conversations': entry((ids) => ({ ...beginning(ids), path: '/conversations' })),
  'POST /conversations/': entry(beginning),
  'GET /conversations/search': entry(({ locationId }) => ({
    path: `/conversations/search?locationId=${locationId}`,
  })),
  'GET /conversations/:conversationId': entry(conversation),
  'PUT /conversations/:conversationId': entry((ids) => ({
    ...conversation(ids),
    body: { locationId: ids.locationId, unreadCount: 7, starred: true },
  })),
  'DELETE /conversations/:conversationId': entry(conversation),
  ...highlevelMessageEntries,
};

function locationToken(end: string, locationId: string) {
  return { path: `/oauth/${end}`, body: { companyId: 'c', locationId } };
}
