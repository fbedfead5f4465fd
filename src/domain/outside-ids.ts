import type { Conversation } from './conversation.ts';
import { seatOfContact } from './participant.ts';
import type { Participant } from './participant.ts';

/** How a vendor's face shows the ids of rows to which nobody outside gave one. */
export type IdForms = { conversation(id: number): string; contact(id: number): string };

/** The ids under which connectors know a conversation and who has a seat in it. */
export type OutsideIds = {
  /** Null where no face shows the conversation. */
  ofConversation(conversation: Conversation): string | null;
  ofSeat(seat: Participant, conversation: Conversation): string | null;
};

/**
 * A channel's conversations and their seats are named by its connector. One across channels has its
 * contact's row for a key, which says nothing outside: there it is called what its vendor's face
 * calls it.
 */
export function createOutsideIds(forms: Readonly<Record<string, IdForms>>): OutsideIds {
  return {
    ofConversation: ({ channelId, externalId, vendor, id }) =>
      channelId === null ? (forms[vendor]?.conversation(id) ?? null) : externalId,
    ofSeat({ externalId, contactId }, { channelId, vendor }) {
      const isContacts = contactId !== null && externalId === seatOfContact(contactId);
      if (channelId !== null || !isContacts) return externalId;
      return forms[vendor]?.contact(contactId) ?? null;
    },
  };
}
