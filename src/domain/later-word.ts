import type { Message } from './message.ts';
import { sameAttachments } from './message.ts';
import type { Participant } from './participant.ts';
import { directionOf } from './participant.ts';
import { advanceStatus } from './status.ts';
import { shownTimeOf, writtenAtOf } from './written-at.ts';

type Said = Pick<
  Message,
  'status' | 'text' | 'attachments' | 'writtenAt' | 'replyBy' | 'link' | 'attributes'
> & { sender: Pick<Participant, 'id' | 'role'> };

/** What is said of a known message after it was stored; undefined: nothing. */
export type LaterWord = { [Name in keyof Said]?: Said[Name] | undefined };

/**
 * Changes a message in place by what is said of it later, and returns the names of the fields that
 * are another now: none means that nothing new was said. The status only moves forward. The one
 * place where a known message changes; who may say what of it is for the callers to decide.
 */
export function takeUp(message: Message, said: LaterWord, now: number): string[] {
  const { text, attachments, sender, writtenAt, replyBy, link, attributes } = said;
  const fields: string[] = [];
  const set = (field: string, values: Partial<Message>) => {
    Object.assign(message, values);
    fields.push(field);
  };
  const status = advanceStatus(message.status, said.status ?? message.status);
  if (status !== message.status) set('status', { status });
  if (text !== undefined && text !== message.text) set('text', { text });
  if (attachments !== undefined && !sameAttachments(attachments, message.attachments)) {
    set('attachments', { attachments });
  }
  if (sender !== undefined && sender.id !== message.participantId) {
    set('sender', { participantId: sender.id, direction: directionOf(sender.role) });
  }
  if (writtenAt !== undefined && writtenAt !== shownTimeOf(message)) {
    // By when it first arrived, so that saying the same again moves nothing.
    set('writtenAt', writtenAtOf(writtenAt, message.receivedAt));
  }
  if (replyBy !== undefined && replyBy !== message.replyBy) set('replyBy', { replyBy });
  if (link !== undefined && link !== message.link) set('link', { link });
  if (attributes !== undefined && !isSame(attributes, message.attributes)) {
    set('attributes', { attributes });
  }
  if (fields.length > 0) message.updatedAt = now;
  return fields;
}

function isSame(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
