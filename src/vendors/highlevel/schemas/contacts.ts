import Type from 'typebox';
import type { Static } from 'typebox';
import { EMAIL_FORMAT } from '../formats.ts';

/*
 * docs/highlevel.md#contact-objects. What a connector does not know it often sends as null: that is
 * as if it were left out.
 */

const LONGEST_TEXT = 2_000;
const MOST_TAGS = 500;
const MOST_FIELDS = 1_000;

const text = () =>
  Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: LONGEST_TEXT }));

const dndSetting = Type.Object({
  status: Type.Enum(['active', 'inactive', 'permanent']),
  message: text(),
  code: text(),
});

const dndSettings = Type.Object(
  Object.fromEntries(
    ['Call', 'Email', 'SMS', 'WhatsApp', 'GMB', 'FB'].map((channel) => [
      channel,
      Type.Optional(dndSetting),
    ]),
  ),
);

const customField = Type.Object({
  id: Type.Optional(Type.String({ maxLength: LONGEST_TEXT, isId: true })),
  key: Type.Optional(Type.String({ maxLength: LONGEST_TEXT, isId: true })),
  field_value: Type.Optional(Type.Unknown()),
  value: Type.Optional(Type.Unknown()),
});

const fields = {
  firstName: text(),
  lastName: text(),
  name: text(),
  email: Type.Optional(
    Type.Unsafe<string | null>({
      ...{ type: ['string', 'null'], maxLength: 320, format: EMAIL_FORMAT, isId: true },
    }),
  ),
  phone: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: 100 })),
  gender: text(),
  address1: text(),
  city: text(),
  state: text(),
  postalCode: text(),
  country: text(),
  website: text(),
  timezone: text(),
  dnd: Type.Optional(Type.Unsafe<boolean | null>({ type: ['boolean', 'null'] })),
  dndSettings: Type.Optional(dndSettings),
  inboundDndSettings: Type.Optional(Type.Object({ all: Type.Optional(dndSetting) })),
  tags: Type.Optional(
    Type.Array(Type.String({ maxLength: LONGEST_TEXT }), { maxItems: MOST_TAGS }),
  ),
  customFields: Type.Optional(Type.Array(customField, { maxItems: MOST_FIELDS })),
  source: text(),
  dateOfBirth: text(),
  companyName: text(),
  assignedTo: text(),
};

const locationId = Type.String({ minLength: 1, isId: true });

export const updateContactSchema = Type.Object(fields);
export const createContactSchema = Type.Object({ locationId, ...fields });
export const upsertContactSchema = Type.Object({
  locationId,
  ...fields,
  createNewIfDuplicateAllowed: Type.Optional(Type.Boolean()),
});

export type ContactBody = Static<typeof updateContactSchema>;
export type UpsertContactBody = Static<typeof upsertContactSchema>;

export const tagsSchema = Type.Object({
  tags: Type.Array(Type.String({ maxLength: LONGEST_TEXT }), { maxItems: MOST_TAGS }),
});
export const tagsAnswer = Type.Object({
  tags: Type.Array(Type.String(), { description: 'All that the contact has now.' }),
  traceId: Type.String(),
});

export const contactParams = Type.Object({ contactId: Type.String() });

export const duplicateQuery = Type.Object({
  locationId,
  number: Type.Optional(Type.String({ maxLength: 100 })),
  email: Type.Optional(Type.String({ maxLength: 320, isId: true })),
});
export type DuplicateQuery = Static<typeof duplicateQuery>;

export const listQuery = Type.Object({
  locationId,
  query: Type.Optional(Type.String({ maxLength: LONGEST_TEXT })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  startAfter: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  startAfterId: Type.Optional(Type.String({ isId: true })),
});
export type ListQuery = Static<typeof listQuery>;

export const MOST_PAGED = 10_000;

export const searchContactsSchema = Type.Object({
  locationId,
  pageLimit: Type.Integer({ minimum: 1, maximum: 500 }),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_PAGED })),
  searchAfter: Type.Optional(Type.Array(Type.Unknown(), { minItems: 2, maxItems: 2 })),
  query: Type.Optional(Type.String({ maxLength: LONGEST_TEXT })),
  filters: Type.Optional(
    Type.Array(
      Type.Object({
        field: Type.Optional(Type.String()),
        operator: Type.Optional(Type.String()),
        value: Type.Optional(Type.Unknown()),
        group: Type.Optional(Type.String()),
      }),
      { maxItems: 20 },
    ),
  ),
});
export type SearchContactsBody = Static<typeof searchContactsSchema>;

/* What is answered, for the document of the API. */

const Contact = Type.Object(
  { id: Type.String(), locationId: Type.String(), dateAdded: Type.String() },
  { additionalProperties: true },
);
const traceId = Type.String();

export const contactAnswer = Type.Object({ contact: Contact, traceId });
export const updatedContactAnswer = Type.Object({
  succeded: Type.Boolean({ description: "The vendor's own spelling." }),
  contact: Contact,
  traceId,
});
export const upsertedContactAnswer = Type.Object({
  new: Type.Boolean(),
  contact: Contact,
  traceId,
});
export const deletedContactAnswer = Type.Object({ succeded: Type.Boolean(), traceId });
export const contactsAnswer = Type.Object(
  { contacts: Type.Array(Contact), traceId },
  { additionalProperties: true },
);
