import type { Channel } from '../../domain/channel.ts';
import type { MailAsked } from '../../domain/mail-asked.ts';
import type { Message } from '../../domain/message.ts';
import type { MessageAttributes } from './inbound.ts';
import { isEmailType } from './message-types.ts';

/**
 * What a plain reply by mail takes from the message that it answers: its subject, its sender, and in
 * cc everybody else who got it but us. Pure. Empty where the channel carries no mail.
 */
export function inherit(
  channel: Channel,
  answered: Message | null,
  asked: MailAsked,
  thread: readonly Message[],
): Record<string, unknown> {
  const kind = channel.attributes['type'];
  const isMail = kind === 'email' || kind === 'customEmail' || channel.externalId === 'Email';
  if (!isMail && !isEmailType(answered?.type ?? null)) return {};
  const said = (answered?.attributes ?? {}) as MessageAttributes;
  const to = asked.to ?? addressesIn(said.emailFrom);
  const received = addressesIn(said.emailTo);
  const own = ownAddresses(thread, received);
  const others = asked.replyTo === 'sender' ? [] : [...received, ...(said.emailCc ?? [])];
  const known = new Set([...own, ...to.map(bare)]);
  const cc = asked.cc ?? others.filter((one) => !known.has(bare(one)));
  const subject = asked.subject ?? replySubject(said.subject);
  const from = received.find((one) => own.has(bare(one)));
  const attributes: MessageAttributes = {
    ...(subject === undefined ? {} : { subject }),
    ...(from === undefined ? {} : { emailFrom: from }),
    ...(to.length === 0 ? {} : { emailTo: to.join(', ') }),
    ...(cc.length === 0 ? {} : { emailCc: once(cc) }),
    ...(asked.bcc === undefined ? {} : { emailBcc: [...asked.bcc] }),
  };
  return attributes;
}

/** The addresses of a header such as `Jane <jane@example.com>, john@example.com`. */
export function addressesIn(header: string | undefined): string[] {
  const parts = (header ?? '').split(',').map((part) => part.trim());
  return parts.filter((part) => part !== '').map(addressOf);
}

/** Without the name before it. */
function addressOf(text: string): string {
  const end = text.endsWith('>') ? text.lastIndexOf('<') : -1;
  return end === -1 ? text : text.slice(end + 1, -1).trim();
}

const bare = (text: string) => addressOf(text).toLowerCase();
const once = (list: readonly string[]) => [
  ...new Map(list.map((one) => [bare(one), one])).values(),
];

/** `Re: ` once, however often it stands there. */
function replySubject(subject: string | undefined): string | undefined {
  if (subject === undefined) return undefined;
  let rest = subject.trim();
  while (/^re:/i.test(rest)) rest = rest.slice(3).trimStart();
  return `Re: ${rest}`;
}

/** Those we have written from, and the only one that a message was sent to. */
function ownAddresses(thread: readonly Message[], received: readonly string[]): Set<string> {
  const own = new Set<string>();
  for (const { direction, attributes } of thread) {
    const { emailFrom, emailTo } = attributes as MessageAttributes;
    const to = addressesIn(emailTo);
    if (direction === 'outbound') for (const one of addressesIn(emailFrom)) own.add(bare(one));
    else if (to.length === 1) own.add(bare(to[0] ?? ''));
  }
  if (received.length === 1) own.add(bare(received[0] ?? ''));
  return own;
}
