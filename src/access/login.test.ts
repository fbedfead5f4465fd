import { expect, test } from 'vitest';
import type { Store } from '../store/store.ts';
import { Login } from './login.ts';
import { Passwords } from './passwords.ts';

const cost = { logN: 4, blocks: 8, times: 1 };

/** Counts how often a password is really looked at. */
class CountingPasswords extends Passwords {
  looks = 0;

  override matches(password: string, stored: string | null): Promise<boolean> {
    this.looks += 1;
    return super.matches(password, stored);
  }
}

async function setUp(known: string | null) {
  const passwords = new CountingPasswords(cost);
  const passwordHash = known === null ? null : await passwords.hash(known);
  const asked: string[] = [];
  const store = {
    read: {
      findAccount: ({ email }: { email: string }) => {
        asked.push(email);
        return Promise.resolve(
          email === 'a@example.test' ? { id: 1, name: 'A', passwordHash } : null,
        );
      },
      listMemberships: () => Promise.resolve([{ workspaceId: 1 }]),
    },
    write: {
      takeLoginAttempt: () => Promise.resolve({ waitMs: 0 }),
      clearLoginAttempts: () => Promise.resolve(),
    },
  } as unknown as Store;
  return { login: new Login(store, passwords, () => 0), passwords, asked };
}

const attempt = { password: 'staple battery', address: '192.0.2.7' };

test('an unknown account, one without a password and a wrong password take the same work', async () => {
  const cases = [
    ['nobody@example.test', 'x'],
    ['a@example.test', null],
    ['a@example.test', 'another one'],
  ] as const;
  for (const [email, known] of cases) {
    const { login, passwords } = await setUp(known);
    expect((await login.attempt({ ...attempt, email })).kind).toBe('wrong');
    expect(passwords.looks).toBe(1);
  }
});

test('the address is looked up in its one form', async () => {
  const { login, asked } = await setUp('staple battery');
  expect((await login.attempt({ ...attempt, email: ' A@Example.TEST ' })).kind).toBe('in');
  expect(asked).toEqual(['a@example.test']);
});
