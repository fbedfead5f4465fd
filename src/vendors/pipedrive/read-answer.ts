import type { ImportedConversation, ImportedMessage, ImportedSeat } from '../../domain/history.ts';
import type { Attachment } from '../../domain/message.ts';
import type { Status } from '../../domain/status.ts';
import { isWellFormed, wellFormed } from '../../lib/well-formed.ts';
import { parseDate } from './date.ts';
import type { Skips } from './skips.ts';
import { shown } from './skips.ts';

/*
 * What a connector answers, read as leniently as its real kind needs: a wrong field costs that one
 * message or conversation, never the page (docs/pipedrive.md#provider-answers). What is left out is
 * noted with its reason.
 */

type Json = Record<string, unknown>;

/** Ids longer than this cannot be stored, nor those that no database keeps as they are. */
const LONGEST_ID = 255;
/** Bytes: as long as a message that is received may be, by the usual limit of a body. */
const LONGEST_TEXT = 1_048_576;
const STATUSES: readonly string[] = ['sent', 'delivered', 'read', 'failed'];

export function parseJson(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The envelope's `data`; the bare answer where a connector leaves the envelope out. */
export function dataOf(body: Json): unknown {
  return 'data' in body ? body['data'] : body;
}

export function idOf(value: unknown): string | null {
  const text = typeof value === 'number' ? numberText(value) : value;
  if (typeof text !== 'string' || text === '' || [...text].length > LONGEST_ID) return null;
  return isWellFormed(text) ? text : null;
}

/** A number that JSON does not keep exactly would be another id's, too. */
function numberText(value: number): string | null {
  const isExact = Number.isSafeInteger(value) || !Number.isInteger(value);
  return isExact && Number.isFinite(value) ? String(value) : null;
}

/** Where a page begins, as text or number. */
export function cursorOf(value: unknown): string | null {
  return typeof value === 'number' ? numberText(value) : textOrNull(value);
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? wellFormed(value) : null;
}

/** Null where it is none: no id to keep it under. */
export function readConversation(value: unknown, skips: Skips): ImportedConversation | null {
  const { id, messages: given, ...rest } = isJson(value) ? value : {};
  const externalId = idOf(id);
  if (externalId === null) {
    const count = listOf(given).length;
    skips.add(`A conversation with ${count} messages has no id that can be kept: ${shown(id)}.`);
    return null;
  }
  const messages = listOf(given).flatMap((one) => readMessage(one, skips, externalId) ?? []);
  return {
    externalId,
    link: textOrNull(rest['link']),
    status: rest['status'] === 'closed' ? 'closed' : 'open',
    seats: withSenders(readSeats(rest['participants'], skips, externalId), messages),
    messages,
    attributes: { olderCursor: cursorOf(rest['next_messages_cursor']) },
  };
}

export function readMessage(
  value: unknown,
  skips: Skips,
  conversation: string,
): ImportedMessage | null {
  const said = isJson(value) ? value : {};
  const externalId = idOf(said['id']);
  const senderExternalId = idOf(said['sender_id']);
  const writtenAt = timeOf(said['created_at']);
  const text = messageText(said['message']);
  const what = `Message ${shown(said['id'])} of conversation ${shown(conversation)}`;
  if (externalId === null) skips.add(`${what}: its id cannot be kept.`);
  else if (senderExternalId === null) {
    skips.add(`${what}: its sender_id cannot be kept: ${shown(said['sender_id'])}.`);
  } else if (writtenAt === null) {
    skips.add(`${what}: its created_at is no date: ${shown(said['created_at'])}.`);
  } else if (text === null) {
    skips.add(`${what}: its message is no text, or longer than ${LONGEST_TEXT} bytes.`);
  }
  if (externalId === null || senderExternalId === null) return null;
  if (writtenAt === null || text === null) return null;
  const { status } = said;
  return {
    ...{ externalId, senderExternalId, text, writtenAt },
    status: STATUSES.includes(status as string) ? (status as Status) : 'sent',
    replyBy: timeOf(said['reply_by']),
    attachments: readAttachments(said['attachments'], skips, what),
  };
}

function messageText(value: unknown): string | null {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || Buffer.byteLength(value) > LONGEST_TEXT) return null;
  return wellFormed(value);
}

/** `what` is the message in which they stand, for the reasons. */
export function readAttachments(value: unknown, skips: Skips, what: string): Attachment[] {
  return listOf(value).flatMap((one) => {
    const said = isJson(one) ? one : {};
    const externalId = idOf(said['id']);
    const url = textOrNull(said['url']);
    if (externalId === null || url === null) {
      skips.add(`${what}: an attachment has no id that can be kept, or no url.`);
      return [];
    }
    const { size } = said;
    return {
      externalId,
      mimeType: textOrNull(said['type']) ?? '',
      url,
      name: textOrNull(said['name']),
      size: typeof size === 'number' && Number.isFinite(size) ? size : null,
      previewUrl: textOrNull(said['preview_url']),
      linkExpires: said['link_expires'] === true,
    };
  });
}

function readSeats(value: unknown, skips: Skips, conversation: string): ImportedSeat[] {
  const seats = new Map<string, ImportedSeat>();
  for (const one of listOf(value)) {
    const said = isJson(one) ? one : {};
    const externalId = idOf(said['id']);
    if (externalId === null) {
      const where = `conversation ${shown(conversation)}`;
      skips.add(`A participant of ${where} has no id that can be kept: ${shown(said['id'])}.`);
      continue;
    }
    // Real connectors list the same person twice.
    if (seats.has(externalId)) continue;
    seats.set(externalId, {
      externalId,
      name: textOrNull(said['name']) ?? externalId,
      role: said['role'] === 'source_user' ? 'business' : 'contact',
      avatarUrl: textOrNull(said['avatar_url']),
      avatarExpires: said['avatar_expires'] === true,
      isPicturedOnRequest: said['fetch_avatar'] === true,
    });
  }
  return [...seats.values()];
}

/** Whoever wrote a message has a seat, listed or not. */
function withSenders(seats: ImportedSeat[], messages: readonly ImportedMessage[]): ImportedSeat[] {
  const known = new Set(seats.map(({ externalId }) => externalId));
  for (const { senderExternalId: externalId } of messages) {
    if (known.has(externalId)) continue;
    known.add(externalId);
    const unknown = { avatarUrl: null, avatarExpires: false, isPicturedOnRequest: false };
    seats.push({ externalId, name: externalId, role: 'contact', ...unknown });
  }
  return seats;
}

function timeOf(value: unknown): number | null {
  return typeof value === 'string' || typeof value === 'number' ? parseDate(value) : null;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
