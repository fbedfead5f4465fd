import type { Contact } from '../../domain/contact.ts';
import type { ContactAttributes } from './contacts.ts';
import type { Ids } from './ids.ts';
import { known } from './present.ts';

/**
 * A contact as create, upsert, get, update and search show it (docs/highlevel.md#contact-objects).
 */
export function presentContact(
  contact: Contact,
  locationId: string,
  ids: Pick<Ids, 'contact'>,
): Record<string, unknown> {
  const { firstName, lastName, tags, customFields, dnd, ...kept } =
    contact.attributes as ContactAttributes;
  const { name, email, phone } = contact;
  return {
    id: ids.contact.show(contact.id),
    locationId,
    ...known({ name, firstName, lastName, email, phone }),
    ...known({
      contactName: name,
      firstNameLowerCase: firstName?.toLowerCase(),
      lastNameLowerCase: lastName?.toLowerCase(),
      fullNameLowerCase: name?.toLowerCase(),
      emailLowerCase: email?.toLowerCase(),
    }),
    type: 'lead',
    deleted: false,
    dnd: dnd ?? false,
    ...kept,
    tags: tags ?? [],
    customFields: customFields ?? [],
    dateAdded: new Date(contact.createdAt).toISOString(),
    dateUpdated: new Date(contact.updatedAt).toISOString(),
  };
}
