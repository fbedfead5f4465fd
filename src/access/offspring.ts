import { Refusal } from '../domain/refusal.ts';
import { isWithin } from './address-list.ts';
import type { Principal } from './principal.ts';
import { UNLIMITED } from './rights.ts';

/** All in which one credential can be more than another. */
export type Reach = Pick<
  Principal,
  'scopes' | 'role' | 'expiresAt' | 'allowedAddresses' | 'audience'
>;

/** From the least to the most. */
const RANKS = { viewer: 1, agent: 2, admin: 3 };

/**
 * No credential yields one that is more than itself: else a token that was given for little would
 * be one for everything. Throws what is more.
 */
export function refuseMore(own: Principal, wanted: Reach): void {
  const more = whatIsMore(own, wanted);
  if (more !== null) throw new Refusal('forbidden', `A token cannot be given ${more}.`);
}

function whatIsMore(own: Reach, wanted: Reach): string | null {
  if (wanted.scopes.some((scope) => !own.scopes.includes(scope))) return 'a scope that yours lacks';
  if (RANKS[wanted.role ?? 'viewer'] > RANKS[own.role ?? 'viewer']) return 'a role above your own';
  if ((wanted.expiresAt ?? Infinity) > (own.expiresAt ?? Infinity)) {
    return `a longer life than your own: yours ends at ${timeText(own.expiresAt)}`;
  }
  if (own.allowedAddresses !== null && !isWithin(wanted.allowedAddresses, own.allowedAddresses)) {
    return `addresses beside your own: ${own.allowedAddresses.join(', ')}`;
  }
  if (own.audience !== null && wanted.audience !== own.audience) {
    return `another part of this server than your own: ${own.audience}`;
  }
  return null;
}

/**
 * For what no limit can be put on, such as a person's login or a connector's credential: it takes a
 * logged-in admin, or a token that is limited in nothing.
 */
export function requireUnlimited(own: Principal, what: string): void {
  const all = { scopes: UNLIMITED, role: 'admin', expiresAt: null } as const;
  const more = whatIsMore(own, { ...all, allowedAddresses: null, audience: null });
  if (more === null && own.grantId === null) return;
  throw new Refusal(
    'forbidden',
    `${what} is more than this token may give: it would have ${more ?? 'a life beyond your grant'}. ` +
      'A logged-in admin can, or a token of every scope that ends nowhere and is taken everywhere.',
  );
}

function timeText(at: number | null): string {
  return new Date(at ?? 0).toISOString();
}
