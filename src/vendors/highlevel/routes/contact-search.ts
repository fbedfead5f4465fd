import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Contact } from '../../../domain/contact.ts';
import { wrongField } from '../../../domain/refusal.ts';
import { parsePhone } from '../../../lib/phone.ts';
import { locatedPrincipalOf } from '../auth.ts';
import { filtersOf } from '../contact-filters.ts';
import { keyOrder } from '../contacts.ts';
import { missingFields } from '../errors.ts';
import type { HighLevelPorts } from '../ports.ts';
import { presentContact } from '../present-contact.ts';
import { traced } from '../present.ts';
import type { DuplicateQuery, ListQuery, SearchContactsBody } from '../schemas/contacts.ts';
import * as schemas from '../schemas/contacts.ts';
import { settingsOf, VENDOR } from '../settings.ts';

const config = { action: 'contacts.read' } as const;

/** Search for a duplicate, list, search (docs/highlevel.md#contact-objects). */
export function contactSearchRoutes(scope: FastifyInstance, ports: HighLevelPorts): void {
  scope.get<{ Querystring: DuplicateQuery }>(
    '/contacts/search/duplicate',
    {
      schema: {
        summary: 'Find the contact with this address or number',
        querystring: schemas.duplicateQuery,
        response: { 200: schemas.contactAnswer },
      },
      config,
    },
    async (request) => {
      const contact = await findDuplicate(ports, request, request.query);
      return traced({ contact: contact === null ? null : show(ports, request, contact) });
    },
  );

  for (const path of ['/contacts', '/contacts/']) {
    scope.get<{ Querystring: ListQuery }>(
      path,
      {
        schema: {
          summary: 'List contacts, the newest first',
          querystring: schemas.listQuery,
          response: { 200: schemas.contactsAnswer },
        },
        config,
      },
      (request) => list(ports, request, request.query),
    );
  }

  scope.post<{ Body: SearchContactsBody }>(
    '/contacts/search',
    {
      schema: {
        summary: 'Search contacts',
        body: schemas.searchContactsSchema,
        response: { 200: schemas.contactsAnswer },
      },
      config,
    },
    (request) => search(ports, request, request.body),
  );
}

function findDuplicate(
  { inbox }: HighLevelPorts,
  request: FastifyRequest,
  { number, email }: DuplicateQuery,
): Promise<Contact | null> {
  if (number === undefined && email === undefined) {
    throw missingFields('number or email');
  }
  const principal = locatedPrincipalOf(request);
  const phone = number === undefined ? null : (parsePhone(number, 'US')?.e164 ?? null);
  return inbox.findTwin({
    workspaceId: principal.workspaceId,
    vendor: VENDOR,
    email: email ?? null,
    phone,
    uniqueBy: keyOrder(settingsOf(principal)),
  });
}

async function list(ports: HighLevelPorts, request: FastifyRequest, query: ListQuery) {
  const { limit, startAfter } = query;
  const id = ports.ids.contact.read(query.startAfterId ?? '');
  const found = await ports.inbox.searchContacts({
    ...everything(request),
    query: query.query ?? '',
    before: startAfter === undefined ? null : { createdAt: startAfter, id: id ?? 0 },
    limit: limit + 1,
  });
  const page = found.contacts.slice(0, limit);
  const last = found.contacts.length > limit ? page.at(-1) : undefined;
  const place =
    last === undefined
      ? null
      : { startAfter: last.createdAt, startAfterId: ports.ids.contact.show(last.id) };
  return traced({
    contacts: page.map((contact) => show(ports, request, contact)),
    count: found.total,
    meta: {
      total: found.total,
      nextPageUrl: place === null ? null : nextPageUrl(request, query, place),
      ...place,
    },
  });
}

async function search(ports: HighLevelPorts, request: FastifyRequest, body: SearchContactsBody) {
  const { pageLimit, page = 1, searchAfter, query = '' } = body;
  const offset = searchAfter === undefined ? (page - 1) * pageLimit : 0;
  if (offset + pageLimit > schemas.MOST_PAGED) {
    throw wrongField('page', `reaches beyond ${schemas.MOST_PAGED} contacts; use searchAfter`);
  }
  const filters = filtersOf(body.filters ?? [], ports.ids);
  const found = await ports.inbox.searchContacts({
    ...everything(request),
    ...filters,
    query: [query, ...filters.words].join(' '),
    before: searchAfter === undefined ? null : placeOf(ports, searchAfter),
    offset,
    limit: pageLimit,
  });
  return traced({
    contacts: found.contacts.map((contact) => ({
      ...show(ports, request, contact),
      searchAfter: [contact.createdAt, ports.ids.contact.show(contact.id)],
    })),
    total: found.total,
  });
}

function everything(request: FastifyRequest) {
  const { workspaceId } = locatedPrincipalOf(request);
  return { workspaceId, vendor: VENDOR, id: null, email: null, phone: null, offset: 0 };
}

/** What the last contact of the page before said in `searchAfter`. */
function placeOf({ ids }: HighLevelPorts, [createdAt, contactId]: unknown[]) {
  const id = typeof contactId === 'string' ? ids.contact.read(contactId) : null;
  if (!Number.isSafeInteger(createdAt) || id === null) {
    throw wrongField('searchAfter', 'must be the searchAfter of a contact found before');
  }
  return { createdAt: createdAt as number, id };
}

function nextPageUrl(
  request: FastifyRequest,
  { locationId, query, limit }: ListQuery,
  place: { startAfter: number; startAfterId: string },
): string {
  const parameters = new URLSearchParams({ locationId, limit: String(limit) });
  if (query !== undefined) parameters.set('query', query);
  parameters.set('startAfter', String(place.startAfter));
  parameters.set('startAfterId', place.startAfterId);
  return `${request.protocol}://${request.host}/contacts/?${parameters.toString()}`;
}

function show({ ids }: HighLevelPorts, request: FastifyRequest, contact: Contact) {
  return presentContact(contact, locatedPrincipalOf(request).locationId, ids);
}
