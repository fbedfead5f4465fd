import { gather } from '../../gather.ts';
import * as contacts from './contacts.ts';
import * as contactSearch from './contact-search.ts';
import * as ownContacts from './own-contacts.ts';

export const contactsVerbs = gather(contacts, contactSearch, ownContacts);
