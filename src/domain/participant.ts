import type { Direction } from './message.ts';

/** `business` is the workspace's own seat in a conversation, `contact` a person outside. */
export type ParticipantRole = 'contact' | 'business';

/** A contact's or the business's seat in one conversation. */
export type Participant = {
  id: number;
  workspaceId: number;
  conversationId: number;
  contactId: number | null;
  externalId: string;
  role: ParticipantRole;
  name: string;
  /** True while `name` was made up from the external id because no details are known yet. */
  isPlaceholder: boolean;
  avatarUrl: string | null;
  createdAt: number;
};

/** On which side what somebody wrote stands. */
export function directionOf(role: ParticipantRole): Direction {
  return role === 'business' ? 'outbound' : 'inbound';
}

/** The external id of a contact's seat in a conversation across channels. */
export function seatOfContact(contactId: number): string {
  return String(contactId);
}
