import { ifSo } from '../../audit-rules.ts';
import type { Properties } from '../../properties-of.ts';
import type { contactsVerbs } from './verbs.ts';

export const contactsProperties = {
  // What was not there is not remembered as missing.
  addContact: { isNeutral: true },
  deleteContact: { audit: ifSo },
} satisfies Properties<typeof contactsVerbs>;
