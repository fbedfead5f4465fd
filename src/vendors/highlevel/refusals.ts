import type { RefusalWords } from '../../inbox/refusals.ts';
import { refusalsOf } from '../../inbox/refusals.ts';
import { HighLevelRefusal, MESSAGE_TEXTS } from './errors.ts';

const saying =
  (text: string, status: 400 | 404 = 400) =>
  () =>
    new HighLevelRefusal(status, text);
const giving = ({ reason }: { reason: string }) => new HighLevelRefusal(400, reason);

const WORDS: Partial<RefusalWords> = {
  missing: saying(MESSAGE_TEXTS.unknownMessage, 404),
  untried: saying(MESSAGE_TEXTS.notHandedOver),
  'channel-missing': saying(MESSAGE_TEXTS.unknownProvider),
  'business-refused': saying(MESSAGE_TEXTS.unknownProvider),
  'contact-missing': saying(MESSAGE_TEXTS.unknownContact),
  'conversation-missing': saying(MESSAGE_TEXTS.unknownConversation),
  'contact-differs': saying(MESSAGE_TEXTS.otherContact),
  'thread-missing': saying(MESSAGE_TEXTS.unknownEmail),
  'reply-to-missing': saying(MESSAGE_TEXTS.unknownAnswered),
  'not-possible': giving,
  'template-incomplete': giving,
  'too-late': saying(MESSAGE_TEXTS.tooLate),
};

/** Of what is posted or reported: the words are the vendor's where any are known. */
export const refusalOf = refusalsOf(WORDS);

/** Of what is sent, which names a contact and what it answers, and neither conversation nor e-mail. */
export const sendRefusalOf = refusalsOf({
  ...WORDS,
  'conversation-missing': saying(MESSAGE_TEXTS.unknownContact),
  'thread-missing': saying(MESSAGE_TEXTS.unknownAnswered),
});
