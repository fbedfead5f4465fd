import type { Webhook } from '../../domain/webhook.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import { formatWebhookTime } from './date.ts';

/** Documented; Inlet has something to tell of the two of messages. */
export const EVENT_TYPES = [
  'business_created',
  'business_updated',
  'business_deleted',
  'message_created',
  'message_updated',
  'lead_received',
] as const;

export type EventTypeName = (typeof EVENT_TYPES)[number];

/** What is kept of a webhook beside its URL. */
export type WebhookAttributes = { headers?: Record<string, string> };

export function headersOf({ attributes }: Pick<Webhook, 'attributes'>): Record<string, string> {
  return (attributes as WebhookAttributes).headers ?? {};
}

export function presentWebhook(webhook: Webhook, organizationId: number) {
  return {
    id: webhook.id,
    url: webhook.url,
    event_type: webhook.eventTypes[0],
    headers: headersOf(webhook),
    created_at: formatWebhookTime(webhook.createdAt),
    updated_at: formatWebhookTime(webhook.updatedAt),
    org_id: organizationId,
  };
}

const MOST_HEADERS = 5;
const LONGEST_NAME = 128;
const LONGEST_VALUE = 512;
/**
 * Letters, digits and the marks that are no separators (docs/partoo.md#webhook-rules; RFC 9110
 * tokens).
 */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const VALUE = /^[\x20-\x7e]*$/;

/** What is wrong with custom headers, by field; null when nothing is. */
export function headersFault(headers: Record<string, string>): [string, string] | null {
  const names = Object.keys(headers);
  if (names.length > MOST_HEADERS) return ['headers', `must not have more than ${MOST_HEADERS}`];
  for (const [name, value] of Object.entries(headers)) {
    const path = `headers.${wellFormed(name)}`;
    const lower = name.toLowerCase();
    if (!lower.startsWith('x-') || !NAME.test(name)) {
      return [
        path,
        'must start with X- and have none of ( ) < > @ , ; : \\ " / [ ] ? = { } or space',
      ];
    }
    if (lower.startsWith('x-partoo')) return [path, 'must not start with X-Partoo'];
    if (name.length > LONGEST_NAME) return [path, `must not be longer than ${LONGEST_NAME}`];
    if (value.length > LONGEST_VALUE || !VALUE.test(value)) {
      return [path, `must be at most ${LONGEST_VALUE} visible ASCII characters`];
    }
  }
  return null;
}
