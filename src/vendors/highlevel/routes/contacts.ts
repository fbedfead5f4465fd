import type { FastifyInstance } from 'fastify';
import type { Contact } from '../../../domain/contact.ts';
import type { ContactOutcome } from '../../../store/store.ts';
import type { HighLevelPrincipal } from '../auth.ts';
import { locatedPrincipalOf } from '../auth.ts';
import { keyOrder, uniqueBy, withBody } from '../contacts.ts';
import { HighLevelRefusal, TEXTS } from '../errors.ts';
import type { HighLevelPorts } from '../ports.ts';
import { presentContact } from '../present-contact.ts';
import { traced } from '../present.ts';
import type { ContactBody, UpsertContactBody } from '../schemas/contacts.ts';
import * as schemas from '../schemas/contacts.ts';
import { settingsOf, VENDOR } from '../settings.ts';

/** Create, upsert, get, update, delete (docs/highlevel.md#contact-objects). */
export function contactRoutes(scope: FastifyInstance, ports: HighLevelPorts): void {
  // Clients write the path of creation either way; a redirect would lose the body
  // (docs/highlevel.md#client-habits).
  for (const path of ['/contacts', '/contacts/']) {
    scope.post<{ Body: ContactBody }>(
      path,
      {
        schema: {
          summary: 'Create a contact',
          body: schemas.createContactSchema,
          response: { 201: schemas.contactAnswer },
        },
        config: { action: 'contacts.add' },
      },
      async (request, reply) => {
        const principal = locatedPrincipalOf(request);
        const contact = doneOf(ports, await create(ports, principal, request.body));
        void reply.code(201);
        return traced({ contact: show(ports, principal, contact) });
      },
    );
  }

  scope.post<{ Body: UpsertContactBody }>(
    '/contacts/upsert',
    {
      schema: {
        summary: 'Change the contact with this address or number, or create one',
        body: schemas.upsertContactSchema,
        response: { 200: schemas.upsertedContactAnswer },
      },
      config: { action: 'contacts.update' },
    },
    async (request) => {
      const principal = locatedPrincipalOf(request);
      const { isNew, contact } = await upsert(ports, principal, given(request.body));
      return traced({ new: isNew, contact: show(ports, principal, contact) });
    },
  );
  oneContactRoutes(scope, ports);
}

type Params = { contactId: string };

function oneContactRoutes(scope: FastifyInstance, ports: HighLevelPorts): void {
  const common = { params: schemas.contactParams };

  scope.get<{ Params: Params }>(
    '/contacts/:contactId',
    {
      schema: {
        summary: 'Read a contact',
        ...common,
        response: { 200: schemas.contactAnswer },
      },
      config: { action: 'contacts.read' },
    },
    async (request) => {
      const principal = locatedPrincipalOf(request);
      const contact = await findContact(ports, principal, request.params.contactId);
      return traced({ contact: show(ports, principal, contact) });
    },
  );

  scope.put<{ Params: Params; Body: ContactBody }>(
    '/contacts/:contactId',
    {
      schema: {
        summary: 'Change a contact',
        ...common,
        body: schemas.updateContactSchema,
        response: { 200: schemas.updatedContactAnswer },
      },
      config: { action: 'contacts.update' },
    },
    async (request) => {
      const principal = locatedPrincipalOf(request);
      const known = await findContact(ports, principal, request.params.contactId);
      const changed = await changeContact(ports, principal, known, request.body);
      return traced({ succeded: true, contact: show(ports, principal, changed) });
    },
  );
  deletionRoute(scope, ports);
}

function deletionRoute(scope: FastifyInstance, ports: HighLevelPorts): void {
  scope.delete<{ Params: Params }>(
    '/contacts/:contactId',
    {
      schema: {
        summary: 'Delete a contact with its conversation',
        params: schemas.contactParams,
        response: { 200: schemas.deletedContactAnswer },
      },
      config: { action: 'contacts.delete' },
    },
    async (request) => {
      const { workspaceId } = locatedPrincipalOf(request);
      const id = ports.ids.contact.read(request.params.contactId);
      const isDeleted =
        id !== null && (await ports.inbox.deleteContact({ workspaceId, vendor: VENDOR, id }));
      if (!isDeleted) throw missingContact();
      return traced({ succeded: true });
    },
  );
}

function create({ inbox }: HighLevelPorts, principal: HighLevelPrincipal, body: ContactBody) {
  const { workspaceId } = principal;
  const details = withBody(null, body);
  const keys = uniqueBy(settingsOf(principal));
  return inbox.addContact({ workspaceId, vendor: VENDOR, ...details, uniqueBy: keys });
}

/** The contact as the body has changed it. */
export async function changeContact(
  ports: HighLevelPorts,
  principal: HighLevelPrincipal,
  known: Contact,
  body: ContactBody,
): Promise<Contact> {
  return doneOf(ports, await change(ports, principal, known, body));
}

/** Writes nothing where the body says nothing new. */
async function change(
  { inbox }: HighLevelPorts,
  principal: HighLevelPrincipal,
  known: Contact,
  body: ContactBody,
): Promise<ContactOutcome> {
  const details = withBody(known, body);
  const phone = details.phone?.e164 ?? null;
  const { id, name, email, attributes } = known;
  const before = JSON.stringify([name, email, known.phone, attributes]);
  const after = JSON.stringify([details.name, details.email, phone, details.attributes]);
  if (before === after) return { kind: 'done', contact: known };
  const { workspaceId } = principal;
  const keys = uniqueBy(settingsOf(principal));
  return inbox.updateContact({ workspaceId, vendor: VENDOR, id, ...details, uniqueBy: keys });
}

/**
 * The workspace's first key decides who is meant. What the other key says is left out where it is
 * another contact's (docs/highlevel.md#contact-objects).
 */
async function upsert(
  ports: HighLevelPorts,
  principal: HighLevelPrincipal,
  body: UpsertContactBody,
): Promise<{ isNew: boolean; contact: Contact }> {
  const settings = settingsOf(principal);
  const isAlwaysNew = body.createNewIfDuplicateAllowed === true && settings.allowDuplicateContacts;
  const known = isAlwaysNew ? null : await findTwin(ports, principal, body);
  if (known === null) {
    const made = await create(ports, principal, body);
    if (made.kind !== 'duplicate') return { isNew: true, contact: doneOf(ports, made) };
    // Another request has made it since we looked.
    return { isNew: false, contact: await changeTwin(ports, principal, made.contact, body) };
  }
  return { isNew: false, contact: await changeTwin(ports, principal, known, body) };
}

/** Null takes nothing away from a contact that the request did not name. */
function given(body: UpsertContactBody): UpsertContactBody {
  const entries = Object.entries(body).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as UpsertContactBody;
}

async function changeTwin(
  ports: HighLevelPorts,
  principal: HighLevelPrincipal,
  known: Contact,
  body: ContactBody,
): Promise<Contact> {
  const changed = await change(ports, principal, known, body);
  if (changed.kind !== 'duplicate') return doneOf(ports, changed);
  const { [changed.by]: _, ...rest } = body;
  return doneOf(ports, await change(ports, principal, known, rest));
}

function findTwin({ inbox }: HighLevelPorts, principal: HighLevelPrincipal, body: ContactBody) {
  const { workspaceId } = principal;
  const { email, phone } = withBody(null, body);
  const keys = { email, phone: phone?.e164 ?? null, uniqueBy: keyOrder(settingsOf(principal)) };
  return inbox.findTwin({ workspaceId, vendor: VENDOR, ...keys });
}

export async function findContact(
  { store, ids }: HighLevelPorts,
  { workspaceId }: HighLevelPrincipal,
  contactId: string,
): Promise<Contact> {
  const id = ids.contact.read(contactId);
  const contact =
    id === null ? null : await store.read.findOwnContact({ workspaceId, vendor: VENDOR, id });
  if (contact === null) throw missingContact();
  return contact;
}

function show({ ids }: HighLevelPorts, { locationId }: HighLevelPrincipal, contact: Contact) {
  return presentContact(contact, locationId, ids);
}

function doneOf({ ids }: HighLevelPorts, outcome: ContactOutcome): Contact {
  switch (outcome.kind) {
    case 'done':
      return outcome.contact;
    case 'contact-missing':
      throw missingContact();
    case 'duplicate': {
      const meta = { contactId: ids.contact.show(outcome.contact.id), matchingField: outcome.by };
      throw new HighLevelRefusal(400, TEXTS.duplicateContact, { meta });
    }
  }
}

export function missingContact(): HighLevelRefusal {
  return new HighLevelRefusal(400, TEXTS.missingContact);
}
