/*
 * A delivery is the durable task of handing one reply, one event, or the news that a channel was
 * removed, to one receiver. It is a row before anything is called, and its life is this:
 *
 *   waiting ──── those before it in its line ended ───▶ due
 *
 *      ┌───────────────────── retry ──────────────────────┐
 *      ▼                                                  │
 *     due ── claim ──▶ claimed ── about to call ──▶ calling ──▶ sent
 *                         │                               ├────▶ failed   refused, or given up
 *      waiting            └── nobody to call ──▶ held     └────▶ unknown  may have been sent
 *         ▲──────────── somebody to call ─────────┘
 *
 *   failed, unknown ── resend ──▶ resent   (and a new delivery of the same message)
 *   failed, unknown, held ── dismiss ──▶ dismissed
 *   waiting, due, held ── deadline ──▶ failed
 *
 * The replies of one conversation through one channel are a line: one that is `due`, `claimed` or
 * `calling` keeps the later ones waiting, one that is `held` does not. Events and removals have no
 * order among each other and never wait. A process that dies leaves `claimed` or
 * `calling` behind: once the lease is over, what was claimed is due again, and what was calling is
 * due again where the receiver knows the id that is sent, else `unknown`. `sent`, `failed` and
 * `unknown` count as ended; an answer that comes after its lease was over still settles an unknown
 * one, as nobody else has claimed it.
 */
export const DELIVERY_STATES = [
  'waiting',
  'due',
  'held',
  'claimed',
  'calling',
  'sent',
  'failed',
  'unknown',
  'dismissed',
  'resent',
] as const;

export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Those that a person can name to do something about all of them at once; dead: failed or unknown. */
export const BULK_STATES = ['waiting', 'due', 'held', 'failed', 'unknown', 'dead'] as const;

/** Which states are meant by a name that is used outside; none stands for all. */
export function statesNamed(name: string | undefined): DeliveryState[] {
  if (name === undefined) return [];
  if (name === 'dead') return ['failed', 'unknown'];
  return name === 'attempting' ? ['claimed', 'calling'] : [name as DeliveryState];
}
