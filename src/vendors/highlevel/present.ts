import { randomUUID } from 'node:crypto';
import type { Message } from '../../domain/message.ts';
import type { HighLevelPrincipal } from './auth.ts';
import type { Ids } from './ids.ts';
import { settingsOf } from './settings.ts';

/** Every body ends with an id to ask about (docs/highlevel.md#answers-to-posts). */
export function traced<Body extends object>(body: Body): Body & { traceId: string } {
  return { ...body, traceId: randomUUID() };
}

/** Without what is not known. */
export function known(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  );
}

/** Empty where there is none. */
export function shownContactId(contactId: number | null, ids: Pick<Ids, 'contact'>): string {
  return contactId === null ? '' : ids.contact.show(contactId);
}

/** What a message is after it was sent or changed (docs/highlevel.md#status-reports). */
export function presentWritten(message: Message, msg: string, ids: Ids) {
  const { threadId, id, conversationId, status } = message;
  return traced({
    conversationId: ids.conversation.show(conversationId),
    messageId: ids.message.show(threadId ?? id),
    ...(threadId === null ? {} : { emailMessageId: ids.email.show(id) }),
    msg,
    status,
  });
}

export function presentLocation(principal: HighLevelPrincipal) {
  return traced({
    location: {
      id: principal.locationId,
      name: principal.workspaceName,
      settings: {
        allowDuplicateContact: settingsOf(principal).allowDuplicateContacts,
        allowDuplicateOpportunity: false,
        allowFacebookNameMerge: false,
        disableContactTimezone: false,
      },
    },
  });
}
