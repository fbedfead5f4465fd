const ISO =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * A time in ISO 8601, with T or, as this vendor writes it, with a space; milliseconds UTC. No zone
 * means UTC. Null for anything else and for times that do not exist, such as 30 February.
 */
export function parseTime(text: string): number | null {
  const match = ISO.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second = '00', fraction = '', zone = 'Z'] = match;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const at = Date.parse(`${local}.${fraction.padEnd(3, '0').slice(0, 3)}Z`);
  // Some engines roll 30 February over into March: a time that moved did not exist.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 19) !== local) return null;
  const offset = offsetMs(zone);
  return offset === null ? null : at - offset;
}

function offsetMs(zone: string): number | null {
  if (zone.toUpperCase() === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** `2023-01-31 16:22:17.327000+00:00`: of messages (docs/partoo.md#objects-and-lists). */
export function formatTime(at: number): string {
  return `${new Date(at).toISOString().replace('T', ' ').slice(0, -1)}000+00:00`;
}

/** Times of webhooks: `2024-11-27T16:10:44.929000Z` (docs/partoo.md#webhook-rules). */
export function formatWebhookTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, -1)}000Z`;
}
