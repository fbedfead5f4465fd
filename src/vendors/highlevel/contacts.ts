import type { Contact } from '../../domain/contact.ts';
import { wrongField } from '../../domain/refusal.ts';
import type { Phone } from '../../lib/phone.ts';
import { isCountryCode, parsePhone } from '../../lib/phone.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { ContactBody } from './schemas/contacts.ts';
import type { HighLevelSettings } from './settings.ts';

/** Numbers without a country code are of the contact's country, else of this one. */
const USUAL_COUNTRY = 'US';

/** What a contact keeps beside its name, address and number, as it was sent. */
export type ContactAttributes = Record<string, unknown> & {
  firstName?: string;
  lastName?: string;
  tags?: string[];
  customFields?: CustomField[];
  country?: string;
};

export type CustomField = { id?: string; key?: string; value: unknown };

/** What is known of a contact after a request, for the core. */
export type ContactDetails = {
  name: string | null;
  email: string | null;
  phone: Phone | null;
  attributes: ContactAttributes;
};

const KEPT = [
  'gender',
  'address1',
  'city',
  'state',
  'postalCode',
  'country',
  'website',
  'timezone',
  'dnd',
  'dndSettings',
  'inboundDndSettings',
  'tags',
  'source',
  'dateOfBirth',
  'companyName',
  'assignedTo',
] as const;

/**
 * A validated body laid over what is known of the contact. Pure. What the body leaves out stays; null
 * and empty text take a value away. Throws the vendor's 422 for a number or country that is none.
 */
export function withBody(known: Contact | null, body: ContactBody): ContactDetails {
  if (body.country && !isCountryCode(body.country)) throw wrongField('country', 'must be valid');
  const before = (known?.attributes ?? {}) as ContactAttributes;
  const attributes: ContactAttributes = { ...before };
  for (const key of KEPT) {
    const value = body[key];
    if (value === undefined) continue;
    if (value === null || value === '') Reflect.deleteProperty(attributes, key);
    else Object.assign(attributes, { [key]: clean(value) });
  }
  if (body.tags !== undefined) attributes.tags = [...new Set(body.tags.map(wellFormed))];
  if (body.customFields !== undefined) {
    attributes.customFields = withFields(before.customFields ?? [], body.customFields);
  }
  const { firstName, lastName } = namesOf(before, body);
  setText(attributes, 'firstName', firstName);
  setText(attributes, 'lastName', lastName);
  const name = [firstName, lastName].filter((part) => part !== '').join(' ');
  return {
    name: name === '' ? null : name,
    email: textOf(body.email, known?.email ?? null),
    phone: phoneOf(body.phone, known?.phone ?? null, attributes.country),
    attributes,
  };
}

/** In what order a contact is looked for that is the same; none where there may be several. */
export function uniqueBy(
  settings: Pick<HighLevelSettings, 'allowDuplicateContacts' | 'duplicateKey'>,
): ('email' | 'phone')[] {
  return settings.allowDuplicateContacts ? [] : keyOrder(settings);
}

export function keyOrder({
  allowDuplicateContacts,
  duplicateKey,
}: Pick<HighLevelSettings, 'allowDuplicateContacts' | 'duplicateKey'>): ('email' | 'phone')[] {
  return allowDuplicateContacts || duplicateKey === 'email'
    ? ['email', 'phone']
    : ['phone', 'email'];
}

/** Given names win; a whole name is taken apart at its first blank. */
function namesOf(
  before: ContactAttributes,
  body: ContactBody,
): { firstName: string; lastName: string } {
  const { firstName, lastName, name } = body;
  const isInParts = Boolean(firstName) || Boolean(lastName) || name === undefined;
  if (isInParts) {
    return {
      firstName: textOf(firstName, before.firstName ?? null) ?? '',
      lastName: textOf(lastName, before.lastName ?? null) ?? '',
    };
  }
  const [first = '', ...rest] = wellFormed(name ?? '')
    .trim()
    .split(/\s+/);
  return { firstName: first, lastName: rest.join(' ') };
}

function withFields(
  before: readonly CustomField[],
  given: NonNullable<ContactBody['customFields']>,
): CustomField[] {
  const fields = new Map(before.map((field) => [nameOf(field), field]));
  for (const { id, key, field_value: fieldValue, value } of given) {
    const said = fieldValue ?? value;
    // Named without a value it is as if left out: empty text and an empty list take one away.
    if (said === undefined || said === null) continue;
    const field: CustomField = { value: clean(said) };
    if (id !== undefined) field.id = id;
    if (key !== undefined) field.key = key;
    fields.set(nameOf(field), field);
  }
  return [...fields.values()];
}

function nameOf({ id, key }: Pick<CustomField, 'id' | 'key'>): string {
  return id ?? `key ${key ?? ''}`;
}

function phoneOf(
  given: string | null | undefined,
  known: string | null,
  country: string | undefined,
): Phone | null {
  const text = textOf(given, known);
  if (text === null) return null;
  const phone = parsePhone(text, country ?? USUAL_COUNTRY);
  if (phone !== null) return phone;
  throw wrongField(
    'phone',
    'must be a valid phone number: send it as +<country code> and the number, 7 to 19 digits',
  );
}

/** What was given, or what is known where nothing was; null for nothing. */
function textOf(given: string | null | undefined, known: string | null): string | null {
  const text = given === undefined ? known : given;
  const formed = text === null ? '' : wellFormed(text).trim();
  return formed === '' ? null : formed;
}

function setText(target: ContactAttributes, key: 'firstName' | 'lastName', text: string): void {
  if (text === '') Reflect.deleteProperty(target, key);
  else target[key] = text;
}

/** Every text in a value made well-formed. */
function clean(value: unknown): unknown {
  if (typeof value === 'string') return wellFormed(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [wellFormed(key), clean(part)]),
  );
}
