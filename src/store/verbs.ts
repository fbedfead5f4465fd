import { gather } from './gather.ts';
import { acceptancesVerbs } from './queries/acceptances/verbs.ts';
import { appsVerbs } from './queries/apps/verbs.ts';
import { channelsVerbs } from './queries/channels/verbs.ts';
import { contactsVerbs } from './queries/contacts/verbs.ts';
import { conversationsVerbs } from './queries/conversations/verbs.ts';
import { deliveriesVerbs } from './queries/deliveries/verbs.ts';
import { eventsVerbs } from './queries/events/verbs.ts';
import { filesVerbs } from './queries/files/verbs.ts';
import { importsVerbs } from './queries/imports/verbs.ts';
import { messagesVerbs } from './queries/messages/verbs.ts';
import { outboxVerbs } from './queries/outbox/verbs.ts';
import { peopleVerbs } from './queries/people/verbs.ts';
import { repliesVerbs } from './queries/replies/verbs.ts';
import { serverVerbs } from './queries/server/verbs.ts';
import { tokensVerbs } from './queries/tokens/verbs.ts';
import { workspacesVerbs } from './queries/workspaces/verbs.ts';

/*
 * Every query of the product by name. An engine runs a read verb with a reader and a write verb
 * with a transaction, wherever it keeps them (on SQLite: in other threads, so that a verb's input
 * and output must survive a structured clone). What a verb is besides, its folder's properties.ts
 * says, which loads no query.
 */
export const { reads: readVerbs, writes: writeVerbs } = gather(
  acceptancesVerbs,
  appsVerbs,
  channelsVerbs,
  contactsVerbs,
  conversationsVerbs,
  deliveriesVerbs,
  eventsVerbs,
  filesVerbs,
  importsVerbs,
  messagesVerbs,
  outboxVerbs,
  peopleVerbs,
  repliesVerbs,
  serverVerbs,
  tokensVerbs,
  workspacesVerbs,
);
