import { wrongField } from '../../domain/refusal.ts';
import { parsePhone } from '../../lib/phone.ts';
import type { Ids } from './ids.ts';
import type { SearchContactsBody } from './schemas/contacts.ts';

/** What the filters of a search for contacts ask, in the words of the core. */
export type ContactFilters = {
  id: number | null;
  email: string | null;
  phone: string | null;
  /** To be found among the words of the contact, each as a beginning. */
  words: string[];
};

/** Nobody has this id. */
const NOBODY = 0;

const NAMES = /^(contactName|name|firstName|lastName|(first|last|full)NameLowerCase)$/;

/**
 * All of them must hold. Those that Inlet cannot answer are refused: leaving one out would show
 * more than was asked for.
 */
export function filtersOf(
  filters: NonNullable<SearchContactsBody['filters']>,
  ids: Pick<Ids, 'contact'>,
): ContactFilters {
  const found: ContactFilters = { id: null, email: null, phone: null, words: [] };
  for (const [index, { field = '', operator = '', value }] of filters.entries()) {
    const text = typeof value === 'string' ? value : '';
    if (operator === 'eq' && field === 'id') found.id = ids.contact.read(text) ?? NOBODY;
    else if (operator === 'eq' && field === 'email') found.email = text;
    else if (operator === 'eq' && field === 'phone') {
      found.phone = parsePhone(text, 'US')?.e164 ?? text;
    } else if (operator === 'contains' && (/^(email|phone)$/.test(field) || NAMES.test(field))) {
      found.words.push(text);
    } else {
      throw wrongField(
        `filters.${index}`,
        `cannot be answered here: eq is for id, email and phone, contains for name, email and phone`,
      );
    }
  }
  return found;
}
