import { takeUp } from './later-word.ts';
import type { LaterWord } from './later-word.ts';
import type { Message } from './message.ts';

/**
 * Lets what is reported of a message complete it in place, and returns the names of the fields that
 * changed. For messages of which somebody else had the first word: a reply, which was written here,
 * as its connector tells how it went out; or any that was here before its provider's history. The
 * status rises, the text is what went out, and what is empty is filled; nothing is taken away, and
 * nobody's message becomes another's.
 */
export function mergeReport(
  message: Message,
  said: Pick<LaterWord, 'status' | 'text' | 'attachments' | 'replyBy' | 'link'>,
  now: number,
): string[] {
  const { status, text, attachments = [], replyBy, link } = said;
  const isBare = message.attachments.length === 0 && attachments.length > 0;
  return takeUp(
    message,
    {
      status,
      text: text === '' ? undefined : text,
      attachments: isBare ? attachments : undefined,
      replyBy: message.replyBy === null ? replyBy : undefined,
      link: message.link === null ? link : undefined,
    },
    now,
  );
}
