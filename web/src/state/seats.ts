/* Who a conversation is with. Pure. */
import { words } from '../words/words.ts';
import type { Conversation, Participant } from './nouns.ts';

/** The contact's side; where nobody is marked as that, whoever there is. */
export function personOf({ participants }: Conversation): Participant | undefined {
  return participants.find(({ role }) => role === 'contact') ?? participants[0];
}

export function titleOf(row: Conversation): string {
  const contacts = row.participants.filter(({ role }) => role === 'contact');
  const names = (contacts.length > 0 ? contacts : row.participants).map(({ name }) => name);
  return names.filter((name) => name !== '').join(', ') || words.list.nobody(row.id);
}
