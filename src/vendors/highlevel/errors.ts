import { randomUUID } from 'node:crypto';
import type { RefusalCode } from '../../domain/refusal.ts';
import { Refusal, wrongFields } from '../../domain/refusal.ts';
import type { Asked } from '../../http/asked.ts';
import type { Answer } from '../../http/face.ts';
import { pathOf } from '../../http/request.ts';

/** Observed and documented texts (docs/highlevel.md#refusals); those marked so are ours. */
export const TEXTS = {
  /** Ours: no answer to a request without the header is known. */
  noAuthorization:
    'Authorization header was not found. Send it as Authorization: Bearer <access token or Private Integration Token>.',
  badAccessToken: 'Invalid JWT',
  badPrivateIntegrationToken: 'Invalid Private Integration token',
  noVersion: 'version header was not found.',
  badVersion: 'version header is invalid',
  scopeMissing: 'The token is not authorized for this scope.',
  wrongAuthClass:
    'This authClass type is not allowed to access this scope. Please reach out to the Platform team to get it added.',
  otherLocation: 'The token does not have access to this location.',
  duplicateContact: 'This location does not allow duplicated contacts.',
  /** Ours, as are the next: no answer is known. 400 is what the vendor documents for these paths. */
  missingContact: 'Contact not found: the location has no contact of this id.',
  missingConversation: 'Conversation not found: the location has no conversation of this id.',
} as const;

/**
 * What the routes of messages refuse. Those marked so are ours: no answer is known
 * (docs/highlevel.md#refusals).
 */
export const MESSAGE_TEXTS = {
  noProvider: 'No conversationProviderId passed in body',
  wrongProvider: 'Incorrect conversationProviderId/type',
  unknownProvider: 'Invalid conversationProviderId',
  notYourProvider: (id: string) =>
    `You don't have access to the conversationProvider with id: ${id}`,
  noProviderOfMessage: 'No conversation provider found for this message',
  noContactGiven: 'Contact id not given',
  notTheirAddress:
    "Cannot send message as emailTo is not under contact's primary or additional emails",
  noContent: 'There is no message or attachments for this message. Skip sending.',
  /** Ours, and all below. */
  noConversationOrContact: 'conversationId or contactId',
  unknownConversation:
    'The conversationId is not one of this location. Send the id of a conversation, or a contactId alone.',
  unknownContact:
    'The contactId is not one of this location. Create the contact first and send its id.',
  otherContact:
    "The conversationId and the contactId do not belong together. Send one of them, or the conversation's own contactId.",
  unknownEmail:
    'The emailMessageId is not one of this conversation. Send the emailMessageId of an earlier answer, or none to begin a new thread.',
  unknownAnswered:
    'The replyMessageId or threadId is not one of this conversation. Send the messageId of an earlier answer, or none.',
  tooLate: 'The provider takes no more replies in this conversation: its time is over.',
  noCall: 'Attachments can be replaced on calls only: messages of TYPE_CUSTOM_CALL.',
  notHandedOver:
    'The message was not handed over yet: no attempt to deliver it has begun. Report its status once it was posted to the delivery URL.',
  notScheduled: 'Failed cancel the scheduled message',
  uploadFailed: 'Failed to upload the files',
  noRecording: 'The message has no recording.',
  badCursor: 'The cursor is none of an export. Send the nextCursor of the page before, or none.',
  otherCursor: 'The cursor belongs to an export with other parameters. Send the same ones with it.',
  oldCursor: 'The cursor is older than two minutes. Begin the export anew, without a cursor.',
  missingConversation: 'The conversation does not exist in this location.',
  unknownLastMessage:
    'The lastMessageId is not one of this conversation. Send the lastMessageId of the page before, or none.',
  unknownMessage: 'The message does not exist in this location.',
} as const;

/** The word that stands beside the number in a body. */
const ERROR_WORDS: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
};

type Status = 400 | 401 | 403 | 404 | 413 | 415 | 422;

const CODES: Record<Status, RefusalCode> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  413: 'payload-too-large',
  415: 'unsupported-media-type',
  422: 'invalid',
};

/** A refusal whose status, text and further members are the vendor's own. */
export class HighLevelRefusal extends Refusal {
  readonly status: Status;
  readonly members: Record<string, unknown>;

  /** `members` stand beside the usual ones in the body, such as `canonicalCode` or `meta`. */
  constructor(status: Status, message: string, members: Record<string, unknown> = {}) {
    super(CODES[status], message);
    this.status = status;
    this.members = members;
  }
}

/** 422 as its validation writes it: an array. */
export function missingFields(...fields: string[]): Refusal {
  return wrongFields(fields.map((path) => ({ path, message: 'should not be empty' })));
}

/** Where a route does not say better. 405 does not occur at the vendor: an unknown route is 404. */
const STATUSES: Record<RefusalCode, number> = {
  unauthenticated: 401,
  'rate-limited': 429,
  'scope-missing': 401,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  malformed: 400,
  invalid: 422,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 404,
  conflict: 400,
  unavailable: 503,
  internal: 500,
};

export function presentRefusal(refusal: Refusal, request: Asked | null): Answer {
  const isOwn = refusal instanceof HighLevelRefusal;
  const status = isOwn ? refusal.status : STATUSES[refusal.code];
  return {
    status,
    body: {
      statusCode: status,
      message: messageOf(refusal, request),
      error: ERROR_WORDS[status] ?? 'Internal Server Error',
      traceId: randomUUID(),
      ...(isOwn ? refusal.members : {}),
    },
  };
}

/** An array of sentences where fields are wrong, else one sentence. */
function messageOf(refusal: Refusal, request: Asked | null): string | string[] {
  if (refusal.errors.length > 0) {
    return refusal.errors.map(({ path, message }) => `${path} ${message}`.trimStart());
  }
  const isUnknownRoute =
    refusal.code === 'method-not-allowed' || refusal.detail === 'unknown-route';
  if (isUnknownRoute && request !== null) return `Cannot ${request.method} ${pathOf(request)}`;
  return refusal.message;
}
