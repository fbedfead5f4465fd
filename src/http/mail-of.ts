import type { MailAsked } from '../domain/mail-asked.ts';
import { wrongField } from '../domain/refusal.ts';
import { wellFormed } from '../lib/well-formed.ts';

const ADDRESS = /^[^\s@,<>]+@[^\s@,<>]+$/;

/** What a request says of a reply by mail; nothing where it says nothing of the kind. */
export function mailOf({ subject, to, cc, bcc, replyTo }: MailAsked): { mail?: MailAsked } {
  const said = [subject, to, cc, bcc, replyTo].some((one) => one !== undefined);
  if (!said) return {};
  for (const [name, list] of Object.entries({ to, cc, bcc })) {
    for (const [index, one] of (list ?? []).entries()) {
      if (!ADDRESS.test(one)) throw wrongField(`${name}[${index}]`, 'must be an e-mail address');
    }
  }
  // A header is one line.
  const line = subject === undefined ? undefined : wellFormed(subject.replace(/[\r\n]+/g, ' '));
  return { mail: { subject: line, to, cc, bcc, replyTo } };
}
