import { randomUUID } from 'node:crypto';
import type { Refusal, RefusalCode } from '../../domain/refusal.ts';
import type { Asked } from '../../http/asked.ts';
import type { Answer } from '../../http/face.ts';

const ADD_CHANNEL_SENTENCE =
  'Expected { name: string; avatar_url?: string; provider_channel_id: string; }, but was incompatible';
const RECEIVE_MESSAGE_SENTENCE =
  'Expected { id: string; sender_id: string; conversation_id: string; conversation_link?: string; ' +
  'channel_id: string; created_at: string; message: string; status: unknown; attachments: ' +
  '{ id: string; type: string; name: string | null; size: number | null; url: string; ' +
  'preview_url: string | null; }[]; reply_by?: string | null; }, but was incompatible';

/** The answers of the gateway before the Channels service (docs/pipedrive.md#errors). */
const GATEWAY: Partial<Record<RefusalCode, { status: number; error: string }>> = {
  unauthenticated: { status: 401, error: 'unauthorized access' },
  'rate-limited': { status: 429, error: 'Request over limit' },
  'scope-missing': { status: 403, error: 'Scope and URL mismatch' },
};

/** Those of the Channels service, likewise. METHOD_NOT_ALLOWED and after are ours. */
const CHANNELS: Record<RefusalCode, { status: number; code: string }> = {
  unauthenticated: { status: 401, code: 'UNAUTHORIZED' },
  'rate-limited': { status: 429, code: 'RATE_LIMIT_EXCEEDED' },
  'scope-missing': { status: 403, code: 'FORBIDDEN' },
  malformed: { status: 400, code: 'INVALID_BODY' },
  invalid: { status: 400, code: 'INVALID_BODY' },
  forbidden: { status: 403, code: 'FORBIDDEN_USER_REQUEST' },
  'not-found': { status: 404, code: 'NOT_FOUND' },
  conflict: { status: 409, code: 'CHANNEL_ALREADY_EXISTS' },
  'method-not-allowed': { status: 405, code: 'METHOD_NOT_ALLOWED' },
  'payload-too-large': { status: 413, code: 'PAYLOAD_TOO_LARGE' },
  'unsupported-media-type': { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
  unavailable: { status: 503, code: 'SERVICE_UNAVAILABLE' },
  internal: { status: 500, code: 'INTERNAL_ERROR' },
};

/** Refusal.detail of an Authorization header that is no `Bearer X`: 400. */
export const MALFORMED_AUTHORIZATION = 'malformed-authorization';
/** Refusal.detail of a user who may not register channels. */
export const ADMIN_ONLY = 'ADMIN_ONLY';

export function presentRefusal(refusal: Refusal, request: Asked | null): Answer {
  if (refusal.detail === MALFORMED_AUTHORIZATION) return gatewayAnswer(400, refusal.message);
  const gateway = GATEWAY[refusal.code];
  if (gateway !== undefined) return gatewayAnswer(gateway.status, gateway.error);

  const { status, code } = CHANNELS[refusal.code];
  if (status !== 400) {
    return channelsAnswer(
      status,
      refusal.detail === ADMIN_ONLY ? ADMIN_ONLY : code,
      refusal.message,
    );
  }
  const isReceive = request?.routeOptions.url?.endsWith('/messages/receive') === true;
  const { code: invalid, sentence } = isReceive ? INVALID_RECEIVE : INVALID_BODY;
  return channelsAnswer(400, invalid, sentenceOf(refusal, sentence));
}

const INVALID_RECEIVE = {
  code: 'INVALID_RECEIVE_MESSAGE_PAYLOAD',
  sentence: RECEIVE_MESSAGE_SENTENCE,
};
const INVALID_BODY = { code: 'INVALID_BODY', sentence: ADD_CHANNEL_SENTENCE };

/** The same refusal for a model: status, code and what was wrong, without the type's whole text. */
export function explainRefusal(refusal: Refusal, operation: 'add' | 'receive' | 'delete'): string {
  const gateway = GATEWAY[refusal.code];
  if (gateway !== undefined) return `${gateway.status} ${gateway.error}: ${refusal.explanation}`;
  const { status, code } = CHANNELS[refusal.code];
  const shown =
    refusal.detail === ADMIN_ONLY
      ? ADMIN_ONLY
      : status === 400 && operation === 'receive'
        ? INVALID_RECEIVE.code
        : code;
  return `${status} ${shown}: ${refusal.explanation}`;
}

/**
 * Every wrong field with what was expected, then the documented sentence. In this order, as clients cut
 * a long error and show its beginning (docs/pipedrive.md#choices-that-are-ours).
 */
function sentenceOf(refusal: Refusal, sentence: string): string {
  const faults =
    refusal.errors.length === 0
      ? [refusal.message]
      : refusal.errors.map(({ path, message }) => `${path} ${message}`);
  return `${faults.join('; ').replace(/\.$/, '')}. ${sentence}`;
}

function gatewayAnswer(status: number, error: string): Answer {
  return {
    status,
    headers: {
      'x-correlation-id': randomUUID(),
      ...(status === 401 ? { 'x-401-by-gw': 'true' } : {}),
    },
    body: {
      success: false,
      error,
      errorCode: status,
      error_info: 'Please check developers.pipedrive.com',
    },
  };
}

function channelsAnswer(status: number, code: string, error: string): Answer {
  return {
    status,
    body: {
      success: false,
      error,
      error_info: 'Please check the reference docs in https://developers.pipedrive.com/docs/api/v1',
      additional_data: { code },
    },
  };
}
