import type { ImportedConversation, ImportedMessage, ImportedSeat } from '../../domain/history.ts';
import type { Attachment } from '../../domain/message.ts';
import type { Status } from '../../domain/status.ts';
import { isWellFormed, wellFormed } from '../../lib/well-formed.ts';
import { parseDate } from './date.ts';

/*
 * What a connector answers, read as leniently as its real kind needs: a wrong field costs that one
 * message or conversation, never the page (facts 2.3).
 */

type Json = Record<string, unknown>;

/** Ids longer than this cannot be stored, nor those that no database keeps as they are. */
const LONGEST_ID = 255;
const LONGEST_TEXT = 100_000;
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
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text === '' || [...text].length > LONGEST_ID) return null;
  return isWellFormed(text) ? text : null;
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? wellFormed(value) : null;
}

/** Null where it is none: no id to keep it under. */
export function readConversation(value: unknown): ImportedConversation | null {
  if (!isJson(value)) return null;
  const externalId = idOf(value['id']);
  if (externalId === null) return null;
  const messages = listOf(value['messages']).flatMap((one) => readMessage(one) ?? []);
  return {
    externalId,
    link: textOrNull(value['link']),
    status: value['status'] === 'closed' ? 'closed' : 'open',
    seats: withSenders(readSeats(value['participants']), messages),
    messages,
    attributes: { olderCursor: textOrNull(value['next_messages_cursor']) },
  };
}

export function readMessage(value: unknown): ImportedMessage | null {
  if (!isJson(value)) return null;
  const externalId = idOf(value['id']);
  const senderExternalId = idOf(value['sender_id']);
  const writtenAt = timeOf(value['created_at']);
  if (externalId === null || senderExternalId === null || writtenAt === null) return null;
  const { status, message } = value;
  return {
    externalId,
    senderExternalId,
    text: typeof message === 'string' ? wellFormed(message.slice(0, LONGEST_TEXT)) : '',
    status: STATUSES.includes(status as string) ? (status as Status) : 'sent',
    writtenAt,
    replyBy: timeOf(value['reply_by']),
    attachments: readAttachments(value['attachments']),
  };
}

export function readAttachments(value: unknown): Attachment[] {
  return listOf(value).flatMap((one) => {
    if (!isJson(one)) return [];
    const externalId = idOf(one['id']);
    const url = textOrNull(one['url']);
    if (externalId === null || url === null) return [];
    const { size } = one;
    return {
      externalId,
      mimeType: textOrNull(one['type']) ?? '',
      url,
      name: textOrNull(one['name']),
      size: typeof size === 'number' && Number.isFinite(size) ? size : null,
      previewUrl: textOrNull(one['preview_url']),
      linkExpires: one['link_expires'] === true,
    };
  });
}

function readSeats(value: unknown): ImportedSeat[] {
  const seats = new Map<string, ImportedSeat>();
  for (const one of listOf(value)) {
    if (!isJson(one)) continue;
    const externalId = idOf(one['id']);
    // Real connectors list the same person twice.
    if (externalId === null || seats.has(externalId)) continue;
    seats.set(externalId, {
      externalId,
      name: textOrNull(one['name']) ?? externalId,
      role: one['role'] === 'source_user' ? 'business' : 'contact',
      avatarUrl: textOrNull(one['avatar_url']),
      avatarExpires: one['avatar_expires'] === true,
      isPicturedOnRequest: one['fetch_avatar'] === true,
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
