import type { NewLink } from '../store/store.ts';
import { hashToken, isInletToken, makeToken } from './token-format.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** What a link of single use leads to: a password of one's own, or straight in. */
const PURPOSES = {
  welcome: { path: '/welcome', goodMs: 24 * HOUR_MS },
  login: { path: '/login/once', goodMs: 10 * MINUTE_MS },
} as const;

/**
 * Makes a link of single use: the address to hand over, this once, and what the store keeps of it.
 * The address begins as this server is known to be reached, never as a request says.
 *
 * @example
 * const { url, link } = makeLink('login', { origin, madeBy: 'operator', now });
 * await store.write.makeMemberLink({ workspaceId, userId, purpose: 'login', link, now });
 */
export function makeLink(
  purpose: keyof typeof PURPOSES,
  of: { origin: string; now: number } & Pick<NewLink, 'madeBy'> & Partial<Pick<NewLink, 'makerId'>>,
): { url: string; link: NewLink } {
  const { origin, madeBy, makerId = null, now } = of;
  const { path, goodMs } = PURPOSES[purpose];
  const secret = makeToken('link');
  const link = { hash: hashToken(secret), madeBy, makerId, expiresAt: now + goodMs };
  return { url: `${origin}${path}?t=${secret}`, link };
}

/** What the store knows a link by; null where its secret cannot be one. */
export function linkHashOf(secret: unknown): string | null {
  return typeof secret === 'string' && isInletToken(secret) ? hashToken(secret) : null;
}
