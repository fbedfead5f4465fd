import { hash } from 'node:crypto';
import type { AttemptLimit, Membership, Store } from '../store/store.ts';
import { emailOf } from './email.ts';
import { networkOf } from './network-of.ts';
import type { Passwords } from './passwords.ts';
import { PasswordsBusy } from './passwords.ts';

const MINUTE_MS = 60_000;

/** Of one account from one network, and of a network whatever the account. */
const MOST_A_MINUTE = { ofAccount: 10, ofNetwork: 30 };
/**
 * Of one account from everywhere: slow guessing by many. More than one network alone can use up, so
 * that it takes more than one to keep a person out.
 */
const MOST_OF_ACCOUNT = { most: 300, windowMs: 15 * MINUTE_MS };

export type LoginAttempt = { email: string; password: string; address: string };

export type LoginOutcome =
  | { kind: 'in'; userId: number; email: string; memberships: readonly Membership[] }
  /** No such account, a wrong password, or nothing that the person may use: not to be told apart. */
  | { kind: 'wrong'; userId: number | null }
  | { kind: 'too-many'; waitMs: number };

/** Checks e-mail and password, in equal time whether or not there is such an account. */
export class Login {
  readonly #store: Pick<Store, 'read' | 'write'>;
  readonly #passwords: Passwords;
  readonly #now: () => number;

  constructor(store: Pick<Store, 'read' | 'write'>, passwords: Passwords, now: () => number) {
    this.#store = store;
    this.#passwords = passwords;
    this.#now = now;
  }

  async attempt({ email, password, address }: LoginAttempt): Promise<LoginOutcome> {
    const { read, write } = this.#store;
    const known = emailOf(email) ?? email;
    const limits = limitsOf(known, networkOf(address));
    const { waitMs } = await write.takeLoginAttempt({ limits, now: this.#now() });
    if (waitMs > 0) return { kind: 'too-many', waitMs };
    const account = await read.findAccount({ email: known });
    const stored = account?.passwordHash ?? null;
    let isRight: boolean;
    try {
      isRight = await this.#passwords.matches(password, stored);
    } catch (error) {
      if (error instanceof PasswordsBusy) return { kind: 'too-many', waitMs: 1_000 };
      throw error;
    }
    if (!isRight || account === null) return { kind: 'wrong', userId: account?.id ?? null };

    const memberships = await read.listMemberships({ userId: account.id });
    if (memberships.length === 0) return { kind: 'wrong', userId: account.id };
    await write.clearLoginAttempts({ keys: limits.filter(isOfAccount).map(({ key }) => key) });
    await this.#renew(account.id, password, stored ?? '');
    return { kind: 'in', userId: account.id, email: known, memberships };
  }

  /** A hash of older parameters is made anew while the password is at hand. */
  async #renew(userId: number, password: string, from: string): Promise<void> {
    if (!this.#passwords.isOutdated(from)) return;
    const to = await this.#passwords.hash(password);
    await this.#store.write.renewPasswordHash({ userId, from, to });
  }
}

const isOfAccount = ({ key }: AttemptLimit) => key.startsWith('account:');

/** Addresses that were tried are kept as hashes: a mistyped one may be somebody's password. */
function limitsOf(email: string, network: string): AttemptLimit[] {
  const account = hash('sha256', email, 'hex');
  const ofAccount = { most: MOST_A_MINUTE.ofAccount, windowMs: MINUTE_MS };
  const ofNetwork = { most: MOST_A_MINUTE.ofNetwork, windowMs: MINUTE_MS };
  return [
    { key: `network:${network}`, ...ofNetwork },
    { key: `account:${account}@${network}`, ...ofAccount },
    { key: `account:${account}`, ...MOST_OF_ACCOUNT },
  ];
}
